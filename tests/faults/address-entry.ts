import type { Ask } from './ask.ts';

/** Somebody's things, or such as nobody has: every way in which an address can name them. */
export interface Things {
  readonly login: string;
  readonly organisation: string;
  readonly group: string;
  readonly node: number;
  readonly folder: number;
  readonly version: number;
  readonly trash: number;
  /** As the trash bin's address names it. */
  readonly trashName: string;
  readonly space: number;
  /** An exchange space. */
  readonly exchange: number;
  readonly retentionClass: number;
  readonly hold: number;
  readonly deletion: number;
  readonly upload: string;
  readonly chunks: string;
  readonly appPassword: number;
  readonly session: number;
  readonly factor: number;
  readonly kind: 'totp';
  readonly source: number;
  readonly sourceRun: number;
  readonly sourceToken: number;
  readonly mail: number;
  readonly notification: number;
  readonly comment: number;
  readonly tag: number;
  readonly notificationKind: string;
  readonly share: number;
  /** The same as Nextcloud's clients know it. */
  readonly ocsShare: number;
  readonly handover: number;
  /** In a visitor's confirmation. */
  readonly receipt: string;
  readonly request: number;
  /** As who is asked names it: one's own way there, by sign-in and by mail. */
  readonly asked: number;
  readonly askedToken: string;
  readonly link: number;
  readonly linkToken: string;
  /** A content that cannot be scanned and is held back. */
  readonly held: number;
  readonly guest: string;
  readonly invitation: string;
  readonly provider: string;
  readonly rule: string;
  readonly role: string;
  /** A calendar and an event in it, as their owner's addresses name them. */
  readonly calendarUri: string;
  readonly eventUri: string;
  /** What leads who was invited by mail to the event. */
  readonly eventToken: string;
  /** Something that its owner has to decide about an event. */
  readonly question: number;
  /** A meeting room of the organisation. */
  readonly room: string;
  /** A booking of it that somebody has to agree to. */
  readonly booking: number;
  /** An address book, as others than its owner name it. */
  readonly book: string;
  readonly contact: number;
  /** The contact's name in the address book. */
  readonly card: string;
  readonly contactTrash: number;
  readonly bookTrash: number;
  readonly calendar: number;
  readonly calendarTrash: number;
  readonly subscription: number;
  readonly holidayKind: string;
  readonly holidayState: string;
  readonly calendarImport: number;
  readonly event: number;
  readonly undo: number;
  /** Has rung for its owner. */
  readonly reminder: number;
  /** Of the calendar: nobody's. */
  readonly day: string;
  readonly grantee: 'person';
  /** Of a file: the first one. */
  readonly page: 1;
  /** Encoded, from the person's root: of the node, and of the folder. */
  readonly path: string;
  readonly folderPath: string;
}

export interface Address extends Ask {
  /** 'GET /api/v1/nodes/:id' */
  readonly route: string;
}

/**
 * open: needs no sign-in and names nothing of anybody. own: only about oneself. theirs: can name what is somebody's.
 */
export type Audience = 'open' | 'own' | 'theirs';

export interface Entry {
  readonly audience: Audience;
  readonly query?: (things: Things) => string;
  readonly headers?: (things: Things) => Record<string, string>;
  readonly body?: (things: Things) => string;
}

export const json = (body: (things: Things) => unknown): Pick<Entry, 'headers' | 'body'> => ({
  headers: () => ({ 'content-type': 'application/json' }),
  body: (things) => JSON.stringify(body(things)),
});
export const open: Entry = { audience: 'open' };
export const own: Entry = { audience: 'own' };
export const theirs: Entry = { audience: 'theirs' };
export const tus = (more: Record<string, string> = {}): Pick<Entry, 'headers'> => ({
  headers: () => ({ 'tus-resumable': '1.0.0', ...more }),
});
export const base64 = (text: string | number): string => Buffer.from(String(text)).toString('base64');
