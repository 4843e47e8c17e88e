import { dayIn } from '@landescloud/platform/mail';
import { notificationKind } from '@landescloud/platform/notifications';

// Each of these also goes by mail, with all that has to be known: that mail is no choice.

const spaceEnds = notificationKind<{ space: string; at: number }>({
  name: 'files.space_ends',
  mail: 'off',
  label: { de: 'Ein Raum, den ich verwalte, endet bald', en: 'A space that I manage ends soon' },
  says: {
    de: ({ data }) => ({ title: `Der Raum „${data.space}“ endet am ${dayIn('de', data.at)}` }),
    en: ({ data }) => ({ title: `The space “${data.space}” ends on ${dayIn('en', data.at)}` }),
  },
});

const spaceEnded = notificationKind<{ space: string }>({
  name: 'files.space_ended',
  mail: 'off',
  label: { de: 'Ein Raum, den ich verwalte, ist beendet', en: 'A space that I manage has ended' },
  says: {
    de: ({ data }) => ({ title: `Der Raum „${data.space}“ ist beendet` }),
    en: ({ data }) => ({ title: `The space “${data.space}” has ended` }),
  },
});

const spaceDeleted = notificationKind<{ space: string }>({
  name: 'files.space_deleted',
  mail: 'off',
  label: { de: 'Ein beendeter Raum wurde gelöscht', en: 'A space that had ended was deleted' },
  says: {
    de: ({ data }) => ({ title: `Der beendete Raum „${data.space}“ wurde gelöscht` }),
    en: ({ data }) => ({ title: `The space “${data.space}”, which had ended, was deleted` }),
  },
});

const spaceFull = notificationKind<{ space: string; percent: number }>({
  name: 'files.space_nearly_full',
  mail: 'off',
  label: { de: 'Ein Raum, den ich verwalte, ist fast voll', en: 'A space that I manage is nearly full' },
  says: {
    de: ({ data }) => ({ title: `Der Raum „${data.space}“ ist zu ${data.percent} % belegt` }),
    en: ({ data }) => ({ title: `The space “${data.space}” is ${data.percent} % full` }),
  },
});

const organisationFull = notificationKind<{ organisation: string; percent: number }>({
  name: 'files.organisation_nearly_full',
  mail: 'off',
  label: { de: 'Der Speicher meiner Organisation ist fast voll', en: 'The storage of my organisation is nearly full' },
  says: {
    de: ({ data }) => ({ title: `Der Speicher von „${data.organisation}“ ist zu ${data.percent} % belegt` }),
    en: ({ data }) => ({ title: `The storage of “${data.organisation}” is ${data.percent} % full` }),
  },
});

const retentionDue = notificationKind<{ space: string; files: number; at: number | null }>({
  name: 'files.retention_due',
  mail: 'off',
  label: { de: 'Die Frist von Dateien läuft ab', en: 'The term of files runs out' },
  says: {
    de: ({ data: { space, files, at } }) => ({
      title:
        at === null
          ? `In „${space}“ ist die Frist von ${files} Dateien abgelaufen`
          : `In „${space}“ werden am ${dayIn('de', at)} ${files} Dateien gelöscht`,
    }),
    en: ({ data: { space, files, at } }) => ({
      title:
        at === null
          ? `The term of ${files} files in “${space}” is over`
          : `${files} files in “${space}” are deleted on ${dayIn('en', at)}`,
    }),
  },
});

const spaceUnmanaged = notificationKind<{ space: string }>({
  name: 'files.space_unmanaged',
  mail: 'off',
  label: { de: 'Ein Raum braucht eine neue Verwaltung', en: 'A space needs somebody to manage it' },
  says: {
    de: ({ data }) => ({ title: `Der Raum „${data.space}“ braucht eine neue Verwaltung` }),
    en: ({ data }) => ({ title: `The space “${data.space}” needs somebody to manage it` }),
  },
});

export const lifeNotifications = [
  spaceEnds,
  spaceEnded,
  spaceDeleted,
  spaceFull,
  organisationFull,
  retentionDue,
  spaceUnmanaged,
] as const;
