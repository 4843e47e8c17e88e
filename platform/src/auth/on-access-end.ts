import type { AccessEnd, Hints } from './access-ends.ts';
import { isAccessEnd } from './access-ends.ts';
import type { CredentialRef } from './credential.ts';
import { accessEndedTopic } from './identity-source.ts';

/**
 * For what stays open (event streams, sockets): calls `end` when what it was opened with has ended, be it that the person
 * was disabled. Without a credential, any ending of the person's counts: clients connect again and are checked anew.
 * Answers how to stop watching.
 */
export function onAccessEnd(
  hints: Hints,
  opened: { readonly personId: number; readonly credential?: CredentialRef | null },
  end: () => void,
): () => void {
  return hints.subscribe(accessEndedTopic, (data) => {
    if (isAccessEnd(data) && concerns(data, opened.personId, opened.credential ?? null)) end();
  });
}

function concerns(ended: AccessEnd, personId: number, credential: CredentialRef | null): boolean {
  if (ended.personId !== personId) return false;
  if (ended.credential === undefined || credential === null) return true;
  return ended.credential.kind === credential.kind && ended.credential.id === credential.id;
}
