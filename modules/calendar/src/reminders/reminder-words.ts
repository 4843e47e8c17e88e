import type { MailLanguage, NewMail } from '@landescloud/platform/mail';
import { subjectLine } from '@landescloud/platform/mail';
import { notificationKind } from '@landescloud/platform/notifications';

/** What rang, in words of who is told. */
export interface ReminderLine {
  /** '': of a task or event without one. */
  readonly title: string;
  readonly when: string;
  readonly place: string;
  readonly link: string;
  /** Mails say no more than when it is: administrators may read them. */
  readonly isPrivate: boolean;
  /** Whole address of the day in the calendar. */
  readonly address: string;
}

const words = {
  de: {
    reminder: 'Erinnerung',
    private: 'Privater Termin',
    untitled: 'Ohne Titel',
    hello: 'Guten Tag',
    when: 'Wann',
    where: 'Wo',
    join: 'Teilnehmen',
    open: 'Im Kalender ansehen:',
    settings: 'Wann und wie Sie erinnert werden, bestimmen Sie hier:',
    several: (count: number) => `${count} Erinnerungen`,
    missed: 'Mehrere Erinnerungen waren zugleich fällig, zum Beispiel weil der Server nicht lief:',
    more: (count: number) => `${count} weitere stehen in Ihrem Kalender.`,
  },
  en: {
    reminder: 'Reminder',
    private: 'Private event',
    untitled: 'Untitled',
    hello: 'Hello',
    when: 'When',
    where: 'Where',
    join: 'Join',
    open: 'See it in the calendar:',
    settings: 'Choose here when and how you are reminded:',
    several: (count: number) => `${count} reminders`,
    missed: 'Several reminders were due at once, for instance because the server was not running:',
    more: (count: number) => `${count} more are in your calendar.`,
  },
} as const;

export const reminderKind = notificationKind<{ title: string; when: string }>({
  name: 'calendar.reminder',
  mail: 'off',
  isChosenElsewhere: true,
  label: { de: 'Erinnerungen an Termine', en: 'Reminders of events' },
  says: {
    de: ({ data }) => ({ title: `Erinnerung: ${data.title || words.de.untitled}`, text: data.when }),
    en: ({ data }) => ({ title: `Reminder: ${data.title || words.en.untitled}`, text: data.when }),
  },
});

export const remindersKind = notificationKind<{ count: number; title: string }>({
  name: 'calendar.reminders',
  mail: 'off',
  isChosenElsewhere: true,
  label: { de: 'Mehrere Erinnerungen zugleich', en: 'Several reminders at once' },
  says: {
    de: ({ data }) => ({ title: words.de.several(data.count), text: data.title }),
    en: ({ data }) => ({ title: words.en.several(data.count), text: data.title }),
  },
});

const mostLines = 50;

/** One mail, however many were due at once. */
export function reminderMail(
  to: { readonly name: string; readonly language: MailLanguage; readonly settings: string },
  lines: readonly ReminderLine[],
): Pick<NewMail, 'subject' | 'text' | 'language' | 'kind'> {
  const said = words[to.language];
  const [only] = lines;
  const isOne = lines.length === 1 && only !== undefined;
  const named = isOne ? (only.isPrivate ? said.private : only.title || said.untitled) : '';
  const subject = subjectLine(isOne ? `${said.reminder}: ${named}` : said.several(lines.length));
  const shown = lines.slice(0, mostLines).map((line) => factsOf(line, to.language));
  const left = lines.length - shown.length;
  const text = [
    `${said.hello} ${to.name},`,
    ...(isOne ? [] : [said.missed]),
    ...shown,
    ...(left === 0 ? [] : [said.more(left)]),
    ...(isOne ? [`${said.open}\n${only.address}`] : []),
    `${said.settings}\n${to.settings}`,
  ].join('\n\n');
  return { subject, text, language: to.language, kind: 'calendar.reminder' };
}

function factsOf({ title, when, place, link, isPrivate }: ReminderLine, language: MailLanguage): string {
  const said = words[language];
  if (isPrivate) return `${said.private}\n${said.when}: ${when}`;
  return [
    title || said.untitled,
    `${said.when}: ${when}`,
    ...(place === '' ? [] : [`${said.where}: ${place}`]),
    ...(link === '' ? [] : [`${said.join}: ${link}`]),
  ].join('\n');
}
