import { readCalendar } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { eventOf, requireCalendar, requireWritable, type CalendarContext } from '../context.ts';
import { trashNotFound, uidTaken } from '../errors.ts';
import { indexObject } from '../objects/index-object.ts';
import { findObjects, updateObject } from '../store/object-writer.ts';
import { applyShares } from '../store/access-writer.ts';
import type { CalendarView, ShownEvent } from '../views.ts';

export interface TrashedCalendar {
  readonly id: number;
  readonly name: string;
  readonly deletedAt: number;
  readonly objects: number;
}

export interface TrashedObject {
  readonly id: number;
  readonly calendarId: number;
  readonly uid: string;
  readonly component: string;
  readonly shown: ShownEvent;
  readonly deletedAt: number;
}

/** How long what is deleted can be brought back. */
export const trashDays = 30;

const CALENDARS = statement(
  'calendar.list_trashed',
  `select c.id, c.name, c.deleted_at as "deletedAt",
     (select count(*) from calendar.object o where o.calendar_id = c.id and o.deleted_at is null) as objects
   from calendar.calendar c join calendar.access a on a.calendar_id = c.id
   where a.person_id = $1 and c.deleted_at is not null
     and (a.role = 'owner' or (a.role = 'manager' and c.owner_kind <> 'person'))
   order by c.deleted_at desc limit 500`,
);
const OBJECTS = statement(
  'calendar.list_trashed_objects',
  `select o.id, o.calendar_id as "calendarId", o.uid, o.component, o.shown, o.deleted_at as "deletedAt"
   from calendar.object o join calendar.access a on a.calendar_id = o.calendar_id
     join calendar.calendar c on c.id = o.calendar_id
   where a.person_id = $1 and o.deleted_at is not null and c.deleted_at is null and not a.hidden
     and (a.role = 'owner' or (a.role >= 'editor' and (o.class = 'PUBLIC' or c.owner_kind <> 'person')))
   order by o.deleted_at desc limit 1000`,
);
const UNTRASH = statement(
  'calendar.untrash',
  `update calendar.calendar c set deleted_at = null, deleted_by = null,
     uri = case when exists (select from calendar.calendar t where t.owner_kind = c.owner_kind and t.owner_id = c.owner_id
       and t.uri = c.uri and t.deleted_at is null) then c.uri || '-' || c.id else c.uri end
   where c.id = $1 and c.deleted_at is not null returning c.uri`,
);
const RESTORE_ADDRESS = statement(
  'calendar.restore_address',
  `update calendar.access a set uri = case when exists (select from calendar.access t
     where t.person_id = a.person_id and t.uri = $2 and t.calendar_id <> $1) then $2 || '-' || $1::bigint else $2 end
   where a.calendar_id = $1 and a.role = 'owner'`,
);
const TRASHED = statement(
  'calendar.trashed_object',
  `select o.uri, o.uid, o.data, o.calendar_id as "calendarId", o.schedule_tag as "scheduleTag" from calendar.object o
   where o.id = $1 and o.deleted_at is not null`,
);
const UNTRASH_OBJECT = statement(
  'calendar.untrash_object',
  `with back as (delete from calendar.gone where calendar_id = $1 and uri = $3)
   update calendar.object set deleted_at = null, deleted_by = null where id = $2 and deleted_at is not null returning id`,
);
const PURGE_CALENDAR = statement(
  'calendar.purge',
  'delete from calendar.calendar where id = $1 and deleted_at is not null',
);
const PURGE_OBJECT = statement(
  'calendar.purge_object',
  'delete from calendar.object where id = $1 and calendar_id = $2 and deleted_at is not null returning id',
);

export function trash(context: CalendarContext) {
  const { db, lanes, events, clock } = context;

  async function trashedCalendar(actor: PersonActor, id: number): Promise<TrashedCalendar> {
    const found = (await db.query<TrashedCalendar>(CALENDARS, [actor.personId])).find((each) => each.id === id);
    if (found === undefined) throw trashNotFound();
    return found;
  }

  async function trashedObject(actor: PersonActor, id: number): Promise<TrashedObject> {
    const found = (await db.query<TrashedObject>(OBJECTS, [actor.personId])).find((each) => each.id === id);
    if (found === undefined) throw trashNotFound();
    return found;
  }

  return {
    async list(actor: PersonActor): Promise<{ calendars: TrashedCalendar[]; objects: TrashedObject[] }> {
      const [calendars, objects] = await Promise.all([
        db.query<TrashedCalendar>(CALENDARS, [actor.personId]),
        db.query<TrashedObject>(OBJECTS, [actor.personId]),
      ]);
      return { calendars, objects };
    },

    async restoreCalendar(actor: PersonActor, id: number): Promise<CalendarView> {
      await trashedCalendar(actor, id);
      const restored = await db.transaction(async (tx) => {
        const [row] = await tx.query<{ uri: string }>(UNTRASH, [id]);
        if (row === undefined) throw trashNotFound();
        await tx.query(RESTORE_ADDRESS, [id, row.uri]);
        await events.record(tx, [
          eventOf(actor, 'calendar_restored', `calendar:${id}`, actor.organisationId, {}, clock.now()),
        ]);
        return row.uri;
      });
      if (restored !== '') await lanes.run(id, (write) => applyShares(write, null));
      return requireCalendar(context, actor, { id });
    },

    async restoreObject(actor: PersonActor, id: number): Promise<{ calendarId: number; uri: string }> {
      const { calendarId } = await trashedObject(actor, id);
      const calendar = await requireCalendar(context, actor, { id: calendarId });
      requireWritable(calendar);
      return lanes.run(calendarId, async (write) => {
        const [row] = await write.tx.query<{ uri: string; uid: string; data: Buffer; scheduleTag: string | null }>(
          TRASHED,
          [id],
        );
        if (row === undefined) throw trashNotFound();
        const there = await findObjects(write, row.uri, row.uid);
        const same = there.find((each) => each.uid === row.uid);
        if (same !== undefined) throw uidTaken(same.uri);
        // Another stands at its address meanwhile.
        const uri = there.length === 0 ? row.uri : `${id}-${row.uri}`.slice(0, 200);
        write.dirty = true;
        const index = indexObject(readCalendar(row.data), write.now, write.calendar.owner);
        await updateObject(write, id, {
          uri,
          data: row.data,
          index,
          scheduleTag: row.scheduleTag,
          modifiedBy: actor.personId,
        });
        await write.tx.query(UNTRASH_OBJECT, [calendarId, id, uri]);
        const { organisationId } = write.calendar;
        write.events.push(
          eventOf(actor, 'object_restored', `calendar:${calendarId}`, organisationId, { objectId: id }, write.now),
        );
        return { calendarId, uri };
      });
    },

    async purgeCalendar(actor: PersonActor, id: number): Promise<void> {
      await trashedCalendar(actor, id);
      await db.transaction(async (tx) => {
        await tx.query(PURGE_CALENDAR, [id]);
        await events.record(tx, [
          eventOf(actor, 'calendar_purged', `calendar:${id}`, actor.organisationId, {}, clock.now()),
        ]);
      });
    },

    async purgeObject(actor: PersonActor, id: number): Promise<void> {
      const { calendarId } = await trashedObject(actor, id);
      const [gone] = await db.query(PURGE_OBJECT, [id, calendarId]);
      if (gone === undefined) throw trashNotFound();
    },
  };
}
