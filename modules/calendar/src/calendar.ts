import type { PersonActor } from '@landescloud/kernel';
import { birthdayCalendar } from './birthdays/birthday-calendar.ts';
import { createCalendar as createCalendarCommand } from './commands/create-calendar.ts';
import { deleteCalendar } from './commands/delete-calendar.ts';
import { deleteObject } from './commands/delete-object.ts';
import { ensureHome } from './commands/ensure-home.ts';
import { forgetPerson } from './commands/forget-person.ts';
import { moveObject } from './commands/move-object.ts';
import { putObject } from './commands/put-object.ts';
import { listShares, listSharesOfAll, shareCalendar } from './commands/share-calendar.ts';
import { trash } from './commands/trash.ts';
import { updateCalendar } from './commands/update-calendar.ts';
import { requireCalendar, type CalendarContext, type CalendarDeps, type CalendarRef } from './context.ts';
import { ownHolidays } from './holidays/own-holidays.ts';
import { ruledHolidays } from './holidays/ruled-holidays.ts';
import { cleanUp } from './jobs/clean-up.ts';
import { followDirectory } from './jobs/follow-directory.ts';
import { dataOfPerson } from './queries/data-of-person.ts';
import { busyOfOwners, freeBusy } from './queries/free-busy.ts';
import { announceList, calendarChangedTopic, followCalendars } from './queries/follow-calendars.ts';
import { objectQueries } from './queries/objects.ts';
import { occurrencesQuery } from './queries/occurrences.ts';
import type { Reminders } from './reminders/reminders.ts';
import type { Scheduling } from './scheduling-port.ts';
import { calendarLanes } from './store/calendar-lanes.ts';
import { listCalendars } from './store/calendar-reader.ts';
import { subscriptions } from './subscriptions/subscriptions.ts';
import { exportCalendar } from './transfer/export-calendar.ts';
import { exportEvent } from './transfer/export-event.ts';
import { importCalendar } from './transfer/import-calendar.ts';
import type { CalendarView } from './views.ts';

export type Calendar = ReturnType<typeof createCalendar>;

/**
 * Calendars, events, tasks and journals. Every command and query takes the actor and checks the right: what the actor may not
 * know is NotFound, what they may know but not do is Forbidden `calendar.not_allowed`.
 */
export function createCalendar(deps: CalendarDeps) {
  let scheduling: Scheduling | null = null;
  let reminders: Reminders | null = null;
  const context: CalendarContext = {
    ...deps,
    lanes: calendarLanes({
      db: deps.db,
      clock: deps.clock,
      recordEvents: (tx, events) => deps.events.record(tx, events),
      announce: (calendarId, change) => deps.hints.publish(calendarChangedTopic, { calendarId, change }),
    }),
    scheduling: () => scheduling,
    reminders: () => reminders,
    ensureHome: ensureHome(deps),
  };
  followDirectory(context);
  const { run: runCleanUp } = cleanUp(context);
  const ruled = ruledHolidays(context);
  const birthdays = birthdayCalendar(context);
  const [create, remove, share, bin] = [
    createCalendarCommand(context),
    deleteCalendar(context),
    shareCalendar(context),
    trash(context),
  ];
  const announced = announceList(deps);
  return {
    /** For what else this module is made of. */
    context,
    /** The actor's calendars with what is shared with them; the standard one first made where it is missing. */
    async calendars(actor: PersonActor): Promise<CalendarView[]> {
      await context.ensureHome(actor);
      const all = await listCalendars(context.db, actor.personId);
      if (all.some(({ kind }) => kind === 'birthdays')) await birthdays.keepUp(actor.personId);
      return all;
    },
    /** Tells of changes in the actor's calendars; answers what ends it. */
    follow: followCalendars(deps),
    calendar: (actor: PersonActor, ref: CalendarRef) => requireCalendar(context, actor, ref),
    async create(...input: Parameters<typeof create>) {
      const made = await create(...input);
      await announced(made.id);
      return made;
    },
    update: updateCalendar(context),
    async remove(...input: Parameters<typeof remove>) {
      const removed = await remove(...input);
      await announced(removed.id);
      return removed;
    },
    async share(...input: Parameters<typeof share>) {
      const shares = await share(...input);
      const [actor, ref] = input;
      await announced((await requireCalendar(context, actor, ref)).id);
      return shares;
    },
    shares: listShares(context),
    sharesOfAll: listSharesOfAll(context),
    trash: {
      ...bin,
      async restoreCalendar(...input: Parameters<typeof bin.restoreCalendar>) {
        const restored = await bin.restoreCalendar(...input);
        await announced(restored.id);
        return restored;
      },
    },
    putObject: putObject(context),
    deleteObject: deleteObject(context),
    moveObject: moveObject(context),
    chooseBirthdays: birthdays.choose,
    subscriptions: subscriptions(context, deps.fetchOutside),
    holidays: { ...ownHolidays(context), applyRule: ruled.run },
    imports: importCalendar(context),
    exportFile: exportCalendar(context),
    exportEvent: exportEvent(context),
    ...objectQueries(context),
    occurrences: occurrencesQuery(context),
    freeBusy: freeBusy(context),
    /** For other rooms: no right is checked. */
    busyOfOwners: (
      ownerKind: 'person' | 'room',
      ownerIds: readonly number[],
      range: { from: number; to: number },
      except?: string,
    ) => busyOfOwners(context.db, ownerKind, ownerIds, range, except),
    /** Before anything is served. */
    plugScheduling(plugged: Scheduling): void {
      scheduling = plugged;
    },
    plugReminders(plugged: Reminders): void {
      reminders = plugged;
    },
    /** What is stored about a person. No right is checked. */
    dataOf: (personId: number) => dataOfPerson(context.db, personId),
    forget: forgetPerson,
    cleanUp: runCleanUp,
  };
}
