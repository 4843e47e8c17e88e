import { requireCalendar, requireWritable } from '../context.ts';
import { randomUUID } from 'node:crypto';
import {
  editEvent,
  removeOccurrences,
  writeCalendar,
  type CalendarObject,
  type Component,
  type EventChange,
} from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { carrier } from '../commands/move-object.ts';
import { requireFound, storeObject, type WrittenObject } from '../commands/put-object.ts';
import { deleteObject } from '../commands/delete-object.ts';
import { eventChanged, privateObject, scopeNotPossible } from '../errors.ts';
import { readObject } from '../objects/read-object.ts';
import { isRedacted } from '../objects/redact.ts';
import type { CalendarWrite } from '../store/calendar-lanes.ts';
import { dataOf, findObjects, type FoundObject } from '../store/object-writer.ts';
import { etagOf, type CalendarView } from '../views.ts';
import type { EventInput, EventScope, EventWhen, WrittenEvent } from './event-input.ts';
import { findEvent, occurrenceOf } from './find-event.ts';
import { asDomain } from './make-event.ts';
import { whenOf } from './present-event.ts';
import { changeFrom, type ChangeDeps } from './to-change.ts';
import { recordUndo, type UndoStep } from './undo.ts';

export interface EventRef {
  readonly id: number;
  readonly recurrenceId: string | null;
  readonly scope: EventScope;
  /** As the actor has seen it; null: whatever it is now. */
  readonly etag: string | null;
}

interface Loaded {
  readonly calendar: CalendarView;
  readonly uri: string;
  readonly data: Buffer;
  readonly object: CalendarObject;
  readonly etag: string;
}

/** Reads it in the calendar's lane, all rights checked; Conflict `calendar.event_changed` where it is other than it was seen. */
async function load(
  write: CalendarWrite,
  calendar: CalendarView,
  uri: string,
  etag: string | null,
): Promise<Loaded & { found: FoundObject }> {
  const found = requireFound((await findObjects(write, uri, '')).find((each) => each.uri === uri));
  if (isRedacted(calendar, found)) throw privateObject();
  const current = etagOf(calendar.id, found.change);
  if (etag !== null && etag !== current) throw eventChanged(current);
  const data = await dataOf(write, found.id);
  return { calendar, uri, data, object: readObject(data), etag: current, found };
}

/** Changes one date, it and those that follow, or all of a series; a single event as a whole. */
export function changeEvent(deps: ChangeDeps) {
  const { context } = deps;
  return async (actor: PersonActor, ref: EventRef, input: Partial<EventInput>): Promise<WrittenEvent> => {
    const { calendar, uri } = await findEvent(context, actor, ref.id);
    requireWritable(calendar);
    const isSeriesPart = ref.recurrenceId !== null && ref.scope !== 'all';
    const elsewhere = input.calendarId !== undefined && input.calendarId !== calendar.id ? input.calendarId : null;
    if (
      (isSeriesPart && elsewhere !== null) ||
      (ref.scope === 'this' && isSeriesPart && input.recurrence !== undefined)
    )
      throw scopeNotPossible();
    // People are looked up before the calendar is locked.
    const before = await context.lanes.run(calendar.id, async (write) => load(write, calendar, uri, ref.etag));
    const { component, when } = asDomain(() => partOf(before.object, ref.recurrenceId));
    const change = await changeFrom(deps, actor, calendar, input, { component, when });
    const target = { calendar, uri, ref, etag: before.etag };
    if (elsewhere === null) return apply(deps, actor, target, change);
    const goal = await requireCalendar(context, actor, { id: elsewhere });
    const carry = carrier(actor, calendar, goal, { uri, toUri: uri, overwrite: false });
    // in one: who is invited never sees half of it
    return context.lanes.runPair(calendar.id, elsewhere, async (from, to) => {
      await applyIn(deps, actor, from, target, change);
      const { id, etag } = await carry(from, to);
      const undo = await recordUndo(to.tx, actor.personId, to.now, [
        { calendarId: calendar.id, uri, before: before.data, etag: null },
        { calendarId: elsewhere, uri, before: null, etag },
      ]);
      return { id, etag, undo };
    });
  };
}

