import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable, Transaction } from '@landescloud/platform/database';
import { invalid } from '../errors.ts';
import { checkedName } from '../input-rules.ts';
import type { PersonCard } from '../views.ts';
import { writeNewPeople } from '../person-writer.ts';
import { sees } from '../rights.ts';
import type { Subject } from '../rights.ts';
import { domainOf, domainsAbove, normaliseAddress } from './guest-address.ts';
import { checkedEnd, checkedReason } from './guest-dates.ts';
import type { GuestDeps, GuestSpaceRole } from './guest-deps.ts';
import { endJob } from './guest-deps.ts';
import { guestExists, guestIsMember, guestTooManyInvitations, sponsorUnfit } from './guest-errors.ts';
import { invitationMail } from './guest-mails.ts';
import { requireInvite } from './guest-rights.ts';
import { createGuestLogin, createInvitation } from './guest-token.ts';
import { viewGuest } from './guest-view.ts';
import type { GuestView } from './guest-view.ts';
import { guestWriter } from './guest-writer.ts';

export interface NewGuestInput {
  readonly name: string;
  readonly address: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  readonly language?: 'de' | 'en';
  /** A project space that they are added to, too. */
  readonly space?: { readonly id: number; readonly role: GuestSpaceRole };
  /** Who is responsible, where the command line invites; else the actor. */
  readonly sponsorLogin?: string;
}

const invitationsADay = 100;
const day = 24 * 3_600_000;

const findMailDomain = statement(
  'directory.find-mail-domain-of-address',
  'select domain from directory.mail_domain where domain = any ($1) limit 1',
);
const findMembers = statement(
  'directory.find-members-of-address',
  `select p.id, json_build_object('id', p.organisation_id) as organisation, p.role, p.disabled_at is not null as disabled
   from directory.person p
   where p.role <> 'guest' and p.erased_at is null and (lower(p.email) = $1
     or p.id in (select person_id from directory.person_address where address = $1))`,
);

/**
 * One step: the person, what makes them a guest of the sponsor's organisation, and the mail. Somebody who is another
 * organisation's guest already becomes one of this too, under the same login, and has to accept again: whoever invites
 * sees the same either way.
 */
export function inviteGuest(deps: GuestDeps) {
  const { db, clock, events, trees, people, guests, mail, jobs, spaces, link, personChanged } = deps;

  async function sponsorFor(actor: Actor, login: string | undefined): Promise<PersonCard> {
    if (login !== undefined && actor.kind === 'person' && login !== actor.login) throw sponsorUnfit();
    const found = login === undefined ? undefined : await people.byLogin(login);
    const sponsor = actor.kind === 'person' ? await people.byId(actor.personId) : found;
    if (!sponsor || sponsor.disabled || sponsor.role === 'guest') throw sponsorUnfit();
    return sponsor;
  }

  async function requireOutsider(actor: Actor, address: string): Promise<void> {
    const domains = domainsAbove(domainOf(address));
    if ((await db.query(findMailDomain, [domains])).length > 0) throw guestIsMember();
    const tree = await trees.current();
    const members = await db.query<Subject>(findMembers, [address]);
    // whoever may not find that person must not learn by this that they are there
    if (members.some((member) => sees(actor, tree, member))) throw guestIsMember();
  }

  return async (actor: Actor, input: NewGuestInput): Promise<GuestView> => {
    const tree = await trees.current();
    if (actor.kind === 'person') requireInvite(actor, tree, actor.organisationId);
    const sponsor = await sponsorFor(actor, input.sponsorLogin);
    const organisationId = sponsor.organisation.id;
    requireInvite(actor, tree, organisationId);
    const name = checkedName(input.name);
    if (/[\p{Cf}\p{Cs}]/u.test(name)) throw invalid('name', 'A name has no invisible characters.');
    const address = normaliseAddress(input.address);
    const reason = checkedReason(input.reason);
    const now = clock.now();
    const endsAt = checkedEnd(input.endsAt, now, tree.rule(organisationId, 'guests.longest_days'));
    const language = input.language ?? 'de';
    await requireOutsider(actor, address);
    const space = input.space && (await spaces.checkInvite(actor, input.space.id));
    const place = space?.name ?? null;

    const invitation = createInvitation(now);
    const view = await db.transaction(async (tx) => {
      const since = new Date(now - day);
      if ((await guestWriter.countSent(tx, sponsor.id, since)) >= invitationsADay) throw guestTooManyInvitations();
      const known = await guestWriter.personOfAddress(tx, address);
      const personId = known ?? (await newPerson(tx, actor, { name, address, organisationId, language }));
      const about = { name, address, reason, place, endsAt };
      const made = { personId, organisationId, sponsorId: sponsor.id, invitedAt: new Date(now), invitation, ...about };
      const id = await guestWriter.insert(tx, made);
      if (id === undefined) throw await alreadyHere(tx, personId, organisationId);
      const subject = `person:${personId}`;
      const data = { organisationId, sponsorId: sponsor.id, endsAt: endsAt.getTime() };
      await events.record(tx, actor, { type: 'directory.guest_invited', subject, organisationId, data });
      const letter = { language, name, inviter: sponsor.name, organisation: sponsor.organisation.name, place, reason };
      const dates = { endsAt, invitationEndsAt: invitation.endsAt };
      const text = invitationMail({ ...letter, ...dates, link: link(`/invitation/${invitation.token}`) });
      await mail.send(tx, { ...text, to: address, organisationId });
      await jobs.enqueue(tx, endJob, {}, { key: String(id), runAt: endsAt });
      tx.afterCommit(() => personChanged(personId));
      return viewGuest((await guests.lock(tx, id))!, now);
    });
    if (input.space) await spaces.add(actor, input.space.id, view.login, input.space.role);
    return view;
  };

  async function alreadyHere(tx: Queryable, personId: number, organisationId: number) {
    const there = (await guests.ofPerson(personId, tx)).find((guest) => guest.organisationId === organisationId);
    return guestExists(there?.login ?? '', there?.sponsorName ?? null);
  }

  async function newPerson(
    tx: Transaction,
    actor: Actor,
    person: { name: string; address: string; organisationId: number; language: 'de' | 'en' },
  ): Promise<number> {
    const { name, address: email, organisationId, language } = person;
    for (;;) {
      const login = createGuestLogin();
      const none = { jobTitle: null, phone: null, place: null, addresses: [] };
      const made = { login, name, email, organisationId, role: 'guest', language, ...none } as const;
      const id = (await writeNewPeople(tx, [made])).get(login);
      if (id === undefined) continue;
      await guestWriter.insertAddress(tx, email, id);
      const data = { login, role: 'guest' };
      await events.record(tx, actor, { type: 'directory.person_added', subject: `person:${id}`, organisationId, data });
      return id;
    }
  }
}
