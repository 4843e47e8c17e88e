import type { Actor, Clock } from '@landescloud/kernel';
import { systemActor } from '@landescloud/kernel';
import { personChangedTopic } from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';
import { createDirectoryEvents } from '../directory-events.ts';
import type { EventLog } from '../directory-events.ts';
import { createOrganisationTrees, organisationsChangedTopic } from '../organisation-trees.ts';
import { createPersonReader } from '../person-reader.ts';
import type { PersonCard } from '../views.ts';
import { invitations } from './accept-invitation.ts';
import type { Acceptance, InvitationView } from './accept-invitation.ts';
import { changeGuest } from './change-guest.ts';
import type { GuestUpdate } from './change-guest.ts';
import { confirmGuest } from './confirm-guest.ts';
import { endDueGuests } from './end-due-guests.ts';
import { endGuest, endGuestCommand } from './end-guest.ts';
import { endJob } from './guest-deps.ts';
import type { GuestDeps, GuestJobs, GuestMail, GuestSpaces } from './guest-deps.ts';
import { createGuestReader } from './guest-reader.ts';
import type { GuestView } from './guest-view.ts';
import { guestSharing } from './guest-sharing.ts';
import { guestWriter } from './guest-writer.ts';
import { handOverGuests } from './hand-over-guests.ts';
import { inviteGuest } from './invite-guest.ts';
import type { NewGuestInput } from './invite-guest.ts';
import { guestRules, listGuests } from './list-guests.ts';
import type { GuestQuery, GuestRules } from './list-guests.ts';
import { remindSponsors } from './remind-sponsors.ts';
import { resendInvitation } from './resend-invitation.ts';
import { createSponsorReader } from './sponsor-reader.ts';

/**
 * Third parties, each with a sponsor, a reason and an end. Sponsors manage their own, administrators those of their
 * organisations; everything else is NotFound `directory.guest_not_found`. `organisationKey` says which is meant where
 * several organisations have the same guest; without it, one's own.
 */
export interface Guests {
  rules(actor: Actor): Promise<GuestRules>;
  list(actor: Actor, query?: GuestQuery): Promise<{ total: number; items: GuestView[] }>;
  /**
   * Forbidden `directory.guests_not_allowed`, Invalid `directory.guest_too_long`, Conflict `directory.guest_is_member`,
   * `directory.guest_exists`, LimitExceeded `directory.too_many_invitations`.
   */
  invite(actor: Actor, input: NewGuestInput): Promise<GuestView>;
  /** Conflict `directory.guest_accepted`, LimitExceeded `directory.invitation_just_sent`. */
  resend(actor: Actor, login: string, organisationKey?: string): Promise<GuestView>;
  change(actor: Actor, login: string, update: GuestUpdate, organisationKey?: string): Promise<GuestView>;
  confirm(actor: Actor, login: string, organisationKey?: string): Promise<GuestView>;
  /** Ending twice is no error. */
  end(actor: Actor, login: string, organisationKey?: string): Promise<GuestView>;
  /** NotFound `directory.invitation_not_found`, `…_used`, `…_expired`, `…_withdrawn`. */
  invitation(token: string): Promise<InvitationView>;
  /** Of two at once one wins. Answers who may sign in from now on. */
  accept(token: string, acceptance: Acceptance): Promise<PersonCard>;
  /**
   * Whether the organisation's rules let anything be shared with guests and, where one is named, whether the actor knows
   * them: as their own organisation's guest, or as this one's.
   */
  sharing(actor: Actor, organisationId: number, guestId?: number): Promise<'allowed' | 'unknown' | 'forbidden'>;
  /** What the jobs do: ends who is due, and tells sponsors of what is coming. */
  tidy(): Promise<void>;
  close(): void;
}

export interface GuestsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: EventLog & {
    subscribe(name: string, types: readonly string[], handler: (events: StoredEvent[]) => Promise<void>): void;
  };
  readonly hints: {
    publish(topic: string, data: object): void;
    subscribe(topic: string, handler: (data: unknown) => void): () => void;
  };
  readonly jobs: GuestJobs;
  readonly mail: GuestMail;
  readonly spaces: GuestSpaces;
  readonly link: (path: string) => string;
}

const remindJob = 'directory.remind-sponsors';

/** Guests of organisations. Before `events.start` and `jobs.start`. */
export function createGuests({ db, clock, events: log, hints, ...rest }: GuestsDeps): Guests {
  const trees = createOrganisationTrees(db, clock);
  const close = hints.subscribe(organisationsChangedTopic, () => trees.forget());
  const guests = createGuestReader(db);
  const sponsors = createSponsorReader(db);
  const events = createDirectoryEvents(log, clock);
  const personChanged = (personId: number) => hints.publish(personChangedTopic, { personId });
  const deps: GuestDeps = { db, clock, events, trees, guests, people: createPersonReader(db), personChanged, ...rest };
  const endDue = endDueGuests(deps);
  const remind = remindSponsors(deps, sponsors);
  const handOver = handOverGuests(deps, sponsors);
  const { read, accept } = invitations(deps);
  const end = endGuest(deps);

  /** What a sponsor or a guest was may have ended elsewhere: by leaving, by a move, by being erased. */
  async function followPerson({ subject, type, data }: StoredEvent): Promise<void> {
    const personId = Number(subject.replace('person:', ''));
    if (type === 'directory.person_erased') await db.transaction((tx) => guestWriter.erase(tx, personId));
    const successor = (data as { successorId?: unknown }).successorId;
    await handOver(personId, typeof successor === 'number' ? successor : null);
    if (type !== 'directory.person_left' && type !== 'directory.person_erased') return;
    await db.transaction(async (tx) => {
      for (const { id } of await guests.ofPerson(personId, tx)) {
        const guest = await guests.lock(tx, id);
        if (guest?.endedAt === null) await end(tx, systemActor('end-guests'), guest, 'left');
      }
    });
  }

  async function tidy(): Promise<void> {
    await endDue();
    await remind();
    for (const id of await sponsors.left()) await handOver(id);
  }

  log.subscribe(
    'directory.guests',
    ['person_left', 'person_moved', 'person_changed', 'person_disabled', 'person_erased'].map(
      (word) => `directory.${word}`,
    ),
    async (heard) => {
      for (const event of heard) await followPerson(event);
    },
  );
  rest.jobs.define(endJob, async () => void (await endDue()));
  rest.jobs.define(remindJob, tidy);
  rest.jobs.cron('* * * * *', endJob);
  rest.jobs.cron('17 5 * * *', remindJob);

  return {
    rules: guestRules(deps),
    list: listGuests(deps),
    invite: inviteGuest(deps),
    resend: resendInvitation(deps),
    change: changeGuest(deps),
    confirm: confirmGuest(deps),
    end: endGuestCommand(deps),
    invitation: read,
    accept,
    sharing: guestSharing(deps),
    tidy,
    close,
  };
}
