import { statement } from '@landescloud/platform/database';
import { trashDays } from '../commands/trash.ts';
import type { CalendarContext } from '../context.ts';

const day = 86_400_000;
/** Tombstones of one calendar; clients that were away for longer start over. */
const mostGone = 20_000;

const PURGE_CALENDARS = statement('calendar.purge_old', 'delete from calendar.calendar where deleted_at < $1');
const PURGE_OBJECTS = statement('calendar.purge_old_objects', 'delete from calendar.object where deleted_at < $1');
const FORGET_GONE = statement(
  'calendar.forget_gone',
  `with many as (
     select g.calendar_id, (select e.change from calendar.gone e where e.calendar_id = g.calendar_id
       order by e.change desc offset $1 limit 1) as edge
     from calendar.gone g group by g.calendar_id having count(*) > $1
   ), forgotten as (
     delete from calendar.gone g using many m where g.calendar_id = m.calendar_id and g.change <= m.edge
   )
   update calendar.calendar c set oldest = m.edge from many m where c.id = m.calendar_id`,
);

/** Every night: what lies in the trash for longer than 30 days, and tombstones beyond a bound. */
export function cleanUp({ db, clock, jobs }: CalendarContext, most = mostGone): { run(): Promise<void> } {
  async function run(): Promise<void> {
    const before = clock.now() - trashDays * day;
    await db.query(PURGE_OBJECTS, [before]);
    await db.query(PURGE_CALENDARS, [before]);
    await db.query(FORGET_GONE, [most]);
  }
  jobs.define('calendar.clean-up', run);
  jobs.cron('23 2 * * *', 'calendar.clean-up');
  return { run };
}
