import { momentIn, subjectLine } from '@landescloud/platform/mail';
import type { MailLanguage } from '@landescloud/platform/mail';
import { sizeIn } from './size-in.ts';

/** A mail to an outsider, without its address. People of the house are told by platform/notifications. */
export interface MailText {
  readonly kind: string;
  readonly language: MailLanguage;
  readonly subject: string;
  readonly text: string;
}

interface Confirmation {
  readonly language: MailLanguage;
  /** Null where nobody knows whose address it is: then a mail of ours says nothing that a visitor wrote. */
  readonly name: string | null;
  readonly organisation: string;
  readonly title: string;
  readonly number: string;
  /** Null: as for the name. */
  readonly files: readonly { readonly path: string; readonly size: number }[] | null;
  readonly fileCount: number;
  readonly size: number;
  readonly at: number;
  readonly link: string;
}

const shownFiles = 50;

/** To a visitor who gave an address: it has arrived. */
export function confirmationMail(about: Confirmation): MailText {
  const { language, name, organisation, title, number, files, at, link } = about;
  const list = files === null ? totalOf(about) : listOf(language, files);
  const kind = 'sharing.handover_confirmation';
  if (language === 'en') {
    return {
      kind,
      language,
      subject: subjectLine(`Your files have arrived: ${title}`),
      text: `${greeting('en', name)}

${organisation} has received your files (hand-over ${number}, ${momentIn('en', at)}):

${list}

Your receipt, with checksums and whether somebody has fetched them:

${link}

Keep the address to yourself: whoever has it sees the receipt.`,
    };
  }
  return {
    kind,
    language,
    subject: subjectLine(`Ihre Dateien sind angekommen: ${title}`),
    text: `${greeting('de', name)}

${organisation} hat Ihre Dateien erhalten (Übergabe ${number}, ${momentIn('de', at)}):

${list}

Ihr Beleg, mit Prüfsummen und ob die Dateien abgerufen wurden:

${link}

Behalten Sie die Adresse für sich: Wer sie hat, sieht den Beleg.`,
  };
}

function listOf(language: MailLanguage, files: NonNullable<Confirmation['files']>): string {
  const lines = files.slice(0, shownFiles).map(({ path, size }) => `- ${flat(path)} (${sizeIn(language, size)})`);
  return [...lines, ...(files.length > shownFiles ? ['- …'] : [])].join('\n');
}

function totalOf({ language, fileCount, size }: Confirmation): string {
  const files = { de: ['1 Datei', `${fileCount} Dateien`], en: ['1 file', `${fileCount} files`] } as const;
  return `${files[language][fileCount === 1 ? 0 : 1]}, ${sizeIn(language, size)}`;
}

function greeting(language: MailLanguage, name: string | null): string {
  const hello = language === 'de' ? 'Guten Tag' : 'Hello';
  return name === null ? `${hello},` : `${hello} ${name},`;
}

interface Fetched {
  readonly language: MailLanguage;
  /** Null: as in the confirmation. */
  readonly name: string | null;
  readonly organisation: string;
  readonly title: string;
  readonly number: string;
  readonly at: number;
}

/** To a visitor who gave an address: somebody has it. Who that is, is the house's own business. */
export function fetchedMail({ language, name, organisation, title, number, at }: Fetched): MailText {
  const kind = 'sharing.handover_fetched';
  return language === 'en'
    ? {
        kind,
        language,
        subject: subjectLine(`Your files were fetched: ${title}`),
        text: `${greeting(language, name)}\n\nat ${organisation} somebody fetched your files for the first time (hand-over ${number}, ${momentIn('en', at)}).\n\nThe address in your confirmation shows the receipt.`,
      }
    : {
        kind,
        language,
        subject: subjectLine(`Ihre Dateien wurden abgerufen: ${title}`),
        text: `${greeting(language, name)}\n\nbei ${organisation} wurden Ihre Dateien zum ersten Mal abgerufen (Übergabe ${number}, ${momentIn('de', at)}).\n\nDie Adresse in Ihrer Bestätigung zeigt den Beleg.`,
      };
}

const flat = (text: string) => text.replace(/\s+/g, ' ');
