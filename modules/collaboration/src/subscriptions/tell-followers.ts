import type { StoredEvent } from '@landescloud/platform/events';
import type { NewNotification } from '@landescloud/platform/notifications';
import type { CollaborationDeps } from '../collaboration-deps.ts';
import { changed } from '../notification-kinds.ts';
import { followersOf, hasFollowers } from './subscription-store.ts';

/** What followers hear of; favourites, tags and the like are everybody's own affair. */
export const followedEvents = [
  'files.created',
  'files.written',
  'files.renamed',
  'files.moved',
  'files.copied',
  'files.trashed',
  'files.restored',
  'files.version_restored',
] as const;

/** Tells who follows a node, or the nearest folder above it, of what others did there; gathered while it is unread. */
export function tellFollowers({ db, files, people, notifications }: CollaborationDeps) {
  return async (events: readonly StoredEvent[]): Promise<void> => {
    if (!(await hasFollowers(db))) return;
    const happened = await files.tracks.happened(
      events.map(({ subject, type, at }) => ({
        nodeId: Number(subject.slice('node:'.length)),
        kind: type.slice('files.'.length).replaceAll('_', '-'),
        at,
      })),
    );
    const above = new Set(happened.flatMap((each) => each?.above ?? []));
    const followers = Map.groupBy(await followersOf(db, [...above]), ({ nodeId }) => nodeId);
    if (followers.size === 0) return;
    const places = new Map(
      await Promise.all([...followers.keys()].map(async (id) => [id, await files.grants.place(id)] as const)),
    );
    const known = await people.byIds(events.flatMap(({ actor }) => actor.personId ?? []));
    const told: NewNotification[] = [];
    for (const [index, { actor }] of events.entries()) {
      const what = happened[index];
      const reached = new Set<number>();
      for (const nodeId of what?.above ?? []) {
        const place = places.get(nodeId);
        for (const { personId } of place === undefined || place === null ? [] : (followers.get(nodeId) ?? [])) {
          if (reached.has(personId)) continue;
          reached.add(personId);
          const by = actor.personId === undefined ? actor.name : known.get(actor.personId)?.name;
          told.push({
            personId,
            kind: changed.name,
            subject: `node:${nodeId}`,
            data: { node: place?.name ?? '', name: what?.name ?? '', folder: place?.kind === 'folder' },
            link: `/f/${nodeId}?details=activity`,
            key: `changes ${nodeId}`,
            ...(by === undefined
              ? {}
              : { by: { name: by, ...(actor.personId === undefined ? {} : { personId: actor.personId }) } }),
          });
        }
      }
    }
    if (told.length > 0) await db.transaction((tx) => notifications.notify(tx, told));
  };
}
