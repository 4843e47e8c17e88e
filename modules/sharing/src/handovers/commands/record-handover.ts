import type { PersonActor } from '@landescloud/kernel';
import { handoverEmpty, handoverTooLarge } from '../errors.ts';
import type { HandoverDeps } from '../handover-deps.ts';
import { insertHandover, insertRecipients, upsertFiles } from '../handover-writer.ts';
import type { RecordedHandover } from '../handovers.ts';
import { checkedText, longestMessage, longestTitle } from './begin-handover.ts';
import { mostFiles } from './change-files.ts';
import { freeze } from './deliver-handover.ts';

/** Out: everything below the node as it is now. Access to it is given by who calls this. */
export function recordHandover(deps: HandoverDeps) {
  const { db, clock, files } = deps;
  return async (actor: PersonActor, input: RecordedHandover): Promise<{ id: number }> => {
    const node = await files.nodes.get(actor, { id: input.nodeId });
    const stored = await files.contents.stored(node.id, mostFiles + 1);
    if (stored.length === 0) throw handoverEmpty();
    if (stored.length > mostFiles) throw handoverTooLarge(mostFiles);
    const now = clock.now();
    const values = {
      direction: 'out',
      way: input.way,
      node: { id: node.id, name: node.name },
      organisationId: actor.organisationId,
      ownerId: actor.personId,
      granteeId: input.granteeId ?? null,
      senderId: actor.personId,
      senderName: '',
      senderAddress: null,
      senderLanguage: 'de',
      title: checkedText('title', input.title ?? node.name, longestTitle),
      message: checkedText('message', input.message ?? '', longestMessage, 0),
      openedAt: now,
      remindDays: input.remindDays ?? null,
    } as const;
    return db.transaction(async (tx) => {
      const id = await insertHandover(tx, values);
      await insertRecipients(tx, id, input.recipients);
      // they were put there when somebody wrote them; handed over they are now
      await upsertFiles(tx, id, stored);
      await freeze(deps, tx, actor, id, null);
      return { id };
    });
  };
}
