import type { CollaborationDeps } from '../collaboration-deps.ts';
import { withNames } from '../comments/mention-text.ts';
import { storedOf } from './personal-data-store.ts';

/** What is stored about a person (GDPR Art. 15 and 20); files by their names, for where they stand may be others' affair. */
export function dataOfPerson({ db, files, people }: CollaborationDeps) {
  return async (personId: number): Promise<CollaborationData> => {
    const { comments, followed, tags } = await storedOf(db, personId);
    const ids = new Set([...comments, ...followed, ...tags].map(({ nodeId }) => nodeId));
    const names = new Map<number, string | null>();
    for (const id of ids) names.set(id, (await files.grants.place(id))?.name ?? null);
    const known = await people.byIds(comments.flatMap(({ mentions }) => mentions));
    const called = new Map([...known].map(([id, { name }]) => [id, name]));
    const on = (nodeId: number) => names.get(nodeId) ?? null;
    return {
      comments: comments.map(({ nodeId, text, createdAt, editedAt }) => ({
        on: on(nodeId),
        text: withNames(text, called),
        createdAt: new Date(createdAt),
        editedAt: editedAt === null ? null : new Date(editedAt),
      })),
      subscriptions: followed.map(({ nodeId, at }) => ({ on: on(nodeId), at: new Date(at) })),
      tags: tags.map(({ nodeId, tag, at }) => ({ on: on(nodeId), tag, at: new Date(at) })),
    };
  };
}

export interface CollaborationData {
  readonly comments: readonly unknown[];
  readonly subscriptions: readonly unknown[];
  readonly tags: readonly unknown[];
}
