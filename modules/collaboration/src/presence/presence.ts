import type { Actor } from '@landescloud/kernel';
import type { CollaborationDeps } from '../collaboration-deps.ts';
import { folderOnly } from '../errors.ts';
import { personOf, seenNode } from '../seen-node.ts';

export interface Present {
  readonly login: string;
  readonly name: string;
}

/**
 * Who looks at a folder at this moment. Known only to who may look at it too, never stored, forgotten within a minute.
 */
export interface Presence {
  /** Says that one is there, and who else is; to be repeated every 15 s. */
  enter(actor: Actor, folderId: number): Promise<Present[]>;
  leave(actor: Actor, folderId: number): Promise<void>;
}

const topic = 'collaboration.presence';
/** Three signs of life may get lost. */
const stays = 50_000;
const mostShown = 50;

interface Sign extends Present {
  readonly folderId: number;
  readonly personId: number;
  readonly left?: boolean;
}

interface Seen extends Present {
  readonly at: number;
}

export function createPresence(deps: CollaborationDeps): Presence {
  const { hints, clock } = deps;
  const folders = new Map<number, Map<number, Seen>>();
  let swept = clock.now();

  hints.subscribe(topic, (data) => {
    const { folderId, personId, login, name, left = false } = data as Sign;
    const there = folders.get(folderId) ?? new Map<number, Seen>();
    if (left) there.delete(personId);
    else folders.set(folderId, there.set(personId, { login, name, at: clock.now() }));
    if (there.size === 0) folders.delete(folderId);
  });

  function sweep(): void {
    const now = clock.now();
    if (now - swept < stays) return;
    swept = now;
    for (const [folderId, there] of folders) {
      for (const [personId, { at }] of there) if (now - at > stays) there.delete(personId);
      if (there.size === 0) folders.delete(folderId);
    }
  }

  return {
    async enter(actor, folderId) {
      const { personId, login, name } = personOf(actor);
      const node = await seenNode(deps, actor, folderId);
      if (node.kind !== 'folder') throw folderOnly();
      sweep();
      hints.publish(topic, { folderId, personId, login, name } satisfies Sign);
      const now = clock.now();
      return [...(folders.get(folderId) ?? [])]
        .filter(([id, { at }]) => id !== personId && now - at <= stays)
        .map(([, { login: otherLogin, name: otherName }]) => ({ login: otherLogin, name: otherName }))
        .sort((one, other) => one.name.localeCompare(other.name, 'de'))
        .slice(0, mostShown);
    },

    async leave(actor, folderId) {
      const { personId, login, name } = personOf(actor);
      await seenNode(deps, actor, folderId);
      hints.publish(topic, { folderId, personId, login, name, left: true } satisfies Sign);
    },
  };
}
