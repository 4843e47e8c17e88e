import type { Address, Fields, NameParts, PhoneKind, Place } from '../fields.ts';

/** What a column of a table is about. */
export type Target =
  | {
      readonly to:
        | 'name'
        | 'nickname'
        | 'organisation'
        | 'department'
        | 'title'
        | 'role'
        | 'birthday'
        | 'anniversary'
        | 'note'
        | 'categories';
    }
  | { readonly to: 'names'; readonly part: keyof NameParts }
  | { readonly to: 'mail'; readonly at: number; readonly kind: Place }
  | { readonly to: 'phone'; readonly at: number; readonly kind: PhoneKind }
  | { readonly to: 'url'; readonly at: number; readonly kind: Place }
  | { readonly to: 'address'; readonly at: number; readonly kind: Place; readonly part: AddressPart }
  /** Google: what kind the entry of the same number is. */
  | { readonly to: 'label'; readonly of: 'mail' | 'phone' | 'url' | 'address'; readonly at: number }
  | { readonly to: 'day' | 'month' | 'year' };

export type AddressPart = Exclude<keyof Address, 'key' | 'kind' | 'label' | 'preferred'>;

/** Known programs' tables. */
export const csvFormats = ['outlook', 'thunderbird', 'google'] as const;
export type CsvFormat = (typeof csvFormats)[number];

export interface Column {
  readonly target: Target;
  /** Null: this format has no such column. */
  readonly headings: { readonly de: string; readonly en: string };
}

const column = (target: Target, en: string, de: string): Column => ({ target, headings: { de, en } });
const single = (to: Extract<Target, { to: keyof Fields }>['to'], en: string, de: string) =>
  column({ to } as Target, en, de);
const part = (name: keyof NameParts, en: string, de: string) => column({ to: 'names', part: name }, en, de);
const mail = (at: number, kind: Place, en: string, de: string) => column({ to: 'mail', at, kind }, en, de);
const phone = (at: number, kind: PhoneKind, en: string, de: string) => column({ to: 'phone', at, kind }, en, de);
const address = (at: number, kind: Place, name: AddressPart, en: string, de: string) =>
  column({ to: 'address', at, kind, part: name }, en, de);

const outlookAddress = (at: number, kind: Place, en: string, de: string): Column[] => [
  address(at, kind, 'street', `${en} Street`, `Straße ${de}`),
  address(at, kind, 'locality', `${en} City`, `Ort ${de}`),
  address(at, kind, 'region', `${en} State`, `Region ${de}`),
  address(at, kind, 'code', `${en} Postal Code`, `Postleitzahl ${de}`),
  address(at, kind, 'country', `${en} Country/Region`, `Land/Region ${de}`),
];

const outlook: Column[] = [
  part('prefix', 'Title', 'Anrede'),
  part('given', 'First Name', 'Vorname'),
  part('additional', 'Middle Name', 'Weitere Vornamen'),
  part('family', 'Last Name', 'Nachname'),
  part('suffix', 'Suffix', 'Suffix'),
  single('organisation', 'Company', 'Firma'),
  single('department', 'Department', 'Abteilung'),
  single('title', 'Job Title', 'Position'),
  ...outlookAddress(0, 'work', 'Business', 'geschäftlich'),
  ...outlookAddress(1, 'home', 'Home', 'privat'),
  phone(0, 'work', 'Business Phone', 'Telefon geschäftlich'),
  phone(1, 'work', 'Business Phone 2', 'Telefon geschäftlich 2'),
  phone(2, 'home', 'Home Phone', 'Telefon (privat)'),
  phone(3, 'mobile', 'Mobile Phone', 'Mobiltelefon'),
  phone(4, 'fax', 'Business Fax', 'Fax geschäftlich'),
  phone(5, 'other', 'Other Phone', 'Weiteres Telefon'),
  phone(6, 'pager', 'Pager', 'Pager'),
  mail(0, 'work', 'E-mail Address', 'E-Mail-Adresse'),
  mail(1, 'other', 'E-mail 2 Address', 'E-Mail 2: Adresse'),
  mail(2, 'other', 'E-mail 3 Address', 'E-Mail 3: Adresse'),
  column({ to: 'url', at: 0, kind: 'work' }, 'Web Page', 'Webseite'),
  single('birthday', 'Birthday', 'Geburtstag'),
  single('anniversary', 'Anniversary', 'Jahrestag'),
  single('categories', 'Categories', 'Kategorien'),
  single('note', 'Notes', 'Notizen'),
];

