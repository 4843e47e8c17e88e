import type { NodePlace } from '@landescloud/files';
import { isDomainError } from '@landescloud/kernel';
import { statement, type Transaction } from '@landescloud/platform/database';
import { rightsOf } from '@landescloud/files';
import { allows } from '../roles.ts';
import type { GrantView, ShareDeps, SharedRoles } from './share-deps.ts';
import { shareWriter } from './share-writer.ts';
import { readWishedGrants, type WishedGrant } from './wished-grants-reader.ts';

const job = 'sharing.follow-shares';
const mendJob = 'sharing.mend-grants';

const LOCK = statement('sharing.lock_node', 'select revision from sharing.shared_node where node_id = $1 for update');
const APPLIED = statement('sharing.applied', 'update sharing.shared_node set applied = $2 where node_id = $1');
const FORGET = statement(
  'sharing.forget_node',
  `delete from sharing.shared_node n where node_id = $1 and not exists (select from sharing.share s where s.node_id = $1)`,
);
const ALL = statement(
  'sharing.nodes_shared',
  'select node_id as id from sharing.shared_node where node_id > $1 order by node_id limit 500',
);
const BEHIND = statement(
  'sharing.nodes_behind',
  'select node_id as id from sharing.shared_node where applied < revision and node_id > $1 order by node_id limit 500',
);

export interface Grants {
  /**
   * Makes files' grants what the shares say, in the transaction that changed them and noted the node: of these people, or of
   * everybody. Answers who may have less now. What lies in the trash is followed once it is back.
   */
  follow(tx: Transaction, nodeId: number, people?: readonly number[] | null): Promise<readonly number[]>;
  /** Every node that is behind. */
  catchUp(): Promise<void>;
  /** Nodes whose grants are not what their shares say. */
  faults(): Promise<number[]>;
  mend(): Promise<void>;
}

type Tell = (tx: Transaction, place: NodePlace, reached: readonly WishedGrant[]) => Promise<void>;

/** Shares are decided here, grants stand in files; who writes either holds the node's row until both are written. */
export function createGrants({ db, clock, jobs, files }: ShareDeps, tell: Tell): Grants {
  async function write(tx: Transaction, nodeId: number, grants: readonly SharedRoles[]): Promise<boolean> {
    if (grants.length === 0) return true;
    try {
      await files.grants.share(tx, nodeId, grants);
      return true;
    } catch (error) {
      if (isDomainError(error, 'NotFound')) return false;
      throw error;
    }
  }

  async function follow(tx: Transaction, nodeId: number, people: readonly number[] | null = null) {
    const [node] = await tx.query<{ revision: number }>(LOCK, [nodeId]);
    if (node === undefined) return [];
    const place = await files.grants.place(nodeId, tx);
    if (place !== null && people === null) await shareWriter.setOrganisation(tx, nodeId, place.organisationId);
    const wished = await readWishedGrants(tx, { nodeId, ownerId: place?.ownerId ?? null }, clock.now(), people);
    if (people !== null) {
      await write(tx, nodeId, rolesOf(people, wished));
      return people;
    }
    const { grants, lessened } = difference(await files.grants.of(nodeId, tx), nodeId, wished);
    if (await write(tx, nodeId, grants)) {
      await tx.query(APPLIED, [nodeId, node.revision]);
      if (wished.length === 0) await tx.query(FORGET, [nodeId]);
      else if (place !== null) await tell(tx, place, wished);
    }
    return lessened;
  }

  async function* nodes(which: typeof ALL): AsyncGenerator<number> {
    let last = 0;
    for (;;) {
      const found = await db.query<{ id: number }>(which, [last]);
      for (const { id } of found) yield id;
      last = found.at(-1)?.id ?? last;
      if (found.length === 0) return;
    }
  }

  async function faults(): Promise<number[]> {
    const wrong: number[] = [];
    for await (const id of nodes(ALL)) {
      const place = await files.grants.place(id);
      if (place === null) continue;
      const wished = await readWishedGrants(db, { nodeId: id, ownerId: place.ownerId }, clock.now(), null);
      if (difference(await files.grants.of(id), id, wished).grants.length > 0) wrong.push(id);
    }
    return wrong;
  }

  async function catchUp(): Promise<void> {
    for await (const id of nodes(BEHIND)) await db.transaction((tx) => follow(tx, id));
  }

  jobs.define(job, catchUp);
  jobs.cron('* * * * *', job);
  // what nobody told of: somebody who ended by the date alone, a table that was mended by hand
  async function mend(): Promise<void> {
    for (const id of await faults()) await db.transaction((tx) => follow(tx, id));
  }
  jobs.define(mendJob, mend);
  jobs.cron('50 2 * * *', mendJob);
  return { follow, catchUp, faults, mend };
}

function rolesOf(people: readonly number[], wished: readonly WishedGrant[]): SharedRoles[] {
  const roles = new Map(wished.map((each) => [each.personId, each.roles]));
  return people.map((granteeId) => ({ granteeId, roles: roles.get(granteeId) ?? [] }));
}

function difference(granted: readonly GrantView[], nodeId: number, wished: readonly WishedGrant[]) {
  // links' grantees are negative and are not ours
  const present = new Map(
    granted
      .filter((each) => each.nodeId === nodeId && each.granteeId > 0 && each.sharedRights !== 0)
      .map(({ granteeId, sharedRights }) => [granteeId, sharedRights]),
  );
  const grants: SharedRoles[] = [];
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
    grants: [...grants, ...ended.map((granteeId): SharedRoles => ({ granteeId, roles: [] }))],
    lessened: [...lessened, ...ended],
  };
}
