import { dayIn } from '@landescloud/platform/mail';
import { notificationKind } from '@landescloud/platform/notifications';

type About = { readonly title: string };

export const askedKind = notificationKind<About>({
  name: 'sharing.request_received',
  mail: 'at-once',
  label: { de: 'Jemand fordert Dateien von mir an', en: 'Somebody asks me for files' },
  says: {
    de: ({ data, by }) => ({ title: `${by ?? 'Jemand'} fordert Dateien an: ${data.title}` }),
    en: ({ data, by }) => ({ title: `${by ?? 'Somebody'} asks for files: ${data.title}` }),
  },
});

export const remindedKind = notificationKind<About>({
  name: 'sharing.request_reminder',
  mail: 'at-once',
  label: { de: 'Erinnerung an eine Anforderung', en: 'Reminder of a file request' },
  says: {
    de: ({ data }) => ({ title: `Es fehlt noch etwas: ${data.title}` }),
    en: ({ data }) => ({ title: `Something is still missing: ${data.title}` }),
  },
});

export const changedKind = notificationKind<About & { readonly dueAt: number }>({
  name: 'sharing.request_changed',
  mail: 'at-once',
  label: { de: 'Eine Anforderung an mich hat sich geändert', en: 'A file request to me has changed' },
  says: {
    de: ({ data }) => ({ title: `Geändert, Frist jetzt ${dayIn('de', data.dueAt)}: ${data.title}` }),
    en: ({ data }) => ({ title: `Changed, now due on ${dayIn('en', data.dueAt)}: ${data.title}` }),
  },
});

export const requestNotifications = [askedKind, remindedKind, changedKind];
