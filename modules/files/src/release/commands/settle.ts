import { type Actor, systemActor } from '@landescloud/kernel';
import type { DomainEvent } from '@landescloud/platform/events';
import type { NodeRow } from '../../tree/node-row.ts';
import type { SpaceWrite } from '../../tree/space-write.ts';
import type { ReleaseContext } from '../release-context.ts';
import { holds, releaseCodes, releaseState } from '../release-state.ts';
import {
  decide,
  homeOf,
  markNodes,
  placesBehind,
  uploadedAs,
  type Decision,
  type ReleaseCheck,
} from '../release-store.ts';
import { tellOf } from '../tell-of-check.ts';

export const scannerActor = systemActor('scanner');

/** After this long others may be holding back: Nextcloud's client asks again at once only for what has a new etag. */
const longWait = 60_000;

const words: Readonly<Record<number, string>> = {
  [releaseCodes.waiting]: 'content_recheck',
  [releaseCodes.clean]: 'content_released',
  [releaseCodes.infected]: 'content_infected',
  [releaseCodes['not-scannable']]: 'content_unscannable',
  [releaseCodes.withheld]: 'content_withheld',
  0: 'content_unchecked',
};

/**
 * Writes a decision about a content. One transaction: the decision, the nodes of the space where it came to, the event, and
 * who is told. Copies in other spaces follow, each space in its own; until then they stay as they were, and what a crash
 * leaves behind the next run of the job brings up. False where somebody else had decided.
 */
export async function settle(context: ReleaseContext, actor: Actor, decision: Decision): Promise<boolean> {
  const { contentId } = decision;
  const home = await homeOf(context.db, contentId);
  const settled =
    home === undefined
      ? await context.db.transaction(async (tx) => (await decide(tx, decision)) !== undefined)
      : await context.lanes.run(home, (write) => settleIn(context, write, actor, decision));
  if (settled) await catchUp(context, contentId);
  return settled;
}

async function settleIn(
  context: ReleaseContext,
  write: SpaceWrite,
  actor: Actor,
  decision: Decision,
): Promise<boolean> {
  const check = await decide(write.reader, decision);
  if (check === undefined) return false;
  write.dirty = true;
  const nodes = await mark(write, decision.contentId, decision.state, decision.at - check.askedAt > longWait);
  const node = nodes.find(({ id }) => id === check.nodeId) ?? nodes[0] ?? (await uploadedAs(write, check.nodeId));
  write.events.push(eventOf(write, actor, check, node));
  if (node !== undefined) {
    if (check.state === releaseCodes.infected) write.note(actor, 'infected', node, check.finding);
    await tellOf(context, write, check, node);
  }
  return true;
}

/** What is kept away stays the same to clients: there is nothing to fetch, and who has it on their disk can delete it. */
async function mark(write: SpaceWrite, contentId: number, state: number, longAgo: boolean): Promise<NodeRow[]> {
  const nodes = await markNodes(write, contentId, state, longAgo && !holds(releaseState(state)));
  for (const { parentId } of nodes) if (parentId !== null) write.touch(parentId);
  return nodes;
}

/** Every node gets its content's answer, of this content or of all. */
export async function catchUp({ db, lanes }: ReleaseContext, contentId: number | null): Promise<void> {
  for (const behind of await placesBehind(db, contentId)) {
    await lanes.run(behind.spaceId, async (write) => {
      await mark(write, behind.contentId, behind.state, true);
    });
  }
}

function eventOf(write: SpaceWrite, actor: Actor, check: ReleaseCheck, node: NodeRow | undefined): DomainEvent {
  const { contentId, finding, senderId, senderName, outside } = check;
  return {
    type: `files.${words[check.state] ?? 'content_unchecked'}`,
    actor:
      actor.kind === 'person'
        ? { kind: 'person', personId: actor.personId, name: actor.name, client: actor.client }
        : { kind: 'system', name: actor.name },
    organisationId: check.organisationId,
    subject: `node:${node?.id ?? check.nodeId}`,
    data: {
      spaceId: write.space.id,
      nodeId: node?.id ?? check.nodeId,
      contentId,
      finding,
      outside,
      senderId,
      sender: senderId === null ? senderName : '',
    },
    at: write.now,
  };
}
