import type { LinkActor, PersonActor } from '@landescloud/kernel';
import { parseMailAddress } from '@landescloud/platform/mail';
import { invalidHandover } from '../errors.ts';
import { recordEvent, type HandoverDeps } from '../handover-deps.ts';
import { insertHandover, insertRecipients, type HandoverValues } from '../handover-writer.ts';
import type { NewHandover } from '../handovers.ts';

export const longestTitle = 200;
export const longestMessage = 4_000;
const longestName = 200;

export function beginHandover(deps: HandoverDeps) {
  const { db, clock } = deps;

  return async (actor: PersonActor | LinkActor, input: NewHandover): Promise<{ id: number }> => {
    const { way, node, ownerId, organisationId } = input;
    const values = inboundValues(actor, input, clock.now());
    return db.transaction(async (tx) => {
      const id = await insertHandover(tx, values);
      await insertRecipients(tx, id, [{ personId: ownerId }]);
      const data = { way, nodeId: node.id, title: values.title };
      await recordEvent(deps, tx, actor, { type: 'sharing.handover_begun', id, organisationId, data });
      return { id };
    });
  };
}

/** Checked: Invalid `sharing.handover_invalid`. */
export function inboundValues(
  actor: PersonActor | LinkActor,
  { way, node, ownerId, organisationId, sender, title, message = '', remindDays = null }: NewHandover,
  openedAt: number,
): HandoverValues {
  const isPerson = actor.kind === 'person';
  const address = sender?.address ? parseMailAddress(sender.address) : null;
  if (sender?.address && address === null) throw invalidHandover('address', 'This is no mail address.');
  return {
    direction: 'in',
    way,
    node,
    organisationId,
    ownerId,
    granteeId: isPerson ? null : actor.granteeId,
    senderId: isPerson ? actor.personId : (sender?.personId ?? null),
    senderName: isPerson ? '' : checkedText('name', sender?.name ?? actor.name, longestName),
    senderAddress: isPerson ? null : address,
    senderLanguage: sender?.language ?? 'de',
    title: checkedText('title', title, longestTitle),
    message: checkedText('message', message, longestMessage, 0),
    openedAt,
    remindDays,
  };
}

/** Throws Invalid `sharing.handover_invalid`. */
export function checkedText(field: string, text: string, longest: number, shortest = 1): string {
  const trimmed = text.trim();
  if (trimmed.length < shortest || trimmed.length > longest || trimmed.includes('\0')) {
    throw invalidHandover(field, `Between ${shortest} and ${longest} characters are possible.`);
  }
  return trimmed;
}
