import type { StoredEvent } from '@landescloud/platform/events';
import type { CollaborationDeps } from '../collaboration-deps.ts';

/** What of other rooms belongs into the history of files and folders, and what it is called there. */
const kinds: Readonly<Record<string, string>> = {
  'collaboration.commented': 'commented',
  'sharing.shared': 'shared',
  'sharing.share_ended': 'unshared',
  'sharing.link_made': 'linked',
  'sharing.link_withdrawn': 'unlinked',
  'sharing.handover_delivered': 'handed-over',
};

export const notedEvents = Object.keys(kinds);

/** Comments and shares stand in the same history as changes; that they were made, not what they say. */
export function noteHistory({ files }: Pick<CollaborationDeps, 'files'>) {
  return async (events: readonly StoredEvent[]): Promise<void> => {
    await files.tracks.note(
      events.flatMap(({ type, subject, data, actor, at }) => {
        const kind = kinds[type];
        const nodeId = subject.startsWith('node:') ? Number(subject.slice('node:'.length)) : data['nodeId'];
        if (kind === undefined || !Number.isSafeInteger(nodeId) || typeof nodeId !== 'number') return [];
        const visitor = actor.kind === 'link' ? (actor.name ?? '') : null;
        return [{ nodeId, kind, personId: actor.personId ?? null, visitor, at }];
      }),
    );
  };
}
