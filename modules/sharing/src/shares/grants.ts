import { systemActor } from '@landescloud/kernel';
import { statement, type Transaction } from '@landescloud/platform/database';
import { allows, rightsOf } from '../roles.ts';
import type { ShareDeps, ShareGrant, SharedFiles } from './share-deps.ts';
import { createTurns } from './turns.ts';
import { readWishedGrants, type WishedGrant } from './wished-grants-reader.ts';

const actor = systemActor('sharing');
const job = 'sharing.follow-shares';

const LOCK = statement('sharing.lock_node', 'select revision from sharing.shared_node where node_id = $1 for update');
const APPLIED = statement('sharing.applied', 'update sharing.shared_node set applied = $2 where node_id = $1');
const FORGET = statement(
  'sharing.forget_node',
  `delete from sharing.shared_node n where node_id = $1 and not exists (select from sharing.share s where s.node_id = $1)`,
);
const BEHIND = statement(
  'sharing.nodes_behind',
  'select node_id as id from sharing.shared_node where applied < revision order by node_id limit 1000',
);

export interface Grants {
  /** To be called in the transaction that changed shares of the nodes, after it noted them: whatever is killed, grants follow. */
  willFollow(tx: Transaction, nodeIds: readonly number[]): Promise<void>;
  /** Makes files' grants what the shares say, now: of these people, or of everybody. Answers who may have less now. */
  follow(nodeId: number, people?: readonly number[] | null): Promise<readonly number[]>;
  /** Every node that is behind. */
  catchUp(): Promise<void>;
}

/**
 * Shares are decided here, grants stand in files. A node's shares change together with its `revision`; `applied` says up
 * to which its grants follow. Who writes them holds the node's row meanwhile, so that nobody writes older ones after newer.
 */
export function createGrants(
  { db, clock, jobs, files }: ShareDeps,
  tell: (tx: Transaction, nodeId: number) => Promise<void>,
): Grants {
  // each holds one connection and asks files for a second one
  const turn = createTurns(2);

  async function follow(nodeId: number, people: readonly number[] | null = null): Promise<readonly number[]> {
    return turn(() =>
      db.transaction(async (tx) => {
        const [node] = await tx.query<{ revision: number }>(LOCK, [nodeId]);
        if (node === undefined) return [];
        const wished = await readWishedGrants(tx, nodeId, clock.now(), people);
        const { grants, lessened } = people === null ? await difference(files, nodeId, wished) : only(people, wished);
        if (grants.length > 0) await files.grant(actor, nodeId, grants);
        if (people === null) {
          await tx.query(APPLIED, [nodeId, node.revision]);
          await tell(tx, nodeId);
          if (wished.length === 0) await tx.query(FORGET, [nodeId]);
        }
        return lessened;
      }),
    );
  }

  async function catchUp(): Promise<void> {
    for (const { id } of await db.query<{ id: number }>(BEHIND)) await follow(id);
  }

  jobs.define<{ nodeIds?: number[] }>(job, async ({ nodeIds }) => {
    for (const id of nodeIds ?? []) await follow(id);
    if (nodeIds === undefined) await catchUp();
  });
  jobs.cron('* * * * *', job);

  return {
    async willFollow(tx, nodeIds) {
      for (const id of nodeIds.slice(0, 100)) await jobs.enqueue(tx, job, { nodeIds: [id] }, { key: String(id) });
    },
    follow,
    catchUp,
  };
}

function only(people: readonly number[], wished: readonly WishedGrant[]) {
  const roles = new Map(wished.map((each) => [each.personId, each.roles]));
  const grants = people.map((granteeId): ShareGrant => ({ granteeId, roles: roles.get(granteeId) ?? [] }));
  return { grants, lessened: people };
}

async function difference(files: SharedFiles, nodeId: number, wished: readonly WishedGrant[]) {
  const [node] = await files.granted(nodeId);
  const present = new Map<number, number>();
  // links' grantees are negative and are not ours
  if (node?.nodeId === nodeId)
    for (const { granteeId, shared } of node.grants) if (granteeId > 0 && shared !== 0) present.set(granteeId, shared);
  const grants: ShareGrant[] = [];
  const lessened: number[] = [];
  for (const { personId, roles } of wished) {
    const rights = roles.reduce((held, role) => held | rightsOf(role), 0);
    const before = present.get(personId) ?? 0;
    if (before !== rights) grants.push({ granteeId: personId, roles });
    if (!allows(rights, before)) lessened.push(personId);
    present.delete(personId);
  }
  const ended = [...present.keys()];
  return {
    grants: [...grants, ...ended.map((granteeId): ShareGrant => ({ granteeId, roles: [] }))],
    lessened: [...lessened, ...ended],
  };
}
