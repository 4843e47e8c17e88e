import { partstatOf, type ItipMethod, type Part } from '@landescloud/icalendar';
import { subjectLine, type MailLanguage } from '@landescloud/platform/mail';
import { whenOf } from '../when-of.ts';

interface About {
  readonly method: ItipMethod;
  readonly part: Part;
  /** More than one: of a series with exceptions. */
  readonly parts: number;
  readonly from: string;
  /** Where to answer without a program; null: nothing is to be answered. */
  readonly page: string | null;
}

/** Whom we write to we do not know: German first, then English. */
export function invitationMail(about: About): { readonly subject: string; readonly text: string } {
  const title = flat(about.part.line('summary')?.plain ?? '') || '–';
  const subject = subjectLine(`${subjects(about)}: ${title}`);
  return { subject, text: `${body(about, 'de', title)}\n\n--\n\n${body(about, 'en', title)}` };
}

function subjects({ method, part, from }: About): string {
  if (method === 'REPLY')
    return { ACCEPTED: 'Zusage', DECLINED: 'Absage', TENTATIVE: 'Zusage unter Vorbehalt' }[answerOf(part)] ?? 'Antwort';
  if (method === 'CANCEL') return part.has('recurrence-id') ? 'Einzeltermin abgesagt' : 'Termin abgesagt';
  if (method === 'DECLINECOUNTER') return 'Zeit bleibt';
  if (method === 'COUNTER') return 'Andere Zeit vorgeschlagen';
  const changed = Number(part.line('sequence')?.value ?? 0) > 0;
  return changed ? 'Termin geändert' : `Einladung von ${flat(from)}`;
}

function answerOf(part: Part): 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' {
  const attendee = part.lines('attendee')[0];
  return (attendee === undefined ? 'TENTATIVE' : partstatOf(attendee)) as 'ACCEPTED';
}

const said = {
  de: {
    REQUEST: (who: string, isChange: boolean) =>
      isChange
        ? `${who} hat einen Termin geändert, zu dem Sie eingeladen sind.`
        : `${who} lädt Sie zu einem Termin ein.`,
    CANCEL: (who: string) => `${who} hat diesen Termin abgesagt.`,
    REPLY: (who: string) => `${who} hat auf Ihre Einladung geantwortet.`,
    ADD: (who: string) => `${who} hat weitere Termine hinzugefügt.`,
    REFRESH: (who: string) => `${who} bittet um den aktuellen Stand dieses Termins.`,
    COUNTER: (who: string) => `${who} schlägt eine andere Zeit vor.`,
    DECLINECOUNTER: (who: string) => `${who} bleibt bei der bisherigen Zeit.`,
    when: 'Wann',
    where: 'Wo',
    exceptions: 'Einzelne Termine weichen ab, siehe Anlage.',
    answer: 'Zusagen, absagen oder eine andere Zeit vorschlagen können Sie hier, ohne Konto:',
    own: 'Die Adresse ist nur für Sie. Geben Sie sie nicht weiter.',
    comment: 'Anmerkung',
    hello: 'Guten Tag,',
  },
  en: {
    REQUEST: (who: string, isChange: boolean) =>
      isChange ? `${who} has changed an event that you are invited to.` : `${who} invites you to an event.`,
    CANCEL: (who: string) => `${who} has cancelled this event.`,
    REPLY: (who: string) => `${who} has answered your invitation.`,
    ADD: (who: string) => `${who} has added further dates.`,
    REFRESH: (who: string) => `${who} asks for this event as it stands now.`,
    COUNTER: (who: string) => `${who} proposes another time.`,
    DECLINECOUNTER: (who: string) => `${who} keeps the time as it was.`,
    when: 'When',
    where: 'Where',
    exceptions: 'Single dates differ, see the attachment.',
    answer: 'You can accept, decline or propose another time here, without an account:',
    own: 'The address is for you alone. Do not pass it on.',
    comment: 'Note',
    hello: 'Hello,',
  },
} as const;

function body({ method, part, parts, from, page }: About, language: MailLanguage, title: string): string {
  const words = said[language];
  const isChange = Number(part.line('sequence')?.value ?? 0) > 0;
  const place = flat(part.line('location')?.plain ?? '');
  const comment = (part.line('comment')?.plain ?? '').trim().slice(0, 2000);
  const description = (part.line('description')?.plain ?? '').trim().slice(0, 20_000);
  const facts = [
    title,
    `${words.when}: ${whenOf(part, language)}`,
    ...(place === '' ? [] : [`${words.where}: ${place}`]),
    ...(parts > 1 ? [words.exceptions] : []),
    ...(comment === '' ? [] : [`${words.comment}: ${comment}`]),
  ].join('\n');
  const paragraphs = [words.hello, words[method](flat(from), isChange), facts];
  // what the meeting is about is in one language anyhow
  if (description !== '' && language === 'de' && method === 'REQUEST') paragraphs.push(description);
  if (page !== null && method !== 'CANCEL') paragraphs.push(words.answer, page, words.own);
  return paragraphs.join('\n\n');
}

const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
