import { isDomainError } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { applyShares } from '../store/access-writer.ts';
import { ensureHolidayCalendar, listHolidayCalendars, refillHolidays } from './holiday-calendars.ts';
import { isState } from './states.ts';

const RULED = statement(
  'calendar.holidays_of_organisations',
  `select s.calendar_id as "calendarId", s.organisation_id as "organisationId" from calendar.share s
   join calendar.calendar c on c.id = s.calendar_id
   where c.owner_kind = 'house' and c.kind = 'holidays' and s.organisation_id is not null`,
);
const GIVE = statement(
  'calendar.give_holidays',
  `insert into calendar.share (calendar_id, kind, organisation_id, role, shared_at)
   select $1, 'organisation', id, 'viewer', $3 from unnest($2::bigint[]) as id
   on conflict (calendar_id, organisation_id) where organisation_id is not null do nothing`,
);
const TAKE = statement(
  'calendar.take_holidays',
  'delete from calendar.share where calendar_id = $1 and organisation_id = any ($2::bigint[])',
);

/**
 * Each organisation's people have the public holidays of the state that the rule `calendar.holidays` names. At night, after a change of
 * the rule, and for new organisations.
 */
export function ruledHolidays(context: CalendarContext): { run(): Promise<void> } {
  const { db, clock, events, jobs, lanes, directory } = context;

  async function run(): Promise<void> {
    for (const calendar of await listHolidayCalendars(db)) await refillHolidays(context, calendar);
    const rows = await db.query<{ calendarId: number; organisationId: number }>(RULED);
    const ruled = await directory.organisations.ruled('calendar.holidays');
    const byState = Map.groupBy(ruled, ([, state]) => state);
    for (const [state, pairs] of byState) {
      if (!isState(state)) continue;
      const { id } = await ensureHolidayCalendar(context, 'public', state);
      const wanted = pairs.map(([organisationId]) => organisationId);
      await settle(id, wanted, rows);
    }
    for (const { id, kind, state } of await listHolidayCalendars(db))
      if (kind === 'public' && !byState.has(state)) await settle(id, [], rows);
  }

  async function settle(
    calendarId: number,
    wanted: readonly number[],
    rows: readonly { readonly calendarId: number; readonly organisationId: number }[],
  ): Promise<void> {
    const present = rows.filter((row) => row.calendarId === calendarId).map(({ organisationId }) => organisationId);
    const given = wanted.filter((id) => !present.includes(id));
    const taken = present.filter((id) => !wanted.includes(id));
    if (given.length + taken.length === 0) return;
    await lanes
      .run(calendarId, async (write) => {
        await write.tx.query(GIVE, [calendarId, given, clock.now()]);
        await write.tx.query(TAKE, [calendarId, taken]);
        await applyShares(write, null);
      })
      .catch((error: unknown) => {
        if (!isDomainError(error, 'NotFound')) throw error;
      });
  }

  jobs.define('calendar.holidays', run);
  jobs.cron('11 2 * * *', 'calendar.holidays');
  events.subscribe(
    'calendar.holidays',
    ['directory.rule_set', 'directory.organisation_added', 'directory.organisation_moved'],
    async (heard) => {
      const isRuled = heard.some(({ data }) => data['rule'] === 'calendar.holidays');
      // Before the first night there are none that a new organisation could have too.
      if (isRuled || (await listHolidayCalendars(db)).length > 0) await run();
    },
  );
  return { run };
}
