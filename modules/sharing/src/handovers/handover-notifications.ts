import { notificationKind } from '@landescloud/platform/notifications';

type About = { readonly title: string; readonly sender: string; readonly files: number };

const count = (n: number) => (n === 1 ? 'eine Datei' : `${n} Dateien`);
const counted = (n: number) => (n === 1 ? 'one file' : `${n} files`);

/** To whom something was handed over. */
export const deliveredKind = notificationKind<About>({
  name: 'sharing.handover_delivered',
  mail: 'at-once',
  label: { de: 'Jemand übergibt mir Dateien', en: 'Somebody hands files over to me' },
  says: {
    de: ({ data, count: times }) => ({
      title:
        times === 1
          ? `${data.sender} hat ${count(data.files)} übergeben: ${data.title}`
          : `${times} Abgaben, zuletzt von ${data.sender}: ${data.title}`,
    }),
    en: ({ data, count: times }) => ({
      title:
        times === 1
          ? `${data.sender} has handed over ${counted(data.files)}: ${data.title}`
          : `${times} submissions, the last one by ${data.sender}: ${data.title}`,
    }),
  },
});

/** To who handed something over. */
export const fetchedKind = notificationKind<{ readonly title: string; readonly who: string }>({
  name: 'sharing.handover_fetched',
  mail: 'at-once',
  label: { de: 'Jemand ruft ab, was ich übergeben habe', en: 'Somebody fetches what I have handed over' },
  says: {
    de: ({ data }) => ({
      title: data.who === '' ? `„${data.title}“ wurde abgerufen` : `${data.who} hat „${data.title}“ abgerufen`,
    }),
    en: ({ data }) => ({
      title: data.who === '' ? `“${data.title}” was fetched` : `${data.who} has fetched “${data.title}”`,
    }),
  },
});

/** To who handed it over, and to who should have fetched it. */
export const unfetchedKind = notificationKind<{ readonly title: string; readonly days: number }>({
  name: 'sharing.handover_unfetched',
  mail: 'at-once',
  label: { de: 'Eine Übergabe wird nicht abgerufen', en: 'A hand-over is not fetched' },
  says: {
    de: ({ data }) => ({ title: `„${data.title}“ wurde seit ${data.days} Tagen nicht abgerufen` }),
    en: ({ data }) => ({ title: `“${data.title}” has not been fetched for ${data.days} days` }),
  },
});

export const handoverNotifications = [deliveredKind, fetchedKind, unfetchedKind];
