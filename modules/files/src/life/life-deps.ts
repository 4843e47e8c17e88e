import type { Queryable } from '@landescloud/platform/database';
import type { FilesContext } from '../context.ts';
import type { Contact, FilesDirectory } from '../directory-port.ts';
import type { EndSpace } from '../spaces/end-space.ts';
import type { MailText } from './space-mails.ts';

/** The part of platform/mail that files needs. */
export interface FilesMail {
  send(
    tx: Queryable,
    mail: MailText & { readonly to: string; readonly organisationId: number | null; readonly personId: number },
  ): Promise<unknown>;
}

/** What watches over how long data live. */
export interface LifeDeps {
  readonly context: FilesContext;
  readonly directory: FilesDirectory;
  readonly mail: FilesMail;
  /** The whole address of a page: `link('/files')`. */
  readonly link: (path: string) => string;
  readonly ending: EndSpace;
  readonly announce: (granteeId: number) => void;
  readonly startPurge: () => Promise<void>;
}

/** One mail to each of these people who can be written to. */
export async function writeTo(
  { directory, mail }: Pick<LifeDeps, 'directory' | 'mail'>,
  tx: Queryable,
  { ids, organisationId }: { ids: readonly number[]; organisationId: number },
  text: (to: Contact) => MailText,
): Promise<void> {
  for (const contact of await directory.contacts(ids)) {
    await mail.send(tx, { ...text(contact), to: contact.email, organisationId, personId: contact.personId });
  }
}

const units = ['Bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** '3,5 GB', as the language writes numbers. */
export function sizeIn(language: 'de' | 'en', bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const style = { maximumFractionDigits: power > 1 ? 1 : 0 };
  return `${new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', style).format(bytes / 1024 ** power)} ${units[power]}`;
}
