import { randomBytes } from 'node:crypto';
import type { StoredEvent } from '@landescloud/platform/events';
import { canonicalJson } from './canonical-json.ts';
import type { Link, Payload } from './chain.ts';
import { linkHash, payloadHash } from './chain.ts';
import { peopleConcerned } from './people-concerned.ts';

/** Where the chain ends. */
export interface Head {
  readonly id: number;
  readonly hash: Buffer;
  readonly eventId: number;
}

export interface NewEntry extends Link, Payload {
  readonly salt: Buffer;
  readonly payloadHash: Buffer;
  readonly hash: Buffer;
}

const saltLength = 16;

/** The entries of these events behind `head`, in their order. */
export function makeEntries(head: Head, events: readonly StoredEvent[]): NewEntry[] {
  const salts = randomBytes(events.length * saltLength);
  let { id, hash } = head;
  return events.map((event, index) => {
    id += 1;
    const salt = salts.subarray(index * saltLength, (index + 1) * saltLength);
    const link = { id, eventId: event.id, at: event.at, type: event.type, organisationId: event.organisationId };
    const payload = payloadOf(event);
    const ofPayload = payloadHash(salt, payload);
    hash = linkHash(hash, ofPayload, link);
    return { ...link, ...payload, salt, payloadHash: ofPayload, hash };
  });
}

function payloadOf({ actor, subject, data }: StoredEvent): Payload {
  const personId = actor.personId ?? null;
  return {
    actorKind: actor.kind,
    personId,
    name: actor.name ?? null,
    client: actor.client ?? null,
    subject,
    concerned: peopleConcerned(subject, data, personId),
    data: canonicalJson(data),
  };
}
