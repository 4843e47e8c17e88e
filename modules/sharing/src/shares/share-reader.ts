import type { RecipientKind } from '@landescloud/directory';
import { type Queryable, statement } from '@landescloud/platform/database';
import type { ShareRole } from '../roles.ts';

export interface ShareRow {
  readonly id: number;
  readonly node_id: number;
  readonly owner_organisation_id: number;
  readonly kind: RecipientKind;
  readonly recipient_id: number;
  readonly key: string;
  readonly name: string;
  readonly organisation_name: string | null;
  readonly guest: boolean;
  readonly member_count: number | null;
  readonly role: ShareRole;
  readonly resharing: boolean;
  readonly passed_on: boolean;
  readonly message: string;
  readonly shared_by: number | null;
  readonly shared_at: number;
  readonly ends_at: number | null;
}

const COLUMNS = `s.id, s.node_id, s.owner_organisation_id, s.kind, coalesce(p.id, g.id, o.id) as recipient_id,
  coalesce(p.login, g.key, o.key) as key, coalesce(p.name, g.name, o.name) as name, oo.name as organisation_name,
  coalesce(p.role = 'guest', false) as guest,
  (select count(*) from directory.group_member m where m.group_id = g.id and g.id is not null) as member_count,
  s.role, s.resharing, s.passed_on, s.message, s.shared_by, s.shared_at, s.ends_at`;

const FROM = `from sharing.share s
  left join directory.person p on p.id = s.person_id
  left join directory.group g on g.id = s.group_id
  left join directory.organisation o on o.id = s.organisation_id
  left join directory.organisation oo on oo.id = coalesce(p.organisation_id, g.organisation_id)`;

const LIVE = `(s.ends_at is null or s.ends_at > $1) and coalesce(s.person_id, s.group_id, s.organisation_id) is not null`;

/** Person $2's: their own, of their groups, of their organisation. */
const RECEIVED_BY = `(s.person_id = $2
  or s.group_id in (select m.group_id from directory.group_member m where m.person_id = $2)
  or s.organisation_id = (select me.organisation_id from directory.person me where me.id = $2 and me.role <> 'guest'))`;

const OF_NODES = statement(
  'sharing.shares_of_nodes',
  `select ${COLUMNS} ${FROM} where ${LIVE} and s.node_id = any ($2) order by s.shared_at, s.id`,
);
const BY_IDS = statement('sharing.shares_by_id', `select ${COLUMNS} ${FROM} where ${LIVE} and s.id = any ($2)`);
const RECEIVED_OF_NODES = statement(
  'sharing.received_of_nodes',
  `select ${COLUMNS} ${FROM} where ${LIVE} and ${RECEIVED_BY} and s.node_id = any ($3) order by s.shared_at, s.id`,
);

const OF_NODES_FOR = statement(
  'sharing.shares_of_nodes_for',
  `select ${COLUMNS} ${FROM} where ${LIVE} and (${RECEIVED_BY} or s.shared_by = $2) and s.node_id = any ($3)
   order by s.shared_at, s.id`,
);

/** By each way apart, so that each is found by its index; a node that came in several ways counts once, by the newest. */
const RECEIVED = statement(
  'sharing.received',
  `with mine as (
     select s.* from sharing.share s where s.person_id = $2
     union all
     select s.* from directory.group_member m join sharing.share s on s.group_id = m.group_id where m.person_id = $2
     union all
     select s.* from directory.person me join sharing.share s on s.organisation_id = me.organisation_id
     where me.id = $2 and me.role <> 'guest'
   ), newest as (
     select distinct on (node_id) id, node_id from mine m
     where (ends_at is null or ends_at > $1) and shared_by is distinct from $2
       and not exists (select from sharing.departure d where d.node_id = m.node_id and d.person_id = $2)
     order by node_id, id desc
   )
   select ${COLUMNS} ${FROM}
   where s.id in (select id from newest where $3::bigint is null or id < $3 order by id desc limit $4) order by s.id desc`,
);

const GIVEN_NODES = statement(
  'sharing.given_nodes',
  `select s.node_id, max(s.id) as newest, count(*) as total from sharing.share s
   where s.shared_by = $2 and ${LIVE} group by s.node_id
   having $3::bigint is null or max(s.id) < $3 order by 2 desc limit $4`,
);