const thunderbird: Column[] = [
  part('given', 'First Name', 'Vorname'),
  part('family', 'Last Name', 'Nachname'),
  single('name', 'Display Name', 'Anzeigename'),
  single('nickname', 'Nickname', 'Spitzname'),
  mail(0, 'work', 'Primary Email', 'Primäre E-Mail-Adresse'),
  mail(1, 'other', 'Secondary Email', 'Sekundäre E-Mail-Adresse'),
  phone(0, 'work', 'Work Phone', 'Tel. dienstlich'),
  phone(1, 'home', 'Home Phone', 'Tel. privat'),
  phone(2, 'fax', 'Fax Number', 'Fax-Nummer'),
  phone(3, 'pager', 'Pager Number', 'Pager-Nummer'),
  phone(4, 'mobile', 'Mobile Number', 'Mobil-Tel.-Nr.'),
  address(0, 'home', 'street', 'Home Address', 'Privat: Adresse'),
  address(0, 'home', 'extended', 'Home Address 2', 'Privat: Adresse 2'),
  address(0, 'home', 'locality', 'Home City', 'Privat: Ort'),
  address(0, 'home', 'region', 'Home State', 'Privat: Bundesland'),
  address(0, 'home', 'code', 'Home ZipCode', 'Privat: PLZ'),
  address(0, 'home', 'country', 'Home Country', 'Privat: Land'),
  address(1, 'work', 'street', 'Work Address', 'Dienstlich: Adresse'),
  address(1, 'work', 'extended', 'Work Address 2', 'Dienstlich: Adresse 2'),
  address(1, 'work', 'locality', 'Work City', 'Dienstlich: Ort'),
  address(1, 'work', 'region', 'Work State', 'Dienstlich: Bundesland'),
  address(1, 'work', 'code', 'Work ZipCode', 'Dienstlich: PLZ'),
  address(1, 'work', 'country', 'Work Country', 'Dienstlich: Land'),
  single('title', 'Job Title', 'Arbeitstitel'),
  single('department', 'Department', 'Abteilung'),
  single('organisation', 'Organization', 'Organisation'),
  column({ to: 'url', at: 0, kind: 'work' }, 'Web Page 1', 'Webseite 1'),
  column({ to: 'url', at: 1, kind: 'home' }, 'Web Page 2', 'Webseite 2'),
  column({ to: 'year' }, 'Birth Year', 'Geburtsjahr'),
  column({ to: 'month' }, 'Birth Month', 'Geburtsmonat'),
  column({ to: 'day' }, 'Birth Day', 'Geburtstag'),
  single('note', 'Notes', 'Notizen'),
];

const most = 5;
const numbered = <T>(make: (at: number) => T[]) => Array.from({ length: most }, (_, at) => make(at)).flat();
const both = (target: Target, heading: string) => column(target, heading, heading);
const googlePlaces: readonly (readonly [AddressPart, string])[] = [
  ['street', 'Street'],
  ['locality', 'City'],
  ['box', 'PO Box'],
  ['region', 'Region'],
  ['code', 'Postal Code'],
  ['country', 'Country'],
  ['extended', 'Extended Address'],
];

/** Google writes its headings in English whatever the language. */
const google: Column[] = [
  both({ to: 'names', part: 'prefix' }, 'Name Prefix'),
  both({ to: 'names', part: 'given' }, 'First Name'),
  both({ to: 'names', part: 'additional' }, 'Middle Name'),
  both({ to: 'names', part: 'family' }, 'Last Name'),
  both({ to: 'names', part: 'suffix' }, 'Name Suffix'),
  both({ to: 'nickname' }, 'Nickname'),
  both({ to: 'organisation' }, 'Organization Name'),
  both({ to: 'title' }, 'Organization Title'),
  both({ to: 'department' }, 'Organization Department'),
  both({ to: 'birthday' }, 'Birthday'),
  both({ to: 'note' }, 'Notes'),
  both({ to: 'categories' }, 'Labels'),
  ...numbered((at) => [
    both({ to: 'label', of: 'mail', at }, `E-mail ${at + 1} - Label`),
    both({ to: 'mail', at, kind: 'other' }, `E-mail ${at + 1} - Value`),
  ]),
  ...numbered((at) => [
    both({ to: 'label', of: 'phone', at }, `Phone ${at + 1} - Label`),
    both({ to: 'phone', at, kind: 'other' }, `Phone ${at + 1} - Value`),
  ]),
  ...numbered((at) => [
    both({ to: 'label', of: 'address', at }, `Address ${at + 1} - Label`),
    ...googlePlaces.map(([named, heading]) =>
      both({ to: 'address', at, kind: 'other', part: named }, `Address ${at + 1} - ${heading}`),
    ),
  ]),
  ...numbered((at) => [
    both({ to: 'label', of: 'url', at }, `Website ${at + 1} - Label`),
    both({ to: 'url', at, kind: 'other' }, `Website ${at + 1} - Value`),
  ]),
];

