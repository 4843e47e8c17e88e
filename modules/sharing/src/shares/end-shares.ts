import { systemActor, type Actor } from '@landescloud/kernel';
import { statement, type Queryable, type Transaction } from '@landescloud/platform/database';
import { rightsOf } from '@landescloud/files';
import { allows, type ShareRole } from '../roles.ts';
import type { Grants } from './grants.ts';
import type { ShareDeps } from './share-deps.ts';
import { type createShareEvents, recipientData } from './share-events.ts';
import { type DeletedShare, shareWriter } from './share-writer.ts';

const endJob = 'sharing.end-shares';
const settleJob = 'sharing.settle-passed-on';
const system = systemActor('end-shares');

const NODES = statement(
  'sharing.nodes_of_shares',
  'select node_id as "nodeId", array_agg(id) as ids from sharing.share where id = any ($1) group by node_id order by node_id',
);
const DUE = statement(
  'sharing.due_shares',
  `select id from sharing.share where ends_at <= $1
   union all
   select id from sharing.share where coalesce(person_id, group_id, organisation_id) is null limit 5000`,
);
const PASSED_ON = statement(
  'sharing.passed_on_by',
  `select id, node_id, shared_by, role from sharing.share where passed_on and shared_by = any ($1) order by node_id`,
);

export type EndCause = 'withdrawn' | 'date' | 'recipient-gone' | 'sharer-gone';

export interface EndShares {
  /** Shares of any nodes; grants with them, node by node. Answers how many there were. */
  end(actor: Actor, ids: readonly number[], cause: EndCause): Promise<number>;
  /** In the transaction that sets it: ended to the second, not only by the job each minute. */
  expect(tx: Queryable, endsAt: number | null): Promise<void>;
  /** In the transaction that took something from these people: what they passed on and may not give any more ends, too. */
  settleLater(tx: Queryable, people: readonly number[]): Promise<void>;
  /** What the job does. */
  endDue(): Promise<void>;
}

interface PassedOn {
  readonly id: number;
  readonly node_id: number;
  readonly shared_by: number;
  readonly role: ShareRole;
}

export function createEndShares(
  { db, clock, jobs, files }: ShareDeps,
  grants: Grants,
  record: ReturnType<typeof createShareEvents>,
): EndShares {
  async function remove(tx: Transaction, actor: Actor, nodeId: number, ids: readonly number[], cause: EndCause) {
    await shareWriter.note(tx, [nodeId]);
    const gone = await shareWriter.delete(tx, ids);
    await record(
      tx,
      actor,
      gone.map((share) => ({
        type: 'sharing.share_ended',
        nodeId,
        organisationId: share.owner_organisation_id,
        data: { ...recipientData(share), role: share.role, cause: isGone(share) ? 'recipient-gone' : cause },
      })),
    );
    await settleLater(tx, await grants.follow(tx, nodeId));
    return gone.length;
  }

  async function end(actor: Actor, ids: readonly number[], cause: EndCause): Promise<number> {
    let ended = 0;
    const nodes = ids.length === 0 ? [] : await db.query<{ nodeId: number; ids: number[] }>(NODES, [ids]);
    for (const { nodeId, ids: of } of nodes)
      ended += await db.transaction((tx) => remove(tx, actor, nodeId, of, cause));
    return ended;
  }

  async function settleLater(tx: Queryable, people: readonly number[]): Promise<void> {
    if (people.length === 0) return;
    const passed = await tx.query<PassedOn>(PASSED_ON, [people]);
    if (passed.length > 0)
      await jobs.enqueue(tx, settleJob, { people: [...new Set(passed.map((each) => each.shared_by))] });
  }

  async function settle(people: readonly number[]): Promise<void> {
    const passed = await db.query<PassedOn>(PASSED_ON, [people]);
    const lost: number[] = [];
    for (const [nodeId, shares] of Map.groupBy(passed, (share) => share.node_id)) {
      const held = new Map<number, number>();
      for (const { granteeId, rights } of await files.grants.of(nodeId))
        held.set(granteeId, (held.get(granteeId) ?? 0) | rights);
      for (const { id, shared_by: by, role } of shares) if (!allows(held.get(by) ?? 0, rightsOf(role))) lost.push(id);
    }
    await end(system, lost, 'sharer-gone');
  }

  async function endDue(): Promise<void> {
    for (;;) {
      const due = await db.query<{ id: number }>(DUE, [clock.now()]);
      if (due.length === 0) return;
      await end(
        system,
        due.map(({ id }) => id),
        'date',
      );
    }
  }

  jobs.define(endJob, endDue);
  jobs.cron('* * * * *', endJob);
  jobs.define<{ people: number[] }>(settleJob, ({ people }) => settle(people));

  return {
    end,
    async expect(tx, endsAt) {
      if (endsAt === null) return;
      // by the second: shares of one end are one job
      const runAt = new Date(Math.ceil(endsAt / 1000) * 1000);
      await jobs.enqueue(tx, endJob, {}, { key: String(runAt.getTime()), runAt });
    },
    settleLater,
    endDue,
  };
}

function isGone({ person_id: person, group_id: group, organisation_id: organisation }: DeletedShare): boolean {
  return person === null && group === null && organisation === null;
}
