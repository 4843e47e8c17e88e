import { statement, type Queryable } from '@landescloud/platform/database';
import type { CalendarKind, OwnerKind } from '../views.ts';

export interface NewCalendarRow {
  readonly ownerKind: OwnerKind;
  readonly ownerId: number;
  readonly uri: string;
  readonly kind: CalendarKind;
  readonly standard: boolean;
  readonly name: string;
  readonly colour: string | null;
  readonly description: string;
  readonly timeZone: string | null;
  readonly components: readonly string[];
  readonly position: number;
  readonly transparent: boolean;
  readonly properties: Readonly<Record<string, string>>;
  readonly sourceUrl: string | null;
  readonly now: number;
}

const INSERT = statement(
  'calendar.insert',
  `insert into calendar.calendar (owner_kind, owner_id, uri, kind, standard, name, colour, description, time_zone, components,
     position, transparent, properties, source_url, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
   on conflict do nothing returning id`,
);

/** null: there is one at this address, or one standard calendar already. */
export async function insertCalendar(q: Queryable, row: NewCalendarRow): Promise<number | null> {
  const [made] = await q.query<{ id: number }>(INSERT, [
    row.ownerKind,
    row.ownerId,
    row.uri,
    row.kind,
    row.standard,
    row.name,
    row.colour,
    row.description,
    row.timeZone,
    row.components,
    row.position,
    row.transparent,
    JSON.stringify(row.properties),
    row.sourceUrl,
    row.now,
  ]);
  return made?.id ?? null;
}
