import type { NodeView } from '@landescloud/files';
import type { PersonActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { CollaborationDeps } from '../collaboration-deps.ts';
import { commented, mentioned as mentionedKind } from '../notification-kinds.ts';
import { readersOf } from '../readers-of.ts';
import { followersOf } from '../subscriptions/subscription-store.ts';
import { writersOn, type CommentRow } from './comment-store.ts';
import { withNames } from './mention-text.ts';

export interface CommentTold {
  readonly person: PersonActor;
  readonly node: NodeView;
  readonly comment: CommentRow;
  /** For the first time. */
  readonly mentioned: readonly number[];
  readonly isNew: boolean;
}

const longestQuote = 300;

/** Who is mentioned is told by itself; who follows the node or has commented on it, gathered. */
export function tellOfComment(deps: CollaborationDeps) {
  const { files, people, notifications } = deps;
  return async (tx: Transaction, { person, node, comment, mentioned, isNew }: CommentTold): Promise<void> => {
    const names = await people.byIds(comment.mentions);
    const text = withNames(comment.text, new Map([...names].map(([id, { name }]) => [id, name])));
    const quote = text.length <= longestQuote ? text : `${text.slice(0, longestQuote - 1)}…`;
    const others = new Set<number>();
    if (isNew) {
      const above = (await files.tracks.above([node.id])).get(node.id) ?? [node.id];
      for (const { personId } of await followersOf(tx, above)) others.add(personId);
      for (const personId of await writersOn(tx, node.id)) others.add(personId);
      const readers = await readersOf(deps, node.id);
      for (const personId of others) if (!readers.has(personId)) others.delete(personId);
      for (const personId of comment.mentions) others.delete(personId);
    }
    const about = {
      subject: `node:${node.id}`,
      data: { node: node.name, text: quote },
      link: `/f/${node.id}?details=comments`,
      by: { personId: person.personId, name: person.name },
    };
    await notifications.notify(tx, [
      ...mentioned.map((personId) => ({ ...about, personId, kind: mentionedKind.name })),
      ...[...others].map((personId) => ({ ...about, personId, kind: commented.name, key: `comments ${node.id}` })),
    ]);
  };
}
