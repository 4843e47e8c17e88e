import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Calendar } from '../calendar.ts';
import { answerEvent } from '../editing/answer-event.ts';
import { changeEvent, removeEvent } from '../editing/change-event.ts';
import { findEvent, occurrenceOf } from '../editing/find-event.ts';
import { makeEvent } from '../editing/make-event.ts';
import { addressOf, personOf } from '../editing/people.ts';
import { presentEvent, type EventView } from '../editing/present-event.ts';
import { searchEvents } from '../editing/search-events.ts';
import { undo } from '../editing/undo.ts';
import { calendarNotFound, notAllowed, objectNotFound } from '../errors.ts';
import { readObject } from '../objects/read-object.ts';
import { presence } from '../presence/presence.ts';
import { roomDomain } from '../scheduling/rooms/room-domain.ts';
import { mayManage } from '../roles.ts';

const HIDDEN = statement(
  'calendar.not_shown',
  'select calendar_id as id from calendar.access where person_id = $1 and not shown',
);
const SHOW = statement(
  'calendar.show',
  'update calendar.access set shown = $3 where person_id = $1 and calendar_id = $2 returning 1',
);

const REMINDED = statement(
  'calendar.reminded_of',
  'select calendar_id as id, reminds from calendar.access where person_id = $1 and reminds is not null',
);
const REMIND = statement(
  'calendar.remind_of',
  'update calendar.access set reminds = $3 where person_id = $1 and calendar_id = $2 returning 1',
);

export type CalendarWeb = ReturnType<typeof calendarWeb>;

/** What the web does with calendars beyond what clients do. `linkTo`: the whole address of a page. */
export function calendarWeb(calendar: Calendar, linkTo: (path: string) => string) {
  const { context } = calendar;
  const deps = { context, linkTo };
  return {
    roomDomain: roomDomain(linkTo),
    make: makeEvent(deps),
    change: changeEvent(deps),
    removeEvent: removeEvent(deps),
    answer: answerEvent(deps),
    undo: undo(context),
    search: searchEvents(context),
    presence: presence(context),

    /** Calendars that one has and does not want to see now. */
    async hidden(actor: PersonActor): Promise<ReadonlySet<number>> {
      return new Set((await context.db.query<{ id: number }>(HIDDEN, [actor.personId])).map(({ id }) => id));
    },

    async show(actor: PersonActor, id: number, isVisible: boolean): Promise<void> {
      await calendar.calendar(actor, { id });
      const [row] = await context.db.query(SHOW, [actor.personId, id, isVisible]);
      if (row === undefined) throw calendarNotFound();
    },

    /** What one has chosen to be reminded of, or not. */
    async reminded(actor: PersonActor): Promise<ReadonlyMap<number, boolean>> {
      const rows = await context.db.query<{ id: number; reminds: boolean }>(REMINDED, [actor.personId]);
      return new Map(rows.map(({ id, reminds }) => [id, reminds]));
    },

    /** Of one's own calendars, and of those for whose owner one stands in. Forbidden `calendar.not_allowed`. */
    async remind(actor: PersonActor, id: number, reminds: boolean): Promise<void> {
      const { role, kind } = await calendar.calendar(actor, { id });
      if (!mayManage(role) || kind !== 'calendar') throw notAllowed();
      await context.db.query(REMIND, [actor.personId, id, reminds]);
    },

    /** Lower case, as attendees and organisers are named. */
    async addresses(actor: PersonActor): Promise<string[]> {
      const person = await personOf(context.db, actor.personId);
      if (person === undefined) return [];
      return [addressOf(person), addressOf({ ...person, email: null })].map((address) => address.toLowerCase());
    },

    async event(actor: PersonActor, id: number, recurrenceId: string | null): Promise<EventView> {
      const place = await findEvent(context, actor, id);
      const { object } = await calendar.object(actor, { id: place.calendar.id }, place.uri);
      if (object.data === undefined) throw objectNotFound();
      const read = readObject(object.data);
      return presentEvent({
        context,
        calendar: place.calendar,
        id,
        etag: object.etag,
        uid: object.uid,
        occurrence: occurrenceOf(read, recurrenceId),
        master: read.master,
        isRedacted: object.redacted,
        linkTo,
      });
    },
  };
}
