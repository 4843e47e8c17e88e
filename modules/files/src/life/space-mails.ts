import { dayIn, type MailLanguage, subjectLine } from '@landescloud/platform/mail';

/** A mail without its recipient. */
export interface MailText {
  readonly kind: string;
  readonly language: MailLanguage;
  readonly subject: string;
  readonly text: string;
}

/** To whom, and what they are to look at. */
export interface About {
  readonly language: MailLanguage;
  /** Who reads it. */
  readonly to: string;
  readonly space: string;
  readonly link: string;
}

interface Words {
  readonly de: readonly [subject: string, text: string];
  readonly en: readonly [subject: string, text: string];
}

function mail(kind: string, { language, to, link }: About, words: Words): MailText {
  const [subject, text] = words[language];
  const greeting = language === 'en' ? 'Hello' : 'Guten Tag';
  return {
    kind: `files.${kind}`,
    language,
    subject: subjectLine(subject),
    text: `${greeting} ${to},\n\n${text}\n\n${link}`,
  };
}

/** The space ends soon. */
export function spaceEndsMail(about: About & { readonly endsAt: number; readonly exchange: boolean }): MailText {
  const { space, language } = about;
  const on = dayIn(language, about.endsAt);
  const after = about.exchange
    ? {
        de: 'Dann sehen nur noch diejenigen seine Inhalte, die ihn verwalten, und später werden sie gelöscht.',
        en: 'Then only those who manage it see what is in it, and later it is deleted.',
      }
    : {
        de: 'Dann lässt er sich nur noch lesen, und später wird er gelöscht.',
        en: 'Then it can only be read, and later it is deleted.',
      };
  return mail('space_ends', about, {
    de: [
      `Der Raum „${space}“ endet am ${on}`,
      `der Raum „${space}“ endet am ${on}. ${after.de} Wird er länger gebraucht, verlängern Sie ihn:`,
    ],
    en: [
      `The space “${space}” ends on ${on}`,
      `The space “${space}” ends on ${on}. ${after.en} If it is needed longer, prolong it:`,
    ],
  });
}

/** It has ended; what becomes of it. */
export function spaceEndedMail(about: About & { readonly deletesAt: number | null }): MailText {
  const { space, language, deletesAt } = about;
  const on = deletesAt === null ? '' : dayIn(language, deletesAt);
  const de =
    deletesAt === null
      ? 'Er muss aufbewahrt werden und bleibt, bis das aufgehoben wird.'
      : `Er wird am ${on} mit allem, was darin liegt, gelöscht. Bis dahin können Sie ihn lesen, herunterladen oder verlängern:`;
  const en =
    deletesAt === null
      ? 'It must be kept, and stays until that is lifted.'
      : `It is deleted on ${on} with all that is in it. Until then you can read, download or prolong it:`;
  return mail('space_ended', about, {
    de: [`Der Raum „${space}“ ist beendet`, `der Raum „${space}“ ist beendet. ${de}`],
    en: [`The space “${space}” has ended`, `The space “${space}” has ended. ${en}`],
  });
}

/** It is gone; the list of what was in it stays. */
export function spaceDeletedMail(about: About & { readonly files: number; readonly size: string }): MailText {
  const { space, files, size } = about;
  return mail('space_deleted', about, {
    de: [
      `Der Raum „${space}“ wurde gelöscht`,
      `der beendete Raum „${space}“ wurde gelöscht: ${files} Dateien, ${size}. Die Liste dessen, was gelöscht wurde:`,
    ],
    en: [
      `The space “${space}” was deleted`,
      `The space “${space}”, which had ended, was deleted: ${files} files, ${size}. The list of what was deleted:`,
    ],
  });
}

/** It is nearly full. */
export function spaceFullMail(
  about: About & { readonly percent: number; readonly used: string; readonly quota: string },
): MailText {
  const { space, percent, used, quota } = about;
  return mail('space_nearly_full', about, {
    de: [
      `Der Raum „${space}“ ist zu ${percent} % belegt`,
      `im Raum „${space}“ sind ${used} von ${quota} belegt. Ist er voll, lässt sich nichts mehr hochladen. Auch Papierkorb und frühere Versionen zählen.`,
    ],
    en: [
      `The space “${space}” is ${percent} % full`,
      `In the space “${space}” ${used} of ${quota} are used. Once it is full nothing more can be uploaded. The trash and past versions count too.`,
    ],
  });
}

/** The spaces of an organisation together have nearly as much as it may store. */
export function organisationFullMail(
  about: About & { readonly percent: number; readonly used: string; readonly quota: string },
): MailText {
  const { space: organisation, percent, used, quota } = about;
  return mail('organisation_nearly_full', about, {
    de: [
      `Der Speicher von „${organisation}“ ist zu ${percent} % belegt`,
      `die Räume von „${organisation}“ belegen zusammen ${used} von ${quota}. Ist alles belegt, lässt sich in keinem mehr etwas hochladen. Auch Papierkörbe und frühere Versionen zählen.`,
    ],
    en: [
      `The storage of “${organisation}” is ${percent} % full`,
      `The spaces of “${organisation}” together use ${used} of ${quota}. Once all is used nothing more can be uploaded to any of them. Trash and past versions count too.`,
    ],
  });
}

/** Nobody manages it any more. */
export function spaceUnmanagedMail(about: About & { readonly from: string }): MailText {
  const { space, from } = about;
  return mail('space_unmanaged', about, {
    de: [
      `Der Raum „${space}“ braucht eine neue Verwaltung`,
      `${from} hat den Raum „${space}“ an die Organisation zurückgegeben. Bestimmen Sie, wer ihn künftig verwaltet:`,
    ],
    en: [
      `The space “${space}” needs somebody to manage it`,
      `${from} has handed the space “${space}” back to the organisation. Name who manages it from now on:`,
    ],
  });
}

export interface DueFile {
  readonly path: string;
}

const shown = 100;

/** The time of files is up: they are deleted on a day, or their managers are only told. */
export function retentionMail(
  about: About & {
    readonly className: string;
    readonly deleteAt: number | null;
    readonly paths: readonly string[];
    readonly count: number;
  },
): MailText {
  const { space, language, className, deleteAt, paths, count } = about;
  const list = paths.slice(0, shown).map((path) => `- ${path.replace(/\s+/g, ' ')}`);
  const more = count > list.length ? '\n- …' : '';
  const on = deleteAt === null ? '' : dayIn(language, deleteAt);
  const names = `\n\n${list.join('\n')}${more}\n\n`;
  const de =
    deleteAt === null
      ? `Die Frist „${className}“ ist für diese Dateien im Raum „${space}“ abgelaufen. Entscheiden Sie, was mit ihnen geschieht:${names}Der Raum:`
      : `Die Frist „${className}“ ist für diese Dateien im Raum „${space}“ abgelaufen. Am ${on} werden sie gelöscht, wenn sie bis dahin niemand ändert oder anderswohin verschiebt:${names}Der Raum:`;
  const en =
    deleteAt === null
      ? `The term “${className}” of these files in the space “${space}” is over. Decide what becomes of them:${names}The space:`
      : `The term “${className}” of these files in the space “${space}” is over. On ${on} they are deleted unless somebody changes or moves them before:${names}The space:`;
  return mail('retention_due', about, {
    de: [deleteAt === null ? `Abgelaufene Frist in „${space}“` : `Dateien in „${space}“ werden am ${on} gelöscht`, de],
    en: [deleteAt === null ? `A term in “${space}” is over` : `Files in “${space}” are deleted on ${on}`, en],
  });
}
