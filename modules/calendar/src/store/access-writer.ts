import { statement, type Queryable } from '@landescloud/platform/database';
import type { CalendarWrite } from './calendar-lanes.ts';

/**
 * Person -> strongest role from all shares of the calendar, groups and organisations written out. Left out: who may not sign in,
 * guests who ended, and guests who come by an organisation, whose people they are not.
 */
const APPLY = statement(
  'calendar.apply_shares',
  `with way (person_id, role) as (
     select s.person_id, s.role from calendar.share s where s.calendar_id = $1 and s.person_id is not null
     union all
     select m.person_id, s.role from calendar.share s join directory.group_member m on m.group_id = s.group_id
     where s.calendar_id = $1
     union all
     select p.id, s.role from calendar.share s
     join directory.person p on p.organisation_id = s.organisation_id and p.role <> 'guest'
     where s.calendar_id = $1
   ), wished as materialized (
     select w.person_id, max(case when p.role = 'guest' and w.role = 'manager' then 'editor' else w.role end) as role
     from way w join directory.person p on p.id = w.person_id
     where p.disabled_at is null and ($2::bigint[] is null or p.id = any ($2))
       and (p.role <> 'guest' or exists (
         select from directory.guest g
         where g.person_id = p.id and g.ended_at is null and g.ends_at > to_timestamp($4::bigint / 1000.0)))
     group by w.person_id
   ), ended as (
     delete from calendar.access a where a.calendar_id = $1 and a.role <> 'owner' and ($2::bigint[] is null or a.person_id = any ($2))
       and not exists (select from wished w where w.person_id = a.person_id)
   ), changed as (
     update calendar.access a set role = w.role, valid_from = $3 from wished w
     where a.calendar_id = $1 and a.person_id = w.person_id and a.role <> 'owner' and a.role <> w.role
   )
   insert into calendar.access (person_id, calendar_id, role, uri)
   select w.person_id, $1, w.role,
     case when exists (select from calendar.access t where t.person_id = w.person_id and t.uri = $5) then $5 || '-' || $1::bigint else $5 end
   from wished w where not exists (select from calendar.access a where a.person_id = w.person_id and a.calendar_id = $1)`,
);
const ADDRESS = statement(
  'calendar.address_for_others',
  `select c.uri || case c.owner_kind
       when 'person' then '_shared_by_' || (select login from directory.person where id = c.owner_id)
       when 'group' then '_of_' || (select key from directory.group where id = c.owner_id)
       when 'organisation' then '_of_' || (select key from directory.organisation where id = c.owner_id)
       when 'house' then ''
       else '_of_' || c.owner_kind || c.owner_id end as uri
   from calendar.calendar c where c.id = $1`,
);

/** Who may what follows the shares: of these people, or of everybody. */
export async function applyShares(write: CalendarWrite, people: readonly number[] | null): Promise<void> {
  const [row] = await write.tx.query<{ uri: string }>(ADDRESS, [write.calendar.id]);
  const change = write.nextChange();
  await write.tx.query(APPLY, [
    write.calendar.id,
    people,
    change,
    write.now,
    row?.uri ?? `calendar-${write.calendar.id}`,
  ]);
}

const INSERT_OWNER = statement(
  'calendar.insert_owner',
  `insert into calendar.access (person_id, calendar_id, role, uri) values ($1, $2, 'owner', $3)`,
);

export async function insertOwner(q: Queryable, personId: number, calendarId: number, uri: string): Promise<void> {
  await q.query(INSERT_OWNER, [personId, calendarId, uri]);
}
