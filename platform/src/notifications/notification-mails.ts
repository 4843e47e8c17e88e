import type { MailLanguage, NewMail } from '../mail/index.ts';
import { dayIn, parseMailAddress, subjectLine } from '../mail/index.ts';

/** Whom a mail goes to, as they are at that moment. */
export interface NotifiedPerson {
  readonly name: string;
  readonly email: string | null;
  readonly language: MailLanguage;
  readonly disabled: boolean;
  readonly organisation: { readonly id: number };
}

export interface MailedLine {
  readonly title: string;
  readonly address: string;
}

interface Frame {
  readonly greeting: string;
  readonly settings: string;
  readonly digest: (count: number, day: string) => string;
  readonly more: (count: number) => string;
}

const frames: Readonly<Record<MailLanguage, Frame>> = {
  de: {
    greeting: 'Guten Tag',
    settings: 'Welche Mitteilungen Sie per E-Mail bekommen, bestimmen Sie hier:',
    digest: (count, day) => (count === 1 ? `Eine Mitteilung vom ${day}` : `${count} Mitteilungen, Stand ${day}`),
    more: (count) => (count === 1 ? 'Eine weitere steht in Landescloud.' : `${count} weitere stehen in Landescloud.`),
  },
  en: {
    greeting: 'Hello',
    settings: 'Choose here which notifications you get by e-mail:',
    digest: (count, day) => (count === 1 ? `One notification of ${day}` : `${count} notifications as of ${day}`),
    more: (count) => (count === 1 ? 'One more is in Landescloud.' : `${count} more are in Landescloud.`),
  },
};

const mostLines = 50;

/** The address that can be written to; null: none, or the person may not sign in. */
export function addressOf(person: NotifiedPerson | undefined): string | null {
  return person === undefined || person.disabled ? null : parseMailAddress(person.email ?? '');
}

export interface MailTo {
  readonly to: string;
  readonly personId: number;
  readonly person: NotifiedPerson;
  readonly settingsAddress: string;
}

export function notificationMail(to: MailTo, kind: string, line: MailedLine): NewMail {
  return mailOf(to, kind, line.title, `${line.title}:\n\n${line.address}`);
}

export function digestMail(to: MailTo, lines: readonly MailedLine[], at: number): NewMail {
  const { language } = to.person;
  const shown = lines.slice(0, mostLines).map(({ title, address }) => `${title}\n${address}`);
  const left = lines.length - shown.length;
  const text = [...shown, ...(left === 0 ? [] : [frames[language].more(left)])].join('\n\n');
  return mailOf(to, 'notifications.digest', frames[language].digest(lines.length, dayIn(language, at)), text);
}

function mailOf(
  { to, personId, person, settingsAddress }: MailTo,
  kind: string,
  subject: string,
  text: string,
): NewMail {
  const { greeting, settings } = frames[person.language];
  return {
    to,
    language: person.language,
    kind,
    subject: subjectLine(subject),
    text: `${greeting} ${person.name},\n\n${text}\n\n${settings}\n${settingsAddress}`,
    organisationId: person.organisation.id,
    personId,
  };
}
