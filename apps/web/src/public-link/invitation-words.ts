import { currentLanguage } from './words.ts';

const de = {
  invites: (organisation: string) => ` (${organisation}) lädt Sie zu einem Termin ein.`,
  over: 'Dieser Termin ist vorbei oder wurde abgesagt. Es ist nichts mehr zu beantworten.',
  overTitle: 'Hier ist nichts mehr zu beantworten',
  recurring: 'Der Termin wiederholt sich. Als Nächstes:',
  allDay: 'ganztägig',
  question: 'Nehmen Sie teil?',
  questionSeries: 'Nehmen Sie an der Serie teil?',
  replies: { ACCEPTED: 'Zusagen', TENTATIVE: 'Vielleicht', DECLINED: 'Absagen' },
  said: { ACCEPTED: 'Zugesagt', TENTATIVE: 'Vielleicht', DECLINED: 'Abgesagt', 'NEEDS-ACTION': 'Noch keine Antwort' },
  thanks: (name: string) => `Ihre Antwort ist bei ${name} angekommen. Sie können sie jederzeit ändern.`,
  sent: (name: string) =>
    `Ihr Vorschlag ist bei ${name} angekommen. Solange niemand etwas ändert, gilt die bisherige Zeit.`,
  comment: (name: string) => `Anmerkung für ${name}`,
  optional: 'freiwillig',
  singles: 'Einzelne Termine anders beantworten',
  singleFor: (date: string) => `Antwort für ${date}`,
  propose: 'Andere Zeit vorschlagen',
  whichDate: 'Für welchen Termin?',
  day: 'Tag',
  from: 'Von',
  to: 'Bis',
  why: 'Begründung',
  send: 'Vorschlag senden',
  yourTime: (zone: string) => `Uhrzeiten in Ihrer Zeitzone (${zone})`,
};

const en: typeof de = {
  invites: (organisation) => ` (${organisation}) invites you to an event.`,
  over: 'This event is over or was cancelled. There is nothing to answer any more.',
  overTitle: 'There is nothing to answer here any more',
  recurring: 'The event repeats. Next:',
  allDay: 'all day',
  question: 'Will you take part?',
  questionSeries: 'Will you take part in the series?',
  replies: { ACCEPTED: 'Accept', TENTATIVE: 'Maybe', DECLINED: 'Decline' },
  said: { ACCEPTED: 'Accepted', TENTATIVE: 'Maybe', DECLINED: 'Declined', 'NEEDS-ACTION': 'No answer yet' },
  thanks: (name) => `Your answer has reached ${name}. You can change it at any time.`,
  sent: (name) => `Your proposal has reached ${name}. As long as nobody changes anything, the time stays as it is.`,
  comment: (name) => `Note for ${name}`,
  optional: 'optional',
  singles: 'Answer single dates differently',
  singleFor: (date) => `Answer for ${date}`,
  propose: 'Propose another time',
  whichDate: 'For which date?',
  day: 'Day',
  from: 'From',
  to: 'To',
  why: 'Reason',
  send: 'Send proposal',
  yourTime: (zone) => `Times in your time zone (${zone})`,
};

export function invitationWords(): typeof de {
  return currentLanguage() === 'de' ? de : en;
}
