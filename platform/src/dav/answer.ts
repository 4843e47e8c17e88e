import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { PersonActor } from '@landescloud/kernel';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer | Readable;
}

/** One request to a tree, whoever sent it. */
export interface TreeCall {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: IncomingMessage;
  /** Encoded address of the tree's root without a slash at the end: '/remote.php/dav/files/anna'. */
  readonly root: string;
  /** Segments below the root. */
  readonly path: readonly string[];
}

/** One request of a person. */
export interface DavCall extends TreeCall {
  readonly actor: PersonActor;
}

export type Handler<Call extends TreeCall = DavCall> = (call: Call) => Promise<Answer>;

export const xmlType = 'application/xml; charset=utf-8';

export function xmlAnswer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': xmlType, ...headers }, body };
}
