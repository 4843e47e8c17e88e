import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { guestsOwnNone, rangeInvalid } from '../errors.ts';

export const presencePlaces = ['office', 'home', 'travel'] as const;
export type PresencePlace = (typeof presencePlaces)[number];

/** Where somebody works on a day (YYYY-MM-DD). */
export interface PresenceDay {
  readonly login: string;
  readonly date: string;
  readonly place: PresencePlace;
}

const SET = statement(
  'calendar.set_presence',
  `insert into calendar.presence (person_id, day, place, set_at) values ($1, $2::date, $3, $4)
   on conflict (person_id, day) do update set place = excluded.place, set_at = excluded.set_at`,
);
const CLEAR = statement(
  'calendar.clear_presence',
  'delete from calendar.presence where person_id = $1 and day = $2::date',
);
const READ = statement(
  'calendar.read_presence',
  `select person_id as "personId", to_char(day, 'YYYY-MM-DD') as date, place from calendar.presence
   where person_id = any ($1::bigint[]) and day between $2::date and $3::date order by day`,
);

const longest = 92;
const dayMs = 86_400_000;

/** RangeError `calendar.range_invalid` for what is no day, and for more than three months. */
function requireDays(from: string, to: string): void {
  const [first, last] = [from, to].map((text) => {
    const ms = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? ms : NaN;
  });
  if (!(Number(first) <= Number(last)) || Number(last) - Number(first) > longest * dayMs) throw rangeInvalid();
}

/**
 * Who works where on which day: without reasons, and visible as far as the rule `presence.visibility` of the person's organisation
 * allows. Arrangements write it later.
 */
export function presence({ db, clock, directory }: CalendarContext) {
  return {
    /** Of oneself always; of others who may be found and whose organisation shows it to the actor. */
    async days(actor: PersonActor, logins: readonly string[], from: string, to: string): Promise<PresenceDay[]> {
      requireDays(from, to);
      const others = logins.filter((login) => login !== actor.login);
      const chosen = await directory.recipients.choose(
        actor,
        others.map((key) => ({ kind: 'person', key })),
      );
      const ruled = new Map<number, Promise<string>>();
      const people = new Map<number, string>();
      if (logins.length === 0 || logins.includes(actor.login)) people.set(actor.personId, actor.login);
      for (const { id, key, organisation } of chosen) {
        if (organisation === null) continue;
        const rule = ruled.get(organisation.id) ?? directory.organisations.rule(organisation.id, 'presence.visibility');
        ruled.set(organisation.id, rule);
        const seen = await rule;
        const isColleague = organisation.id === actor.organisationId && actor.role !== 'guest';
        if (seen === 'everyone' ? actor.role !== 'guest' : seen === 'organisation' && isColleague) people.set(id, key);
      }
      const rows = await db.query<{ personId: number; date: string; place: PresencePlace }>(READ, [
        [...people.keys()],
        from,
        to,
      ]);
      return rows.map(({ personId, date, place }) => ({ login: people.get(personId) ?? '', date, place }));
    },

    /** null: nothing is said. */
    async set(actor: PersonActor, date: string, place: PresencePlace | null): Promise<void> {
      if (actor.role === 'guest') throw guestsOwnNone();
      requireDays(date, date);
      if (place === null) await db.query(CLEAR, [actor.personId, date]);
      else await db.query(SET, [actor.personId, date, place, clock.now()]);
    },
  };
}
