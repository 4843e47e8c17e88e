import { notificationKind } from '@landescloud/platform/notifications';

interface Received {
  readonly node: string;
  readonly message: string;
  readonly [key: string]: string;
}

/** By name. */
export const received = notificationKind<Received>({
  name: 'sharing.received',
  mail: 'at-once',
  label: { de: 'Jemand gibt etwas für mich frei', en: 'Somebody shares something with me' },
  says: {
    de: ({ data, by }) => ({ title: `${by} hat „${data.node}“ für Sie freigegeben`, text: data.message }),
    en: ({ data, by }) => ({ title: `${by} shared “${data.node}” with you`, text: data.message }),
  },
});

/** It is one's own from now on. */
export const ownershipReceived = notificationKind<{ readonly node: string }>({
  name: 'sharing.ownership_received',
  mail: 'at-once',
  label: { de: 'Jemand überträgt mir Ordner oder Dateien', en: 'Somebody transfers folders or files to me' },
  says: {
    de: ({ data, by }) => ({ title: `${by} hat Ihnen „${data.node}“ übertragen` }),
    en: ({ data, by }) => ({ title: `${by} transferred “${data.node}” to you` }),
  },
});

/** With many at once: the mail about it can wait for the others of the day. */
export const receivedTogether = notificationKind<Received & { readonly recipient: string }>({
  name: 'sharing.received_together',
  mail: 'digest',
  label: {
    de: 'Jemand gibt etwas für eine Gruppe oder Organisation frei, zu der ich gehöre',
    en: 'Somebody shares something with a group or organisation that I belong to',
  },
  says: {
    de: ({ data, by }) => ({
      title: `${by} hat „${data.node}“ für ${data.recipient} freigegeben`,
      text: data.message,
    }),
    en: ({ data, by }) => ({ title: `${by} shared “${data.node}” with ${data.recipient}`, text: data.message }),
  },
});
