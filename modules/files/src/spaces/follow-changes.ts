import type { PersonActor } from '@landescloud/kernel';
import type { Hints } from '@landescloud/platform/events';
import type { FollowedSpace, Spaces } from './spaces-door.ts';

/** What a change of a space tells; see createFiles. */
export interface SpaceHint {
  readonly spaceId: number;
  readonly change: number;
  readonly folderIds: readonly number[];
}

export interface Following {
  /** Looks again which spaces there are. */
  refresh(): Promise<void>;
  stop(): void;
}

/** Tells of every change that the person may see; of a space of which they see a part, of that part alone. */
export function followChanges(
  spaces: Pick<Spaces, 'followed' | 'visible'>,
  hints: Pick<Hints, 'subscribe'>,
  actor: PersonActor,
  tell: (hint: SpaceHint) => void,
): Following {
  const followed = new Map<number, { readonly whole: boolean; readonly stop: () => void }>();
  let ended = false;

  async function tellPart(hint: SpaceHint): Promise<void> {
    const folderIds = await spaces.visible(actor, hint.folderIds);
    if (!ended && folderIds.length > 0) tell({ ...hint, folderIds });
  }

  function follow({ id, whole }: FollowedSpace): () => void {
    return hints.subscribe(`space:${id}`, (data) => {
      const hint = data as SpaceHint;
      if (whole) tell(hint);
      // lossy like every hint: who is not told asks again some time
      else tellPart(hint).catch(() => {});
    });
  }

  return {
    async refresh() {
      const current = new Map((await spaces.followed(actor)).map((space) => [space.id, space]));
      if (ended) return;
      for (const [id, { whole, stop }] of followed) {
        if (current.get(id)?.whole === whole) continue;
        stop();
        followed.delete(id);
      }
      for (const [id, space] of current) {
        if (!followed.has(id)) followed.set(id, { whole: space.whole, stop: follow(space) });
      }
    },
    stop() {
      ended = true;
      for (const { stop } of followed.values()) stop();
      followed.clear();
    },
  };
}
