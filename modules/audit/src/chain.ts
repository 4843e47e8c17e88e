import { hash as digest } from 'node:crypto';

/** What an entry says, apart from what the chain needs for ever. */
export interface Payload {
  readonly actorKind: string;
  readonly personId: number | null;
  readonly name: string | null;
  readonly client: string | null;
  readonly subject: string;
  readonly concerned: readonly number[] | null;
  /** Canonical JSON. */
  readonly data: string;
}

/** What stays of an entry when its payload is deleted. */
export interface Link {
  readonly id: number;
  readonly eventId: number;
  readonly at: number;
  readonly type: string;
  readonly organisationId: number | null;
}

/** What the first entry's hash covers in place of a hash before it. */
export const genesis = Buffer.alloc(32);

/** SHA-256 of the salt, the payload without its data as JSON, a line feed and the data. */
export function payloadHash(salt: Buffer, payload: Payload): Buffer {
  const { actorKind, personId, name, client, subject, concerned, data } = payload;
  const text = `${JSON.stringify([actorKind, personId, name, client, subject, concerned])}\n${data}`;
  return digest('sha256', Buffer.concat([salt, Buffer.from(text)]), 'buffer');
}

/** SHA-256 of the hash before, the hash of the payload and the link as JSON. */
export function linkHash(previous: Buffer, payload: Buffer, { id, eventId, at, type, organisationId }: Link): Buffer {
  const text = JSON.stringify([id, eventId, at, type, organisationId]);
  return digest('sha256', Buffer.concat([previous, payload, Buffer.from(text)]), 'buffer');
}
