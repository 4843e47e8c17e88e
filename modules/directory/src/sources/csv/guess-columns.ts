import { foldName } from '../../fold-name.ts';
import { csvFields } from '../source-settings.ts';
import type { CsvField } from '../source-settings.ts';

/** What columns are called in German and English files, folded; the likelier first. */
const titles: Readonly<Record<CsvField, readonly string[]>> = {
  externalId: [
    'personalnummer',
    'personal-nr',
    'personalnr',
    'pers.-nr',
    'pnr',
    'employeeid',
    'employee id',
    'externalid',
    'external id',
    'eindeutige id',
    'guid',
    'uuid',
    'id',
  ],
  login: [
    'anmeldename',
    'benutzername',
    'benutzerkennung',
    'kennung',
    'login',
    'loginname',
    'username',
    'user name',
    'userid',
    'user id',
    'uid',
    'samaccountname',
    'account',
  ],
  name: [
    'name',
    'anzeigename',
    'vollstandiger name',
    'voller name',
    'displayname',
    'display name',
    'full name',
    'fullname',
    'cn',
  ],
  firstName: ['vorname', 'vornamen', 'rufname', 'firstname', 'first name', 'givenname', 'given name'],
  lastName: ['nachname', 'familienname', 'zuname', 'lastname', 'last name', 'surname', 'sn', 'family name'],
  email: [
    'e-mail',
    'email',
    'mail',
    'e-mail-adresse',
    'email-adresse',
    'emailadresse',
    'mailadresse',
    'dienstliche e-mail',
    'e-mail address',
    'email address',
  ],
  addresses: [
    'weitere adressen',
    'weitere e-mail-adressen',
    'weitere e-mails',
    'aliase',
    'aliases',
    'other addresses',
    'further addresses',
    'proxyaddresses',
  ],
  organisation: [
    'organisation',
    'behorde',
    'dienststelle',
    'einrichtung',
    'amt',
    'kommune',
    'organization',
    'company',
    'authority',
  ],
  groups: ['gruppen', 'gruppe', 'groups', 'group', 'gruppenzugehorigkeit', 'memberof'],
  manager: ['vorgesetzte', 'vorgesetzter', 'vorgesetzte person', 'fuhrungskraft', 'leitung', 'manager', 'supervisor'],
  jobTitle: [
    'dienstbezeichnung',
    'amtsbezeichnung',
    'funktion',
    'stelle',
    'position',
    'titel',
    'title',
    'job title',
    'jobtitle',
  ],
  phone: [
    'telefon',
    'telefonnummer',
    'tel',
    'tel.',
    'durchwahl',
    'rufnummer',
    'phone',
    'telephone',
    'phone number',
    'telephonenumber',
  ],
  place: ['dienstort', 'ort', 'raum', 'zimmer', 'buro', 'standort', 'gebaude', 'place', 'office', 'room', 'location'],
  language: ['sprache', 'language', 'preferredlanguage', 'preferred language'],
  disabled: ['gesperrt', 'deaktiviert', 'inaktiv', 'disabled', 'inactive', 'locked'],
};

/** Which column probably holds what; each column once. */
export function guessColumns(columns: readonly string[]): Partial<Record<CsvField, string>> {
  const folded = columns.map((title) => ({ title, word: foldTitle(title) }));
  const guess: Partial<Record<CsvField, string>> = {};
  const taken = new Set<string>();
  for (const field of csvFields) {
    for (const word of titles[field]) {
      const found = folded.find((column) => column.word === foldTitle(word) && !taken.has(column.title));
      if (!found) continue;
      guess[field] = found.title;
      taken.add(found.title);
      break;
    }
  }
  return withoutDoubt(guess);
}

/** 'Name' beside 'Vorname' is the family name. */
function withoutDoubt({ name, ...guess }: Partial<Record<CsvField, string>>): Partial<Record<CsvField, string>> {
  if (name === undefined) return guess;
  if (guess.firstName !== undefined && guess.lastName === undefined) return { ...guess, lastName: name };
  return { ...guess, name };
}

function foldTitle(title: string): string {
  return foldName(title).replace(/[_\s]+/g, ' ');
}
