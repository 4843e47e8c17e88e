import type { PersonActor } from '@landescloud/kernel';
import type { PushDependencies } from './push-socket.ts';

/** What a change of a space tells; see createFiles. */
interface SpaceHint {
  readonly folderIds?: readonly number[];
}

const gatherFor = 200;
const mostIds = 100;

/** Tells a person's clients of changes in any of their spaces, gathered for a moment, and follows spaces that come and go. */
export function createWatchers({ files, hints }: Pick<PushDependencies, 'files' | 'hints'>) {
  async function watch(actor: PersonActor, tell: (folderIds: number[]) => void): Promise<() => void> {
    const spaces = new Map<number, () => void>();
    const waiting = new Set<number>();
    let timer: NodeJS.Timeout | null = null;
    let ended = false;

    function changed(hint: SpaceHint): void {
      for (const id of hint.folderIds ?? []) if (waiting.size < mostIds) waiting.add(id);
      timer ??= setTimeout(() => {
        timer = null;
        const ids = [...waiting];
        waiting.clear();
        if (!ended) tell(ids);
      }, gatherFor);
    }

    async function follow(): Promise<void> {
      const current = new Set((await files.spaces.list(actor)).map((space) => space.id));
      if (ended) return;
      for (const [id, stop] of spaces) {
        if (current.has(id)) continue;
        stop();
        spaces.delete(id);
      }
      for (const id of current) {
        if (!spaces.has(id))
          spaces.set(
            id,
            hints.subscribe(`space:${id}`, (data) => changed(data as SpaceHint)),
          );
      }
    }

    const stopPerson = hints.subscribe(`person:${actor.personId}`, () => {
      follow().then(
        () => changed({}),
        () => changed({}),
      );
    });
    await follow();
    return () => {
      ended = true;
      if (timer !== null) clearTimeout(timer);
      stopPerson();
      for (const stop of spaces.values()) stop();
    };
  }
  return { watch };
}
