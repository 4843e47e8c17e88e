import { calendarObject, componentsOf, isComponent, type CalendarObject } from '@landescloud/icalendar';
import { isDomainError } from '@landescloud/kernel';
import type { GuardedFetch } from '@landescloud/platform/outgoing';
import type { CalendarContext } from '../context.ts';
import { fillCalendar } from '../filled/fill-calendar.ts';
import { paced } from '../queries/paced.ts';
import { fetchCalendar, SubscriptionFailure, type FetchedCalendar } from './fetch-calendar.ts';
import { noteFailure, noteSuccess, type Subscription } from './subscription-store.ts';

const minute = 60_000;
/** How often a calendar is looked at: as it wishes, within bounds. */
export const usualEvery = 6 * 60 * minute;
const [mostOften, leastOften] = [15 * minute, 7 * 24 * 60 * minute];
/** After failures ever more seldom. */
const longestBackOff = 24 * 60 * minute;

export function everyOf({ contents }: FetchedCalendar): number {
  return Math.min(leastOften, Math.max(mostOften, contents.refreshEvery ?? usualEvery));
}

/** Asks its server and makes the calendar what is there. What goes wrong is noted, and what stood there stays. */
export async function refreshSubscription(
  context: CalendarContext,
  ask: GuardedFetch,
  subscription: Subscription,
): Promise<void> {
  const { db, clock } = context;
  const { calendarId, url, everyMs, failures } = subscription;
  try {
    const fetched = await fetchCalendar(ask, url, subscription);
    if (fetched !== null) await fillCalendar(context, calendarId, await subscribedObjects(fetched));
    const { etag, lastModified, content } = fetched ?? subscription;
    const every = fetched === null ? everyMs : everyOf(fetched);
    await noteSuccess(db, calendarId, { etag, lastModified, content, everyMs: every, now: clock.now() });
  } catch (error) {
    // Deleted meanwhile.
    if (isDomainError(error, 'NotFound')) return;
    const isCostly = isDomainError(error, 'LimitExceeded');
    if (!(error instanceof SubscriptionFailure) && !isCostly) throw error;
    const wait = Math.min(longestBackOff, mostOften * 2 ** Math.min(failures, 10));
    await noteFailure(db, calendarId, {
      problem: isCostly ? 'too-large' : error.problem,
      now: clock.now(),
      nextAt: clock.now() + wait,
    });
  }
}

/** Others' calendars ring no bells here. */
export function subscribedObjects({ contents }: FetchedCalendar): Promise<CalendarObject[]> {
  return paced(contents.objects, (object) => {
    const { root } = object;
    if (!componentsOf(root).some((part) => componentsOf(part, 'VALARM').length > 0)) return object;
    const children = root.children.map((part) =>
      isComponent(part)
        ? { ...part, children: part.children.filter((each) => !isComponent(each) || each.name !== 'VALARM') }
        : part,
    );
    return calendarObject({ ...root, children });
  });
}
