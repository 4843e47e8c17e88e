import { type Queryable, statement } from '@landescloud/platform/database';
import type { HandoverFileView, HandoverQuery, HandoverView, Party } from './handover-view.ts';

/** A hand-over as it is shown, and what decides who may see it. */
export interface HandoverRow extends HandoverView {
  readonly message: string;
  readonly remindDays: number | null;
  readonly organisationId: number;
  readonly ownerId: number | null;
  readonly senderId: number | null;
  readonly senderAddress: string | null;
  readonly granteeId: number | null;
  readonly recipientIds: readonly number[];
}

const person = (alias: string) => `json_build_object('name', ${alias}.name, 'login', ${alias}.login, 'address', null)`;

const columns = `h.id, extract(year from to_timestamp(h.opened_at / 1000.0) at time zone 'Europe/Berlin') || '-' || h.id as number,
  h.direction, h.state, h.way, json_build_object('id', h.node_id, 'name', h.node_name) as node, h.title, h.message,
  json_build_object('key', o.key, 'name', o.name) as organisation, h.organisation_id as "organisationId",
  h.owner_id as "ownerId", h.sender_id as "senderId", h.sender_address as "senderAddress", h.grantee_id as "granteeId",
  case when owner.id is not null then ${person('owner')} end as owner,
  case when sender.id is not null then ${person('sender')}
    else json_build_object('name', h.sender_name, 'login', null, 'address', h.sender_address) end as sender,
  h.opened_at as "openedAt", h.delivered_at as "deliveredAt", h.withdrawn_at as "withdrawnAt",
  h.first_fetched_at as "firstFetchedAt", h.sums_at as "sumsAt", h.remind_days as "remindDays",
  coalesce(r.list, '[]') as recipients, coalesce(r.ids, '{}') as "recipientIds",
  f.files as "fileCount", f.size, f.fetched as "fetchedCount"`;

const from = `from sharing.handover h
  join directory.organisation o on o.id = h.organisation_id
  left join directory.person owner on owner.id = h.owner_id
  left join directory.person sender on sender.id = h.sender_id
  left join lateral (
    select json_agg(case when p.id is not null then ${person('p')}
        else json_build_object('name', r.name, 'login', null, 'address', r.address) end order by r.id) as list,
      array_agg(r.person_id) filter (where r.person_id is not null) as ids
    from sharing.handover_recipient r left join directory.person p on p.id = r.person_id where r.handover_id = h.id
  ) r on true
  left join lateral (
    select count(*)::int as files, coalesce(sum(size), 0)::bigint as size, count(*) filter (where exists (
        select 1 from sharing.handover_fetch t where t.file_id = f.id and t.completed_at is not null))::int as fetched
    from sharing.handover_file f where f.handover_id = h.id
  ) f on true`;

const findById = statement('sharing.find-handover', `select ${columns} ${from} where h.id = $1`);
const findByToken = statement('sharing.find-handover-by-token', `select ${columns} ${from} where h.token_hash = $1`);

const files = statement(
  'sharing.files-of-handover',
  `select f.node_id as "nodeId", f.path, f.size, encode(f.sha256, 'hex') as sha256, f.gone, f.put_at as "putAt",
     coalesce((select json_agg(json_build_object(
         'who', case when p.id is not null then ${person('p')}
           else json_build_object('name', t.name, 'login', null, 'address', null) end,
         'begunAt', t.begun_at, 'completedAt', t.completed_at, 'times', t.times) order by t.begun_at, t.who)
       from sharing.handover_fetch t left join directory.person p on p.id = t.person_id where t.file_id = f.id), '[]') as fetches
   from sharing.handover_file f where f.handover_id = $1 order by f.path, f.id`,
);

// an open one of a visitor is nobody's business yet but its owner's
const mine = `(h.owner_id = $1 or h.sender_id = $1 or (h.state <> 'open' and exists (
  select 1 from sharing.handover_recipient mine where mine.handover_id = h.id and mine.person_id = $1)))`;
const matches = `($2::text is null or h.direction = $2)
  and ($3::text is null or case $3 when 'unfetched' then h.state = 'delivered' and h.first_fetched_at is null else h.state = $3 end)
  and ($4::text is null or strpos(lower(concat_ws(' ', h.title, h.sender_name, h.sender_address, h.node_name)), $4) > 0
    or exists (select 1 from directory.person s where s.id = h.sender_id and strpos(lower(s.name), $4) > 0)
    or exists (select 1 from sharing.handover_recipient t left join directory.person p on p.id = t.person_id
      where t.handover_id = h.id and strpos(lower(concat_ws(' ', t.name, t.address, p.name)), $4) > 0))
  and (h.state <> 'open' or exists (select 1 from sharing.handover_file any_file where any_file.handover_id = h.id))`;

// what is searched for decides the plan
const listed = (whose: string) => `select ${columns}, count(*) over ()::int as total ${from}
  where ${whose} and ${matches} order by h.opened_at desc, h.id desc offset $5 limit $6`;

export type HandoverWhose =
  | { readonly personId: number }
  | { readonly organisationIds: readonly number[] | null }
  | { readonly nodeId: number };

export async function findHandover(q: Queryable, id: number): Promise<HandoverRow | undefined> {
  return (await q.query<HandoverRow>(findById, [id]))[0];
}

export async function findHandoverByToken(q: Queryable, hash: Buffer): Promise<HandoverRow | undefined> {
  return (await q.query<HandoverRow>(findByToken, [hash]))[0];
}

const findOrganisation = statement(
  'sharing.find-organisation-of-handover',
  'select organisation_id as id from sharing.handover where token_hash = $1',
);

export async function organisationOfHandover(q: Queryable, hash: Buffer): Promise<number | null> {
  return (await q.query<{ id: number }>(findOrganisation, [hash]))[0]?.id ?? null;
}

export function handoverFiles(q: Queryable, id: number): Promise<HandoverFileView[]> {
  return q.query<HandoverFileView>(files, [id]);
}

export async function pageOfHandovers(
  q: Queryable,
  whose: HandoverWhose,
  { direction, state, text, offset, limit }: HandoverQuery,
): Promise<{ total: number; items: HandoverRow[] }> {
  const rest = [direction ?? null, state ?? null, text?.toLowerCase() ?? null, offset, limit];
  const [sql, first] =
    'personId' in whose
      ? [listed(mine), whose.personId]
      : 'nodeId' in whose
        ? [listed('h.node_id = $1'), whose.nodeId]
        : [listed('($1::bigint[] is null or h.organisation_id = any ($1))'), whose.organisationIds];
  const rows = await q.query<HandoverRow & { total: number }>(sql, [first, ...rest]);
  return { total: rows[0]?.total ?? 0, items: rows };
}

export interface OpenHandover {
  readonly id: number;
  readonly state: 'open' | 'delivered' | 'withdrawn';
  readonly granteeId: number | null;
  readonly senderId: number | null;
  readonly organisationId: number;
}

const lockOne = statement(
  'sharing.lock-handover',
  `select id, state, grantee_id as "granteeId", sender_id as "senderId", organisation_id as "organisationId"
   from sharing.handover where id = $1 for update`,
);

export async function lockHandover(tx: Queryable, id: number): Promise<OpenHandover | undefined> {
  return (await tx.query<OpenHandover>(lockOne, [id]))[0];
}

export function nameOf({ name, address }: Party): string {
  return address === null || address === '' ? name : name === '' ? address : `${name} (${address})`;
}
