import { statement, type Queryable } from '@landescloud/platform/database';
import type { CalendarRole } from '../roles.ts';
import type { CalendarKind, CalendarView, ComponentName, OwnerKind } from '../views.ts';

const columns = `c.id, a.uri, c.kind, c.owner_kind, c.owner_id, p.login, p.name, a.role, c.standard, a.name, c.name,
  coalesce(a.colour, c.colour), c.description, c.time_zone, c.components, coalesce(a.position, c.position),
  coalesce(a.transparent, c.transparent), c.properties, c.source_url, c.change, greatest(c.oldest, a.valid_from)`;
const from = `calendar.access a join calendar.calendar c on c.id = a.calendar_id
  left join directory.person p on c.owner_kind = 'person' and p.id = c.owner_id`;

const FIND = statement(
  'calendar.find',
  `select ${columns} from ${from} where a.person_id = $1 and a.uri = $2 and c.deleted_at is null and not a.hidden`,
);
const FIND_BY_ID = statement(
  'calendar.find_by_id',
  `select ${columns} from ${from} where a.person_id = $1 and a.calendar_id = $2 and c.deleted_at is null and not a.hidden`,
);
const LIST = statement(
  'calendar.list',
  `select ${columns} from ${from} where a.person_id = $1 and c.deleted_at is null and not a.hidden
   order by coalesce(a.position, c.position), a.role desc, lower(c.name), c.id`,
);

export async function findCalendar(q: Queryable, personId: number, uri: string): Promise<CalendarView | undefined> {
  const [row] = await q.arrays(FIND, [personId, uri]);
  return row === undefined ? undefined : calendarView(row, personId);
}

export async function findCalendarById(q: Queryable, personId: number, id: number): Promise<CalendarView | undefined> {
  const [row] = await q.arrays(FIND_BY_ID, [personId, id]);
  return row === undefined ? undefined : calendarView(row, personId);
}

export async function listCalendars(q: Queryable, personId: number): Promise<CalendarView[]> {
  return (await q.arrays(LIST, [personId])).map((row) => calendarView(row, personId));
}

function calendarView(row: unknown[], personId: number): CalendarView {
  const [ownerKind, ownerId] = [row[3] as OwnerKind, row[4] as number];
  const [login, ownerName] = [row[5] as string | null, row[6] as string | null];
  const ownName = row[10] as string;
  const isOthers = ownerKind === 'person' && ownerId !== personId;
  return {
    id: row[0] as number,
    uri: row[1] as string,
    kind: row[2] as CalendarKind,
    ownerKind,
    ownerId,
    owner: login === null ? null : { login, name: ownerName ?? login },
    role: row[7] as CalendarRole,
    standard: row[8] as boolean,
    // Everybody's standard calendar is called alike.
    name: (row[9] as string | null) ?? (isOthers ? `${ownName} (${ownerName ?? ''})` : ownName),
    ownName,
    colour: row[11] as string | null,
    description: row[12] as string,
    timeZone: row[13] as string | null,
    components: row[14] as ComponentName[],
    position: row[15] as number,
    transparent: row[16] as boolean,
    properties: row[17] as Record<string, string>,
    sourceUrl: row[18] as string | null,
    change: row[19] as number,
    oldest: row[20] as number,
  };
}
