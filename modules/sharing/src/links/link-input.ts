import { parseMailAddress } from '@landescloud/platform/mail';
import { linkInvalid, linkKindWrong, linkNeedsPassword, linkTooLong } from './link-errors.ts';
import type { LinkKind, LinkRecord } from './link-record.ts';
import type { LinkRules } from './link-rules.ts';

export interface LinkInput {
  readonly kind?: LinkKind;
  readonly viewOnly?: boolean;
  readonly name?: string;
  readonly message?: string;
  /** Null takes it away. */
  readonly password?: string | null;
  /** Null: as long as the rules allow. */
  readonly endsAt?: number | null;
  readonly downloadLimit?: number | null;
  readonly recipients?: readonly string[];
}

/** What of a link can be chosen. */
export type LinkChoice = Pick<
  LinkRecord,
  'kind' | 'viewOnly' | 'name' | 'message' | 'endsAt' | 'downloadLimit' | 'recipients'
>;

const longestName = 100;
const longestMessage = 2000;
const mostRecipients = 200;
const mostDownloads = 1_000_000;
const shortestPassword = 8;
const longestPassword = 1024;
const day = 24 * 3_600_000;

export function checkedName(text: string, field = 'name', longest = longestName): string {
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name.length > longest || /[\p{Cc}\p{Cs}]/u.test(name)) {
    throw linkInvalid(field, `This is one line of at most ${longest} characters.`);
  }
  return name;
}

export function checkedMessage(text: string): string {
  const message = text.normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (message.length > longestMessage || message.includes('\0')) {
    throw linkInvalid('message', `A message has at most ${longestMessage} characters.`);
  }
  return message;
}

export function checkedPassword(password: string): string {
  const length = [...password].length;
  if (length < shortestPassword || Buffer.byteLength(password) > longestPassword) {
    throw linkInvalid('password', `The password needs at least ${shortestPassword} characters.`);
  }
  return password;
}

/** In lower case: two spellings of one mailbox are one recipient. */
export function checkedAddress(typed: string, field = 'recipients'): string {
  const address = parseMailAddress(typed.normalize('NFC').trim())?.toLowerCase();
  if (address === undefined) throw linkInvalid(field, 'This is no e-mail address.');
  return address;
}

/** What is given takes the place of what is, or of what is usual. */
export function chosen(input: LinkInput, before: LinkChoice): LinkChoice {
  const recipients = input.recipients?.map((address) => checkedAddress(address)) ?? before.recipients;
  if (recipients.length > mostRecipients) throw linkInvalid('recipients', `At most ${mostRecipients} recipients.`);
  const downloadLimit = input.downloadLimit === undefined ? before.downloadLimit : input.downloadLimit;
  if (
    downloadLimit !== null &&
    !(Number.isInteger(downloadLimit) && downloadLimit > 0 && downloadLimit <= mostDownloads)
  )
    throw linkInvalid('downloadLimit', `1 to ${mostDownloads} downloads.`);
  const kind = input.kind ?? before.kind;
  return {
    kind,
    viewOnly: kind === 'viewer' && (input.viewOnly ?? before.viewOnly),
    name: input.name === undefined ? before.name : checkedName(input.name),
    message: input.message === undefined ? before.message : checkedMessage(input.message),
    endsAt: input.endsAt === undefined ? before.endsAt : input.endsAt,
    downloadLimit: kind === 'uploader' ? null : downloadLimit,
    recipients: [...new Set(recipients)],
  };
}

/** An end is at most as late as the rules say, and never past; `null` becomes the latest. */
export function checkedEnd(endsAt: number | null, rules: LinkRules, now: number): number {
  const latest = now + rules.longestDays * day;
  if (endsAt === null) return latest;
  if (!Number.isSafeInteger(endsAt) || endsAt <= now) throw linkInvalid('endsAt', 'The end lies in the past.');
  // who chose the last possible day means all of it
  if (endsAt > latest + day) throw linkTooLong(latest);
  return endsAt;
}

export function requireProtection(rules: LinkRules, isProtected: boolean): void {
  if (rules.passwordRequired && !isProtected) throw linkNeedsPassword();
}

/** Only folders take something in. */
export function requirePossible(kind: LinkKind, node: { readonly kind: 'file' | 'folder' }): void {
  if (kind !== 'viewer' && node.kind !== 'folder') throw linkKindWrong();
}
