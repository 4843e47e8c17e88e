import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { eventOf, requireCalendar, type CalendarContext, type CalendarRef } from '../context.ts';
import { mayManage } from '../roles.ts';
import type { CalendarView } from '../views.ts';
import { checkColour, checkName } from './create-calendar.ts';

export interface CalendarUpdate {
  readonly name?: string;
  /** null: none. */
  readonly colour?: string | null;
  readonly position?: number;
  readonly transparent?: boolean;
  /** Of the calendar itself: for who manages it. Others have a name, a colour and a place of their own. */
  readonly description?: string;
  readonly timeZone?: string | null;
  /** Set, or removed by null. */
  readonly properties?: Readonly<Record<string, string | null>>;
}

const UPDATE = statement(
  'calendar.update',
  `update calendar.calendar set name = coalesce($2, name), colour = case when $3 then $4 else colour end,
     position = coalesce($5, position), transparent = coalesce($6, transparent), description = coalesce($7, description),
     time_zone = case when $8 then $9 else time_zone end, properties = jsonb_strip_nulls(properties || $10::jsonb)
   where id = $1`,
);
const UPDATE_OWN = statement(
  'calendar.update_own_view',
  `update calendar.access set name = coalesce($3, name), colour = case when $4 then $5 else colour end,
     position = coalesce($6, position), transparent = coalesce($7, transparent)
   where calendar_id = $1 and person_id = $2`,
);

/**
 * What the owner changes is so for everybody who has said nothing else; name, colour, place and transparency that others change are so for
 * themselves alone.
 */
export function updateCalendar(context: CalendarContext) {
  return async (actor: PersonActor, ref: CalendarRef, update: CalendarUpdate): Promise<CalendarView> => {
    const calendar = await requireCalendar(context, actor, ref);
    const name = update.name === undefined ? null : checkName(update.name);
    const colour = update.colour === undefined ? null : checkColour(update.colour);
    const own = isOwner(calendar);
    if (calendar.ownerKind === 'house') {
      // Nothing of the calendar itself changes: nobody else's programs have to look.
      await context.db.query(UPDATE_OWN, ownView(actor, calendar.id, update, { name, colour }));
      return requireCalendar(context, actor, { id: calendar.id });
    }
    await context.lanes.run(calendar.id, async (write) => {
      write.nextChange();
      if (!own) await write.tx.query(UPDATE_OWN, ownView(actor, calendar.id, update, { name, colour }));
      if (own || mayChange(calendar, update))
        await write.tx.query(UPDATE, [
          calendar.id,
          own ? name : null,
          own && update.colour !== undefined,
          colour,
          own ? (update.position ?? null) : null,
          own ? (update.transparent ?? null) : null,
          update.description?.slice(0, 10_000) ?? null,
          update.timeZone !== undefined,
          update.timeZone ?? null,
          JSON.stringify(update.properties ?? {}),
        ]);
      const { organisationId } = write.calendar;
      const data = { fields: Object.keys(update) };
      write.events.push(eventOf(actor, 'calendar_changed', `calendar:${calendar.id}`, organisationId, data, write.now));
    });
    return requireCalendar(context, actor, { id: calendar.id });
  };
}

function ownView(
  { personId }: PersonActor,
  calendarId: number,
  { colour: given, position, transparent }: CalendarUpdate,
  { name, colour }: { readonly name: string | null; readonly colour: string | null },
) {
  return [calendarId, personId, name, given !== undefined, colour, position ?? null, transparent ?? null];
}

/** Of a calendar that belongs to no person, whoever manages it. */
export function isOwner({ role, ownerKind }: Pick<CalendarView, 'role' | 'ownerKind'>): boolean {
  return role === 'owner' || (ownerKind !== 'person' && mayManage(role));
}

/** Whether the update has something of the calendar itself that the actor may change. */
export function mayChange(calendar: CalendarView, update: CalendarUpdate): boolean {
  const touches = update.description !== undefined || update.timeZone !== undefined || update.properties !== undefined;
  return touches && mayManage(calendar.role);
}