export const csvColumns: Readonly<Record<CsvFormat, readonly Column[]>> = { outlook, thunderbird, google };

/** Headings of older and other programs that mean the same, folded. */
const OTHER_HEADINGS: readonly (readonly [string, Target])[] = [
  ['name', { to: 'name' }],
  ['file as', { to: 'name' }],
  ['displayname', { to: 'name' }],
  ['given name', { to: 'names', part: 'given' }],
  ['family name', { to: 'names', part: 'family' }],
  ['familienname', { to: 'names', part: 'family' }],
  ['additional name', { to: 'names', part: 'additional' }],
  ['spitzname', { to: 'nickname' }],
  ['unternehmen', { to: 'organisation' }],
  ['organization 1 - name', { to: 'organisation' }],
  ['organization 1 - title', { to: 'title' }],
  ['organization 1 - department', { to: 'department' }],
  ['organisation 1 - name', { to: 'organisation' }],
  ['behörde', { to: 'organisation' }],
  ['funktion', { to: 'title' }],
  ['beruf', { to: 'role' }],
  ['profession', { to: 'role' }],
  ['e-mail', { to: 'mail', at: 0, kind: 'work' }],
  ['email', { to: 'mail', at: 0, kind: 'work' }],
  ['mail', { to: 'mail', at: 0, kind: 'work' }],
  ['email address', { to: 'mail', at: 0, kind: 'work' }],
  ['e-mail-adresse 1', { to: 'mail', at: 0, kind: 'work' }],
  ['e-mail-adresse 2', { to: 'mail', at: 1, kind: 'other' }],
  ['e-mail 2 address', { to: 'mail', at: 1, kind: 'other' }],
  ['telefon', { to: 'phone', at: 0, kind: 'work' }],
  ['phone', { to: 'phone', at: 0, kind: 'work' }],
  ['telefon privat', { to: 'phone', at: 2, kind: 'home' }],
  ['handy', { to: 'phone', at: 3, kind: 'mobile' }],
  ['mobil', { to: 'phone', at: 3, kind: 'mobile' }],
  ['fax', { to: 'phone', at: 4, kind: 'fax' }],
  ['straße', { to: 'address', at: 0, kind: 'work', part: 'street' }],
  ['plz', { to: 'address', at: 0, kind: 'work', part: 'code' }],
  ['ort', { to: 'address', at: 0, kind: 'work', part: 'locality' }],
  ['land', { to: 'address', at: 0, kind: 'work', part: 'country' }],
  ['business country', { to: 'address', at: 0, kind: 'work', part: 'country' }],
  ['home country', { to: 'address', at: 1, kind: 'home', part: 'country' }],
  ['group membership', { to: 'categories' }],
  ['notiz', { to: 'note' }],
  ['bemerkung', { to: 'note' }],
];

export function foldHeading(heading: string): string {
  return heading.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Of which program a table is, by how many of its headings are known there; null where none is. */
export function recogniseColumns(
  headings: readonly string[],
): { format: CsvFormat; targets: (Target | null)[] } | null {
  let best: { format: CsvFormat; targets: (Target | null)[]; known: number } | null = null;
  for (const format of csvFormats) {
    const byHeading = new Map<string, Target>(OTHER_HEADINGS);
    for (const { target, headings: own } of csvColumns[format]) {
      byHeading.set(foldHeading(own.en), target);
      byHeading.set(foldHeading(own.de), target);
    }
    // older tables of Google's say Type where newer ones say Label
    const targets = headings.map((each) => byHeading.get(foldHeading(each).replace(/ - type$/, ' - label')) ?? null);
    const known = targets.filter((each) => each !== null).length;
    if (known > (best?.known ?? 0)) best = { format, targets, known };
  }
  return best;
}
