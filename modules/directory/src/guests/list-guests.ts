import type { Actor } from '@landescloud/kernel';
import { organisationsHeld } from '../rights.ts';
import { latestEnd } from './guest-dates.ts';
import { personOf } from './guest-deps.ts';
import type { GuestDeps } from './guest-deps.ts';
import { mayInvite } from './guest-rights.ts';
import type { GuestFilter } from './guest-reader.ts';
import { viewGuest } from './guest-view.ts';
import type { GuestView } from './guest-view.ts';

export interface GuestQuery {
  readonly text?: string;
  readonly state?: GuestFilter['state'];
  /** `me`: those that the actor is responsible for; `all`: all whose organisation the actor administers, too. */
  readonly sponsor?: 'me' | 'all';
  /** Those of this sponsor, of all that the actor may see. */
  readonly of?: string;
  readonly offset?: number;
  readonly limit?: number;
}

/** What the actor's organisation rules on guests. */
export interface GuestRules {
  readonly mayInvite: boolean;
  readonly longestDays: number;
  /** The latest end that would be taken now. */
  readonly latestEnd: number;
  /** Whether there is more to see than one's own. */
  readonly administers: boolean;
}

export function listGuests({ clock, trees, guests, people }: Pick<GuestDeps, 'clock' | 'trees' | 'guests' | 'people'>) {
  return async (actor: Actor, query: GuestQuery = {}): Promise<{ total: number; items: GuestView[] }> => {
    const { text = '', state = 'open', sponsor = 'me', of, offset = 0, limit = 50 } = query;
    const person = personOf(actor);
    if (person?.role === 'guest') return { total: 0, items: [] };
    const now = clock.now();
    const page = { text, state, now, offset, limit };
    const whose = await scopeOf(actor, of === undefined ? sponsor : 'all');
    const meant = of === undefined ? undefined : await people.byLogin(of);
    if (of !== undefined && (!meant || (whose.sponsorId !== null && whose.sponsorId !== meant.id)))
      return { total: 0, items: [] };
    const { total, items } = await guests.search({ ...page, ...whose, ...(meant ? { sponsorId: meant.id } : {}) });
    return { total, items: items.map((guest) => viewGuest(guest, now)) };
  };

  /** Who administers nothing has no more than their own. */
  async function scopeOf(actor: Actor, sponsor: 'me' | 'all') {
    const person = personOf(actor);
    const held = organisationsHeld(actor, await trees.current(), 'organisation-administrator');
    const own = person !== null && (sponsor === 'me' || (held !== null && held.length === 0));
    return own ? { sponsorId: person.personId, organisationIds: null } : { sponsorId: null, organisationIds: held };
  }
}

export function guestRules({ clock, trees }: Pick<GuestDeps, 'clock' | 'trees'>) {
  return async (actor: Actor): Promise<GuestRules> => {
    const person = personOf(actor);
    const tree = await trees.current();
    const organisationId = person?.organisationId ?? tree.children(null)[0]?.id ?? 0;
    const longestDays = tree.rule(organisationId, 'guests.longest_days');
    const held = organisationsHeld(actor, tree, 'organisation-administrator');
    return {
      mayInvite: mayInvite(actor, tree, organisationId),
      longestDays,
      latestEnd: latestEnd(clock.now(), longestDays),
      administers: person?.role !== 'guest' && (held === null || held.length > 0),
    };
  };
}
