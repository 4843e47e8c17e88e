import { notificationKind } from '@landescloud/platform/notifications';

/** To who sent it. */
export const sentInfected = notificationKind<{ node: string; finding: string }>({
  name: 'files.sent_infected',
  mail: 'at-once',
  label: {
    de: 'In einer Datei, die ich hochgeladen habe, wurde Schadsoftware gefunden',
    en: 'Malware was found in a file that I uploaded',
  },
  says: {
    de: ({ data }) => ({
      title: `In Ihrer Datei „${data.node}“ wurde Schadsoftware gefunden`,
      text: `Gefunden wurde „${data.finding}“. Niemand kann die Datei öffnen. Prüfen Sie Ihr Gerät, bevor Sie sie erneut senden.`,
    }),
    en: ({ data }) => ({
      title: `Malware was found in your file “${data.node}”`,
      text: `“${data.finding}” was found. Nobody can open the file. Check your device before you send it again.`,
    }),
  },
});

/** To who answers for the space, or made the link. */
export const receivedInfected = notificationKind<{ node: string; finding: string; sender: string }>({
  name: 'files.received_infected',
  mail: 'at-once',
  label: {
    de: 'Eine Datei mit Schadsoftware kam in einen meiner Bereiche',
    en: 'A file with malware came into one of my spaces',
  },
  says: {
    de: ({ data }) => ({
      title: `Schadsoftware in „${data.node}“ von ${data.sender || 'jemandem ohne Konto'}`,
      text: `Gefunden wurde „${data.finding}“. Niemand kann die Datei öffnen; Sie können sie löschen.`,
    }),
    en: ({ data }) => ({
      title: `Malware in “${data.node}” from ${data.sender || 'somebody without an account'}`,
      text: `“${data.finding}” was found. Nobody can open the file; you can delete it.`,
    }),
  },
});

/** To both: it can be released by the organisation's administration alone. */
export const withheld = notificationKind<{ node: string }>({
  name: 'files.withheld',
  mail: 'at-once',
  label: { de: 'Eine Datei wird zurückgehalten, weil sie sich nicht prüfen lässt', en: 'A file is held back' },
  says: {
    de: ({ data }) => ({
      title: `„${data.node}“ lässt sich nicht prüfen und wird zurückgehalten`,
      text: 'Die Verwaltung der Organisation kann die Datei freigeben.',
    }),
    en: ({ data }) => ({
      title: `“${data.node}” cannot be checked and is held back`,
      text: 'The administration of the organisation can release the file.',
    }),
  },
});

export const releaseNotifications = [sentInfected, receivedInfected, withheld] as const;
