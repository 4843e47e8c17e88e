import { randomUUID } from 'node:crypto';
import { CalendarInvalid, newEvent, writeCalendar } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { putObject } from '../commands/put-object.ts';
import { requireCalendar } from '../context.ts';
import { dataInvalid } from '../errors.ts';
import type { EventInput, WrittenEvent } from './event-input.ts';
import { changeFrom, timesOf, type ChangeDeps } from './to-change.ts';
import { recordUndo } from './undo.ts';

/** A new event, with invitations where people are named. Errors as `putObject`. */
export function makeEvent(deps: ChangeDeps) {
  const { context } = deps;
  const put = putObject(context);
  return async (actor: PersonActor, input: EventInput): Promise<WrittenEvent> => {
    const calendar = await requireCalendar(context, actor, { id: input.calendarId });
    const change = await changeFrom(deps, actor, calendar, input, null);
    const uid = randomUUID();
    const now = context.clock.now();
    const object = asDomain(() => newEvent({ ...change, ...timesOf(input.when), uid, now }));
    const data = Buffer.from(writeCalendar(object));
    const uri = `${uid}.ics`;
    const { id, etag } = await put(actor, {
      calendar: { id: calendar.id },
      uri,
      data,
      conditions: { ifNoneMatch: ['*'] },
    });
    const undo = await recordUndo(context.db, actor.personId, now, [
      { calendarId: calendar.id, uri, before: null, etag },
    ]);
    return { id, etag, undo };
  };
}

/** What the library refuses is bad input. */
export function asDomain<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof CalendarInvalid) throw dataInvalid(error.problem, error.message);
    throw error;
  }
}
