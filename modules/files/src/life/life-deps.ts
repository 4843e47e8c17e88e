import type { Queryable, Transaction } from '@landescloud/platform/database';
import type { NotificationData, Notifications } from '@landescloud/platform/notifications';
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
  readonly notify: Notifications['notify'];
  /** The whole address of a page: `link('/files')`. */
  readonly link: (path: string) => string;
  readonly ending: EndSpace;
  readonly announce: (granteeId: number) => void;
  readonly startPurge: () => Promise<void>;
}

interface Telling {
  readonly ids: readonly number[];
  readonly organisationId: number;
  /** 'space:7' */
  readonly subject: string;
  /** Path within the web app. */
  readonly path: string;
  /** Those of the notification; its kind is the mail's. */
  readonly data: NotificationData;
}

/** A notification to each of these people, and a mail to those who can be written to: the mail says all of it. */
export async function tellPeople(
  { directory, mail, notify, link }: Pick<LifeDeps, 'directory' | 'mail' | 'notify' | 'link'>,
  tx: Transaction,
  { ids, organisationId, subject, path, data }: Telling,
  kind: string,
  text: (about: { language: Contact['language']; to: string; link: string }) => MailText,
): Promise<void> {
  await notify(
    tx,
    ids.map((personId) => ({ personId, kind, subject, data, link: path })),
  );
  for (const { personId, email, language, name } of await directory.contacts(ids)) {
    const words = text({ language, to: name, link: link(path) });
    await mail.send(tx, { ...words, to: email, organisationId, personId });
  }
}

const units = ['Bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** '3,5 GB', as the language writes numbers. */
export function sizeIn(language: 'de' | 'en', bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const style = { maximumFractionDigits: power > 1 ? 1 : 0 };
  return `${new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', style).format(bytes / 1024 ** power)} ${units[power]}`;
}
