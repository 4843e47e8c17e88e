import type { PersonActor } from '@landescloud/kernel';
import { followChanges } from '../spaces/follow-changes.ts';
import type { PushDependencies } from './push-socket.ts';

const gatherFor = 200;
const mostIds = 100;

/** Tells a person's clients of changes in what they reach, gathered for a moment, and follows spaces that come and go. */
export function createWatchers({ files, hints }: Pick<PushDependencies, 'files' | 'hints'>) {
  async function watch(actor: PersonActor, tell: (folderIds: number[]) => void): Promise<() => void> {
    const waiting = new Set<number>();
    let timer: NodeJS.Timeout | null = null;
    let ended = false;

    function changed(folderIds: readonly number[]): void {
      for (const id of folderIds) if (waiting.size < mostIds) waiting.add(id);
      timer ??= setTimeout(() => {
        timer = null;
        const ids = [...waiting];
        waiting.clear();
        if (!ended) tell(ids);
      }, gatherFor);
    }

    const following = followChanges(files.spaces, hints, actor, ({ folderIds }) => changed(folderIds));
    const stopPerson = hints.subscribe(`person:${actor.personId}`, () => {
      following.refresh().then(
        () => changed([]),
        () => changed([]),
      );
    });
    await following.refresh();
    return () => {
      ended = true;
      if (timer !== null) clearTimeout(timer);
      stopPerson();
      following.stop();
    };
  }
  return { watch };
}