export function partOf(object: CalendarObject, recurrenceId: string | null): { component: Component; when: EventWhen } {
  const occurrence = occurrenceOf(object, recurrenceId);
  return { component: occurrence.component, when: whenOf(occurrence) };
}

interface Target {
  readonly calendar: CalendarView;
  readonly uri: string;
  readonly ref: EventRef;
  readonly etag: string | null;
}

/** The change in one transaction, with how it was before. */
export async function apply(
  deps: Pick<ChangeDeps, 'context'>,
  actor: PersonActor,
  target: Target,
  change: EventChange,
): Promise<WrittenEvent> {
  return deps.context.lanes.run(target.calendar.id, async (write) => {
    const { last, steps } = await applyIn(deps, actor, write, target, change);
    // Both have their etags by the last change of the lane.
    return { id: last.id, etag: last.etag, undo: await recordUndo(write.tx, actor.personId, write.now, steps) };
  });
}

async function applyIn(
  { context }: Pick<ChangeDeps, 'context'>,
  actor: PersonActor,
  write: CalendarWrite,
  { calendar, uri, ref, etag }: Target,
  change: EventChange,
): Promise<{ readonly last: WrittenObject; readonly steps: readonly UndoStep[] }> {
  const { found, data, object } = await load(write, calendar, uri, etag);
  const uid = randomUUID();
  const { recurrenceId, scope } = ref;
  const edited = asDomain(() => editEvent(object, change, { scope, recurrenceId, uid, now: write.now }));
  const stored = await store(found, edited.object);
  const steps: UndoStep[] = [{ calendarId: calendar.id, uri, before: data, etag: stored.etag }];
  if (edited.following === null) return { last: stored, steps };
  const last = await store(undefined, edited.following, `${uid}.ics`);
  return { last, steps: [...steps, { calendarId: calendar.id, uri: last.uri, before: null, etag: last.etag }] };

  function store(existing: FoundObject | undefined, object: CalendarObject, at = uri) {
    const data = Buffer.from(writeCalendar(object));
    return storeObject(context, write, { actor, uri: at, data, object: readObject(data), existing, silent: false });
  }
}

/** Deletes one date, it and those that follow, or all. Into the trash where nothing is left. */
export function removeEvent({ context }: ChangeDeps) {
  const remove = deleteObject(context);
  return async (actor: PersonActor, ref: EventRef): Promise<WrittenEvent> => {
    const { calendar, uri } = await findEvent(context, actor, ref.id);
    requireWritable(calendar);
    const cut = await context.lanes.run(calendar.id, async (write) => {
      const { found, data, object } = await load(write, calendar, uri, ref.etag);
      const { scope, recurrenceId } = ref;
      const left = asDomain(() => removeOccurrences(object, { scope, recurrenceId, now: write.now }));
      if (left === null) return { data, written: null };
      const text = Buffer.from(writeCalendar(left));
      const stored = await storeObject(context, write, {
        actor,
        uri,
        data: text,
        object: readObject(text),
        existing: found,
        silent: false,
      });
      const undo = await recordUndo(write.tx, actor.personId, write.now, [
        { calendarId: calendar.id, uri, before: data, etag: stored.etag },
      ]);
      return { data, written: { id: stored.id, etag: stored.etag, undo } };
    });
    if (cut.written !== null) return cut.written;
    const { id } = await remove(actor, { calendar: { id: calendar.id }, uri });
    const undo = await recordUndo(context.db, actor.personId, context.clock.now(), [
      { calendarId: calendar.id, uri, before: cut.data, etag: null },
    ]);
    return { id, etag: '', undo };
  };
}
