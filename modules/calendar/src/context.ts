import type { Directory } from '@landescloud/directory';
import type { Clock, PersonActor } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { DomainEvent, Events } from '@landescloud/platform/events';
import type { Hints } from '@landescloud/platform/events';
import type { Jobs } from '@landescloud/platform/jobs';
import type { GuardedFetch } from '@landescloud/platform/outgoing';
import type { BirthdaySource } from './birthdays/birthday-calendar.ts';
import { calendarNotFound, notAllowed, readOnly } from './errors.ts';
import type { Reminders } from './reminders/reminders.ts';
import { isFilled, mayWrite } from './roles.ts';
import type { Scheduling } from './scheduling-port.ts';
import type { CalendarLanes } from './store/calendar-lanes.ts';
import { findCalendar, findCalendarById } from './store/calendar-reader.ts';
import type { CalendarView } from './views.ts';

export interface CalendarDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: Events;
  readonly hints: Hints;
  readonly jobs: Jobs;
  /** How calendars of others are asked for: only where the operator lets us connect. */
  readonly fetchOutside: GuardedFetch;
  readonly birthdays: BirthdaySource;
  readonly directory: Pick<Directory, 'people' | 'groups' | 'organisations' | 'recipients' | 'rights'>;
}

/** What every command and query of this module is made with. */
export interface CalendarContext extends CalendarDeps {
  readonly lanes: CalendarLanes;
  /** null: nobody schedules here. */
  readonly scheduling: () => Scheduling | null;
  /** null: nobody is reminded here. */
  readonly reminders: () => Pick<Reminders, 'acknowledge'> | null;
  /** The person's standard calendar, made when it is missing; guests have none. */
  readonly ensureHome: (person: Pick<PersonActor, 'personId' | 'role'>) => Promise<void>;
}

/** A calendar as the actor has it: by the last part of its address, or by id. */
export type CalendarRef = { readonly uri: string } | { readonly id: number };

/** NotFound `calendar.not_found`, also for what the actor may not know. */
export async function requireCalendar(
  { db, ensureHome }: Pick<CalendarContext, 'db' | 'ensureHome'>,
  actor: PersonActor,
  ref: CalendarRef,
  q: Queryable = db,
): Promise<CalendarView> {
  const find = (): Promise<CalendarView | undefined> =>
    'uri' in ref ? findCalendar(q, actor.personId, ref.uri) : findCalendarById(q, actor.personId, ref.id);
  const found = await find();
  if (found !== undefined) return found;
  if ('uri' in ref && ref.uri === standardUri) {
    await ensureHome(actor);
    const made = await find();
    if (made !== undefined) return made;
  }
  throw calendarNotFound();
}

/** Forbidden `calendar.read_only` where the calendar is filled from elsewhere, whatever the role; else `calendar.not_allowed`. */
export function requireWritable({ kind, role }: Pick<CalendarView, 'kind' | 'role'>): void {
  if (isFilled(kind)) throw readOnly(kind);
  if (!mayWrite(role)) throw notAllowed();
}

/** As Nextcloud's clients know it. */
export const standardUri = 'personal';

export function eventOf(
  actor: PersonActor | { readonly kind: 'system'; readonly name: string },
  what: string,
  subject: string,
  organisationId: number | null,
  data: Readonly<Record<string, unknown>>,
  at: number,
): DomainEvent {
  const by: DomainEvent['actor'] =
    actor.kind === 'person'
      ? { kind: 'person', personId: actor.personId, client: actor.client }
      : { kind: 'system', name: actor.name };
  return { type: `calendar.${what}`, actor: by, organisationId, subject, data, at };
}