const MANY_NODES = statement(
  'sharing.shares_of_many_nodes',
  `select ${COLUMNS} from unnest($2::bigint[]) as wanted(id)
   cross join lateral (
     select * from sharing.share s where s.node_id = wanted.id and ${LIVE} order by s.id desc limit $3
   ) s
   ${FROM.slice(FROM.indexOf('left join'))} order by s.id desc`,
);

/** As Nextcloud numbers them: 0 people, 1 groups, 3 links. */
const TYPES = statement(
  'sharing.share_types',
  `select node_id as id, array_agg(distinct type) as types from (
     select s.node_id, case s.kind when 'person' then 0 else 1 end as type from sharing.share s
     where ${LIVE} and s.node_id = any ($2)
     union all
     select l.node_id, 3 from sharing.link l
     where l.node_id = any ($2) and l.withdrawn_at is null and (l.ends_at is null or l.ends_at > $1)
   ) shared group by node_id`,
);

const GIVEN_IDS = statement(
  'sharing.given_ids',
  `select distinct s.node_id as id from sharing.share s where s.shared_by = $2 and ${LIVE} limit 20000`,
);

const MADE = statement(
  'sharing.made',
  `select ${COLUMNS} ${FROM} where ${LIVE} and s.shared_by = $2 and ($3::bigint[] is null or s.node_id = any ($3))
   order by s.id desc limit 1000`,
);

const LOOKED = statement('sharing.looked_at', 'select looked_at from sharing.look where person_id = $1');

const NEW_COUNT = statement(
  'sharing.count_new',
  `select count(distinct s.node_id) as count from sharing.share s
   where ${LIVE} and ${RECEIVED_BY} and s.shared_by is distinct from $2 and s.shared_at > $3
     and not exists (select from sharing.departure d where d.node_id = s.node_id and d.person_id = $2)`,
);

/** What is shared, as it stands. `now` decides what has ended, whether or not the job has been there. */
export function createShareReader(db: Queryable, now: () => number) {
  return {
    ofNodes: (nodeIds: readonly number[], q = db) => q.query<ShareRow>(OF_NODES, [now(), nodeIds]),
    byIds: (ids: readonly number[], q = db) => q.query<ShareRow>(BY_IDS, [now(), ids]),
    async byId(id: number, q = db): Promise<ShareRow | undefined> {
      return (await q.query<ShareRow>(BY_IDS, [now(), [id]]))[0];
    },
    /** Those by which the person has the nodes. */
    receivedOfNodes: (personId: number, nodeIds: readonly number[]) =>
      db.query<ShareRow>(RECEIVED_OF_NODES, [now(), personId, nodeIds]),
    /** Those by which the person has the nodes, and those that they made. */
    ofNodesFor: (personId: number, nodeIds: readonly number[]) =>
      db.query<ShareRow>(OF_NODES_FOR, [now(), personId, nodeIds]),
    /** The newest share of each node that the person has by one, newest first. */
    received: (personId: number, before: number | null, limit: number) =>
      db.query<ShareRow>(RECEIVED, [now(), personId, before, limit]),
    givenNodes: (personId: number, before: number | null, limit: number) =>
      db.query<{ node_id: number; newest: number; total: number }>(GIVEN_NODES, [now(), personId, before, limit]),
    async givenIds(personId: number): Promise<number[]> {
      return (await db.query<{ id: number }>(GIVEN_IDS, [now(), personId])).map(({ id }) => id);
    },
    made: (personId: number, nodeIds: readonly number[] | null) => db.query<ShareRow>(MADE, [now(), personId, nodeIds]),
    newestOfNodes: (nodeIds: readonly number[], each: number) => db.query<ShareRow>(MANY_NODES, [now(), nodeIds, each]),
    typesOf: (nodeIds: readonly number[]) => db.query<{ id: number; types: number[] }>(TYPES, [now(), nodeIds]),
    async lookedAt(personId: number): Promise<number> {
      return (await db.query<{ looked_at: number }>(LOOKED, [personId]))[0]?.looked_at ?? 0;
    },
    async countNew(personId: number, since: number): Promise<number> {
      return (await db.query<{ count: number }>(NEW_COUNT, [now(), personId, since]))[0]?.count ?? 0;
    },
  };
}

export type ShareReader = ReturnType<typeof createShareReader>;
