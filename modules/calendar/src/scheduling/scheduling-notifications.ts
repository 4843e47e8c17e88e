import { notificationKind } from '@landescloud/platform/notifications';
import { bookingAskedKind } from './rooms/booking-notifications.ts';

export const invitedKind = notificationKind<{ title: string; when: string }>({
  name: 'calendar.invited',
  mail: 'off',
  label: { de: 'Jemand lädt mich zu einem Termin ein', en: 'Somebody invites me to an event' },
  says: {
    de: ({ data, by }) => ({ title: `${by ?? 'Jemand'} lädt Sie ein: ${data.title}`, text: data.when }),
    en: ({ data, by }) => ({ title: `${by ?? 'Somebody'} invites you: ${data.title}`, text: data.when }),
  },
});

export const changedKind = notificationKind<{ title: string; when: string }>({
  name: 'calendar.changed',
  mail: 'off',
  label: { de: 'Ein Termin wird geändert', en: 'An event is changed' },
  says: {
    de: ({ data, by }) => ({ title: `${by ?? 'Jemand'} hat einen Termin geändert: ${data.title}`, text: data.when }),
    en: ({ data, by }) => ({ title: `${by ?? 'Somebody'} has changed an event: ${data.title}`, text: data.when }),
  },
});

export const cancelledKind = notificationKind<{ title: string; when: string }>({
  name: 'calendar.cancelled',
  mail: 'off',
  label: { de: 'Ein Termin wird abgesagt', en: 'An event is cancelled' },
  says: {
    de: ({ data, by }) => ({ title: `${by ?? 'Jemand'} hat einen Termin abgesagt: ${data.title}`, text: data.when }),
    en: ({ data, by }) => ({ title: `${by ?? 'Somebody'} has cancelled an event: ${data.title}`, text: data.when }),
  },
});

const said = {
  de: {
    ACCEPTED: 'zugesagt',
    DECLINED: 'abgesagt',
    TENTATIVE: 'unter Vorbehalt zugesagt',
    DELEGATED: 'jemand anderen benannt',
  },
  en: {
    ACCEPTED: 'accepted',
    DECLINED: 'declined',
    TENTATIVE: 'tentatively accepted',
    DELEGATED: 'named somebody else',
  },
} as const;
const wordOf = (words: Readonly<Record<string, string>>, answer: string, other: string) =>
  Object.hasOwn(words, answer) ? words[answer] : other;

/** Those told of before comments were kept have none. */
const commentOf = (comment: string | undefined, count: number) =>
  count > 1 || comment === undefined || comment === '' ? {} : { text: comment };

export const answeredKind = notificationKind<{ title: string; answer: string; comment: string }>({
  name: 'calendar.answered',
  mail: 'off',
  label: { de: 'Jemand antwortet auf meine Einladung', en: 'Somebody answers my invitation' },
  says: {
    de: ({ data, by, count }) => ({
      title:
        count === 1
          ? `${by ?? 'Jemand'} hat ${wordOf(said.de, data.answer, 'geantwortet')}: ${data.title}`
          : `${count} neue Antworten: ${data.title}`,
      ...commentOf(data.comment, count),
    }),
    en: ({ data, by, count }) => ({
      title:
        count === 1
          ? `${by ?? 'Somebody'} has ${wordOf(said.en, data.answer, 'answered')}: ${data.title}`
          : `${count} new answers: ${data.title}`,
      ...commentOf(data.comment, count),
    }),
  },
});

const asks = {
  de: { counter: 'schlägt eine andere Zeit vor', uninvited: 'will teilnehmen und war nicht eingeladen' },
  en: { counter: 'proposes another time', uninvited: 'wants to take part and was not invited' },
} as const;

export const askedKind = notificationKind<{ title: string; what: string; name: string }>({
  name: 'calendar.asked',
  mail: 'at-once',
  label: {
    de: 'Zu einem meiner Termine ist etwas zu entscheiden',
    en: 'Something is to be decided about an event of mine',
  },
  says: {
    de: ({ data }) => ({
      title: `${data.name} ${wordOf(asks.de, data.what, 'hat geantwortet, bitte prüfen')}: ${data.title}`,
    }),
    en: ({ data }) => ({
      title: `${data.name} ${wordOf(asks.en, data.what, 'has answered, please check')}: ${data.title}`,
    }),
  },
});

export const undeliveredKind = notificationKind<{ title: string; address: string }>({
  name: 'calendar.undelivered',
  mail: 'at-once',
  label: { de: 'Eine Einladung von mir kommt nicht an', en: 'An invitation of mine does not arrive' },
  says: {
    de: ({ data }) => ({ title: `Einladung nicht zustellbar an ${data.address}: ${data.title}` }),
    en: ({ data }) => ({ title: `Invitation could not be delivered to ${data.address}: ${data.title}` }),
  },
});

export const schedulingNotifications = [
  undeliveredKind,
  invitedKind,
  changedKind,
  cancelledKind,
  answeredKind,
  askedKind,
  bookingAskedKind,
];
