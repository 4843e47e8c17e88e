import { notificationKind } from '@landescloud/platform/notifications';

/** Somebody wrote '@name' in a comment. */
export const mentioned = notificationKind<{ node: string; text: string }>({
  name: 'collaboration.mentioned',
  mail: 'at-once',
  label: { de: 'Jemand erwähnt mich in einem Kommentar', en: 'Somebody mentions me in a comment' },
  says: {
    de: ({ data, by }) => ({ title: `${by} hat Sie bei „${data.node}“ erwähnt`, text: data.text }),
    en: ({ data, by }) => ({ title: `${by} mentioned you at “${data.node}”`, text: data.text }),
  },
});

/** Comments on what one follows, or has commented oneself; gathered. */
export const commented = notificationKind<{ node: string; text: string }>({
  name: 'collaboration.commented',
  mail: 'digest',
  label: {
    de: 'Jemand kommentiert, was ich abonniert oder selbst kommentiert habe',
    en: 'Somebody comments on what I follow or have commented on',
  },
  says: {
    de: ({ data, by, count }) => ({
      title: count === 1 ? `${by} hat „${data.node}“ kommentiert` : `${count} neue Kommentare zu „${data.node}“`,
      text: data.text,
    }),
    en: ({ data, by, count }) => ({
      title: count === 1 ? `${by} commented on “${data.node}”` : `${count} new comments on “${data.node}”`,
      text: data.text,
    }),
  },
});

/** Changes in what one follows; gathered. */
export const changed = notificationKind<{ node: string; name: string; folder: boolean }>({
  name: 'collaboration.changed',
  mail: 'digest',
  label: {
    de: 'Etwas ändert sich in Ordnern und Dateien, die ich abonniert habe',
    en: 'Something changes in folders and files that I follow',
  },
  says: {
    de: ({ data: { node, name, folder }, by, count }) => ({
      title: folder
        ? `${by ?? 'Mehrere Personen'}: ${count === 1 ? 'eine Änderung' : `${count} Änderungen`} in „${node}“`
        : `${by ?? 'Mehrere Personen'}: „${node}“ wurde geändert`,
      text: folder ? `Zuletzt: ${name}` : '',
    }),
    en: ({ data: { node, name, folder }, by, count }) => ({
      title: folder
        ? `${by ?? 'Several people'}: ${count === 1 ? 'one change' : `${count} changes`} in “${node}”`
        : `${by ?? 'Several people'}: “${node}” was changed`,
      text: folder ? `Latest: ${name}` : '',
    }),
  },
});

export const collaborationNotifications = [mentioned, commented, changed] as const;
