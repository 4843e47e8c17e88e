import { randomUUID } from 'node:crypto';
import type { PersonActor } from '@landescloud/kernel';
import type { GuardedFetch } from '@landescloud/platform/outgoing';
import { checkColour, checkName } from '../commands/create-calendar.ts';
import { eventOf, requireCalendar, type CalendarContext } from '../context.ts';
import { guestsOwnNone, subscriptionFailed, subscriptionNotFound, tooManyCalendars } from '../errors.ts';
import { fillCalendar } from '../filled/fill-calendar.ts';
import { insertOwner } from '../store/access-writer.ts';
import { insertCalendar } from '../store/calendar-writer.ts';
import type { CalendarView } from '../views.ts';
import { calendarAddress } from './calendar-address.ts';
import { fetchCalendar, SubscriptionFailure, type FetchedCalendar } from './fetch-calendar.ts';
import { everyOf, refreshSubscription, subscribedObjects } from './refresh-subscription.ts';
import {
  findSubscription,
  insertSubscription,
  listSubscriptions,
  noteSuccess,
  takeDue,
  type Subscription,
} from './subscription-store.ts';

export interface NewSubscription {
  /** webcal:// or https:// */
  readonly url: string;
  /** Absent: as the calendar calls itself. */
  readonly name?: string;
  readonly colour?: string;
}

const mostSubscriptions = 50;
/** Taken at once by a run of the job, and asked beside each other. */
const [mostAtOnce, beside] = [40, 4];
/** A run that was killed leaves what it took to another. */
const leaseMs = 15 * 60_000;

/** Calendars from elsewhere, by address: read only, kept up by a job. */
export function subscriptions(context: CalendarContext, ask: GuardedFetch) {
  const { db, clock, events, jobs } = context;

  async function own(actor: PersonActor, calendarId: number): Promise<Subscription> {
    const calendar = await requireCalendar(context, actor, { id: calendarId });
    const found = calendar.role === 'owner' ? await findSubscription(db, calendarId) : undefined;
    if (found === undefined) throw subscriptionNotFound();
    return found;
  }

  async function runDue(): Promise<void> {
    for (;;) {
      const now = clock.now();
      const due = await takeDue(db, now, now + leaseMs, mostAtOnce);
      const waiting = [...due];
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          await refreshSubscription(context, ask, next);
      };
      await Promise.all(Array.from({ length: beside }, work));
      if (due.length < mostAtOnce) return;
    }
  }

  jobs.define('calendar.subscriptions', runDue);
  jobs.cron('*/5 * * * *', 'calendar.subscriptions');

  return {
    runDue,
    list: (actor: PersonActor): Promise<Subscription[]> => listSubscriptions(db, actor.personId),

    /** Asks at once, so that a wrong address is said before anything is made. Invalid `calendar.subscription_failed` with `problem`. */
    async add(actor: PersonActor, { url: typed, name, colour }: NewSubscription): Promise<CalendarView> {
      if (actor.role === 'guest') throw guestsOwnNone();
      const url = calendarAddress(typed);
      if (url === null) throw subscriptionFailed('address');
      const given = name === undefined ? null : checkName(name);
      const checkedColour = checkColour(colour ?? null);
      if ((await listSubscriptions(db, actor.personId)).length >= mostSubscriptions)
        throw tooManyCalendars(mostSubscriptions);
      const fetched = await firstLook(url);
      const now = clock.now();
      const calendarId = await db.transaction(async (tx) => {
        const uri = randomUUID();
        const id = await insertCalendar(tx, {
          ownerKind: 'person',
          ownerId: actor.personId,
          uri,
          kind: 'subscription',
          standard: false,
          name: given ?? nameOf(fetched, url),
          colour: checkedColour ?? fetched.contents.colour,
          description: '',
          timeZone: null,
          components: ['VEVENT', 'VTODO', 'VJOURNAL'],
          position: 900,
          transparent: true,
          properties: {},
          sourceUrl: url,
          now,
        });
        if (id === null) throw new Error('a new address is taken');
        await insertOwner(tx, actor.personId, id, uri);
        await insertSubscription(tx, { calendarId: id, url, everyMs: everyOf(fetched), nextAt: now });
        // The address may hold a secret: the log has the host alone.
        const data = { ownerKind: 'person', ownerId: actor.personId, host: new URL(url).host };
        await events.record(tx, [
          eventOf(actor, 'calendar_subscribed', `calendar:${id}`, actor.organisationId, data, now),
        ]);
        return id;
      });
      await fillCalendar(context, calendarId, await subscribedObjects(fetched));
      await noteSuccess(db, calendarId, { ...fetched, everyMs: everyOf(fetched), now });
      return requireCalendar(context, actor, { id: calendarId });
    },

    /** Now, whatever its turn is: how it went stands in what is answered. NotFound `calendar.subscription_not_found`. */
    async refresh(actor: PersonActor, calendarId: number): Promise<Subscription> {
      await refreshSubscription(context, ask, await own(actor, calendarId));
      return own(actor, calendarId);
    },
  };

  async function firstLook(url: string): Promise<FetchedCalendar> {
    try {
      const fetched = await fetchCalendar(ask, url, null);
      if (fetched === null) throw subscriptionFailed('failed');
      return fetched;
    } catch (error) {
      if (error instanceof SubscriptionFailure) throw subscriptionFailed(error.problem);
      throw error;
    }
  }
}

function nameOf({ contents }: FetchedCalendar, url: string): string {
  const name = contents.name?.replaceAll('\0', '').toWellFormed().trim().slice(0, 200) ?? '';
  return name === '' ? new URL(url).hostname : name;
}
