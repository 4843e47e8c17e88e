import type { Authenticated, CredentialRef } from './credential.ts';
import type { CredentialCache } from './credential-cache.ts';
import { accessEndedTopic, personChangedTopic } from './identity-source.ts';

/** What has ended: one credential, or everything of the person. */
export interface AccessEnd {
  readonly personId: number;
  readonly credential?: CredentialRef;
}

/** The part of platform/events that auth needs. */
export interface Hints {
  publish(topic: string, data: object): void;
  subscribe(topic: string, handler: (data: unknown) => void): () => void;
}

/** Clears what is kept in memory, here at once and in the other processes by hint. */
export interface AccessEnds {
  announce(end: AccessEnd): void;
  /** Nothing ended, but what is kept about the person is to be looked up anew. */
  refresh(personId: number): void;
  close(): void;
}

export function createAccessEnds(cache: CredentialCache, hints: Hints): AccessEnds {
  const clear = (end: AccessEnd) => cache.drop((entry) => isMeant(entry, end));
  const onHint = (data: unknown) => {
    if (isAccessEnd(data)) clear(data);
  };
  const subscriptions = [accessEndedTopic, personChangedTopic].map((topic) => hints.subscribe(topic, onHint));
  return {
    announce(end) {
      clear(end);
      hints.publish(accessEndedTopic, end);
    },
    refresh(personId) {
      clear({ personId });
      hints.publish(personChangedTopic, { personId });
    },
    close() {
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

function isMeant(entry: Authenticated, end: AccessEnd): boolean {
  if (entry.identity.personId !== end.personId) return false;
  const { credential } = end;
  return (
    credential === undefined || (credential.kind === entry.credential.kind && credential.id === entry.credential.id)
  );
}

export function isAccessEnd(data: unknown): data is AccessEnd {
  return typeof data === 'object' && data !== null && 'personId' in data && typeof data.personId === 'number';
}
