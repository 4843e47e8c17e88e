import type { LinkActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import { createLinkToken } from '../../links/link-token.ts';
import { handoverTooLarge } from '../errors.ts';
import type { HandoverDeps } from '../handover-deps.ts';
import { insertHandover, insertRecipients, upsertFiles } from '../handover-writer.ts';
import type { NewHandover } from '../handovers.ts';
import { inboundValues } from './begin-handover.ts';
import { mostFiles } from './change-files.ts';
import { freeze } from './deliver-handover.ts';

/** Begun and delivered at once, in the transaction that closes what the visitor could write to. */
export function receiveHandover(deps: HandoverDeps) {
  return async (tx: Transaction, actor: LinkActor, input: NewHandover): Promise<{ id: number; token: string }> => {
    const stored = await deps.files.contents.stored(input.node.id, mostFiles + 1, tx);
    if (stored.length > mostFiles) throw handoverTooLarge(mostFiles);
    // somebody waits for an answer to what they sent
    const remindDays = await deps.directory.organisations.rule(input.organisationId, 'handovers.remind_days');
    const id = await insertHandover(tx, inboundValues(actor, { remindDays, ...input }, deps.clock.now()));
    await insertRecipients(tx, id, [{ personId: input.ownerId }]);
    await upsertFiles(tx, id, stored);
    const token = createLinkToken();
    await freeze(deps, tx, actor, id, token);
    return { id, token };
  };
}
