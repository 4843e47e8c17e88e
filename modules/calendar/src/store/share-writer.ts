import { statement, type Queryable } from '@landescloud/platform/database';
import type { ShareRole } from '../roles.ts';

export interface ShareTarget {
  readonly kind: 'person' | 'group' | 'organisation';
  readonly id: number;
  readonly role: ShareRole;
}

const columnOf = { person: 'person_id', group: 'group_id', organisation: 'organisation_id' } as const;

const upserts = Object.fromEntries(
  Object.entries(columnOf).map(([kind, column]) => [
    kind,
    statement(
      `calendar.share_with_${kind}`,
      `insert into calendar.share (calendar_id, kind, ${column}, role, shared_by, shared_at) values ($1, '${kind}', $2, $3, $4, $5)
       on conflict (calendar_id, ${column}) where ${column} is not null do update set role = excluded.role`,
    ),
  ]),
);
const deletes = Object.fromEntries(
  Object.entries(columnOf).map(([kind, column]) => [
    kind,
    statement(`calendar.unshare_with_${kind}`, `delete from calendar.share where calendar_id = $1 and ${column} = $2`),
  ]),
);

export async function insertShare(
  q: Queryable,
  calendarId: number,
  { kind, id, role }: ShareTarget,
  { sharedBy, now }: { readonly sharedBy: number; readonly now: number },
): Promise<void> {
  await q.query(upserts[kind] as NonNullable<(typeof upserts)[string]>, [calendarId, id, role, sharedBy, now]);
}

export async function deleteShare(
  q: Queryable,
  calendarId: number,
  { kind, id }: Omit<ShareTarget, 'role'>,
): Promise<void> {
  await q.query(deletes[kind] as NonNullable<(typeof deletes)[string]>, [calendarId, id]);
}

export interface ShareView {
  readonly kind: 'person' | 'group' | 'organisation';
  readonly id: number;
  /** Login, or key. */
  readonly key: string;
  readonly name: string;
  readonly role: ShareRole;
  readonly email: string | null;
}

const LIST = statement(
  'calendar.list_shares',
  `select s.kind, coalesce(s.person_id, s.group_id, s.organisation_id) as id, coalesce(p.login, g.key, o.key) as key,
     coalesce(p.name, g.name, o.name) as name, s.role, p.email
   from calendar.share s left join directory.person p on p.id = s.person_id left join directory.group g on g.id = s.group_id
     left join directory.organisation o on o.id = s.organisation_id
   where s.calendar_id = any ($1::bigint[]) order by s.kind desc, lower(coalesce(p.name, g.name, o.name)), s.id`,
);

export function listShareRows(q: Queryable, calendarId: number): Promise<ShareView[]> {
  return q.query<ShareView>(LIST, [[calendarId]]);
}

const LIST_MANY = statement(
  'calendar.list_shares_of_many',
  `select s.calendar_id as "calendarId", s.kind, coalesce(s.person_id, s.group_id, s.organisation_id) as id,
     coalesce(p.login, g.key, o.key) as key, coalesce(p.name, g.name, o.name) as name, s.role, p.email
   from calendar.share s left join directory.person p on p.id = s.person_id left join directory.group g on g.id = s.group_id
     left join directory.organisation o on o.id = s.organisation_id
   where s.calendar_id = any ($1::bigint[]) or (s.calendar_id = any ($2::bigint[]) and s.person_id = $3)
   order by s.kind desc, lower(coalesce(p.name, g.name, o.name)), s.id`,
);

/** Of some calendars all, of others what one person has. */
export function listSharesOfMany(
  q: Queryable,
  {
    all,
    own,
    personId,
  }: { readonly all: readonly number[]; readonly own: readonly number[]; readonly personId: number },
): Promise<(ShareView & { readonly calendarId: number })[]> {
  return q.query(LIST_MANY, [all, own, personId]);
}
