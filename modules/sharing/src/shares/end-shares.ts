import { systemActor, type Actor } from '@landescloud/kernel';
import { statement, type Queryable, type Transaction } from '@landescloud/platform/database';
import { allows, rightsOf, type ShareRole } from '../roles.ts';
import type { NodeGrants, ShareDeps } from './share-deps.ts';
import type { createShareEvents } from './share-events.ts';
import { recipientData } from './share-events.ts';
import type { Grants } from './grants.ts';
import { type DeletedShare, shareWriter } from './share-writer.ts';

const job = 'sharing.end-shares';
const system = systemActor('end-shares');

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

interface PassedOn {
  readonly id: number;
  readonly node_id: number;
  readonly shared_by: number;
  readonly role: ShareRole;
}

export type EndCause = 'withdrawn' | 'date' | 'recipient-gone' | 'sharer-gone';

export interface EndShares {
  /** Shares of any nodes, at once: grants follow. */
  end(actor: Actor, ids: readonly number[], cause: EndCause): Promise<number>;
  /** In the transaction that sets it: ended to the second, not only by the job each minute. */
  expect(tx: Queryable, endsAt: number | null): Promise<void>;
  /** These people have less now: what they passed on and may not give any more ends, too. */
  settle(people: readonly number[]): Promise<void>;
  /** What the job does. */
  endDue(): Promise<void>;
}

export function createEndShares(
  { db, clock, jobs, files }: ShareDeps,
  grants: Grants,
  record: ReturnType<typeof createShareEvents>,
): EndShares {
  async function remove(tx: Transaction, actor: Actor, ids: readonly number[], cause: EndCause): Promise<number[]> {
    const gone = await shareWriter.delete(tx, ids);
    const nodeIds = [...new Set(gone.map((share) => share.node_id))].toSorted((a, b) => a - b);
    await shareWriter.note(tx, nodeIds);
    await record(
      tx,
      actor,
      gone.map((share) => ({
        type: 'sharing.share_ended',
        nodeId: share.node_id,
        organisationId: share.owner_organisation_id,
        data: { ...recipientData(share), role: share.role, cause: isGone(share) ? 'recipient-gone' : cause },
      })),
    );
    await grants.willFollow(tx, nodeIds);
    return nodeIds;
  }

  const self: EndShares = {
    async end(actor, ids, cause) {
      if (ids.length === 0) return 0;
      const nodeIds = await db.transaction((tx) => remove(tx, actor, ids, cause));
      for (const nodeId of nodeIds) await self.settle(await grants.follow(nodeId));
      return ids.length;
    },

    async expect(tx, endsAt) {
      if (endsAt === null) return;
      // not before the second is over: two shares of one end are one job
      const runAt = new Date(Math.ceil(endsAt / 1000) * 1000);
      await jobs.enqueue(tx, job, {}, { key: String(runAt.getTime()), runAt });
    },

    async settle(people) {
      if (people.length === 0) return;
      const passed = await db.query<PassedOn>(PASSED_ON, [people]);
      const lost: number[] = [];
      for (const nodeId of new Set(passed.map((share) => share.node_id))) {
        const held = rightsByPerson(await files.granted(nodeId));
        for (const { id, node_id: of, shared_by: by, role } of passed)
          if (of === nodeId && !allows(held.get(by) ?? 0, rightsOf(role))) lost.push(id);
      }
      await self.end(system, lost, 'sharer-gone');
    },

    async endDue() {
      const due = await db.query<{ id: number }>(DUE, [clock.now()]);
      await self.end(
        system,
        due.map(({ id }) => id),
        'date',
      );
    },
  };

  jobs.define(job, () => self.endDue());
  jobs.cron('* * * * *', job);
  return self;
}

function isGone({ person_id: person, group_id: group, organisation_id: organisation }: DeletedShare): boolean {
  return person === null && group === null && organisation === null;
}

function rightsByPerson(granted: readonly NodeGrants[]): ReadonlyMap<number, number> {
  const held = new Map<number, number>();
  for (const { grants } of granted)
    for (const { granteeId, member, shared } of grants)
      held.set(granteeId, (held.get(granteeId) ?? 0) | member | shared);
  return held;
}
