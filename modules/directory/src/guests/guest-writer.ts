import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { foldName } from '../fold-name.ts';
import type { EndCause } from './guest-view.ts';

export interface NewGuest {
  readonly personId: number;
  readonly organisationId: number;
  readonly sponsorId: number;
  readonly name: string;
  readonly address: string;
  readonly reason: string;
  readonly place: string | null;
  readonly invitedAt: Date;
  readonly endsAt: Date;
  readonly invitation: Invitation;
}

export interface Invitation {
  readonly hash: Buffer;
  readonly sentAt: Date;
  readonly endsAt: Date;
}

export interface GuestChange {
  readonly reason: string;
  readonly endsAt: Date;
  readonly sponsorId: number | null;
}

const insertGuest = statement(
  'directory.insert-guest',
  `insert into directory.guest (person_id, organisation_id, sponsor_id, name, address, reason, place, folded, invited_at,
     ends_at, confirmed_at, invitation_hash, invitation_sent_at, invitation_ends_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $11, $12, $13) on conflict do nothing returning id`,
);
const updateGuest = statement(
  'directory.update-guest',
  'update directory.guest set reason = $2, ends_at = $3, sponsor_id = $4, folded = $5 where id = $1',
);
const confirmGuest = statement(
  'directory.confirm-guest',
  'update directory.guest set confirmed_at = $2, reminded_for = null where id = $1',
);
const noteReminder = statement(
  'directory.note-guest-reminder',
  `update directory.guest set reminded_for = $2
   where id = $1 and ended_at is null and reminded_for is distinct from $2 returning id`,
);
const replaceInvitation = statement(
  'directory.replace-invitation',
  `update directory.guest set invitation_hash = $2, invitation_sent_at = $3, invitation_ends_at = $4 where id = $1`,
);
const acceptGuest = statement(
  'directory.accept-guest',
  `update directory.guest set accepted_at = $2
   where id = $1 and invitation_hash = $3 and accepted_at is null and ended_at is null returning id`,
);
const endGuest = statement(
  'directory.end-guest',
  `update directory.guest set ended_at = $2, end_cause = $3
   where id = $1 and ended_at is null returning id`,
);
const countSent = statement(
  'directory.count-sent-invitations',
  'select count(*) as sent from directory.guest where sponsor_id = $1 and invitation_sent_at > $2',
);
const lockAddress = statement(
  'directory.lock-guest-address',
  `select pg_advisory_xact_lock(hashtextextended('directory.guest ' || $1, 0))`,
);
const findPersonOfAddress = statement(
  'directory.find-guest-address',
  'select person_id as "personId" from directory.guest_address where address = $1',
);
const insertAddress = statement(
  'directory.insert-guest-address',
  'insert into directory.guest_address (address, person_id) values ($1, $2)',
);
const leavePerson = statement(
  'directory.leave-guest',
  `update directory.person set disabled_at = $2, left_at = $2 where id = $1 and disabled_at is null returning id`,
);
const returnPerson = statement(
  'directory.return-guest',
  `update directory.person set disabled_at = null, left_at = null
   where id = $1 and left_at is not null and erased_at is null returning id`,
);
const movePerson = statement(
  'directory.move-guest',
  'update directory.person set organisation_id = $2 where id = $1 and organisation_id <> $2 returning id',
);
const eraseGuests = statement(
  'directory.erase-guests',
  `with gone as (delete from directory.guest_address where person_id = $1)
   update directory.guest set name = '', address = '', reason = '', folded = '', invitation_hash = null where person_id = $1`,
);

/** What a guest is found by. */
function folded(guest: { name: string; address: string; reason: string }): string {
  return foldName(`${guest.name} ${guest.address} ${guest.reason}`);
}

export const guestWriter = {
  /** Undefined where the organisation has this guest already. */
  async insert(tx: Queryable, guest: NewGuest): Promise<number | undefined> {
    const { personId, organisationId, sponsorId, name, address, reason, place, invitedAt, endsAt, invitation } = guest;
    const about = [personId, organisationId, sponsorId, name, address, reason, place, folded(guest), invitedAt, endsAt];
    const link = [invitation.hash, invitation.sentAt, invitation.endsAt];
    return (await tx.query<{ id: number }>(insertGuest, [...about, ...link]))[0]?.id;
  },
  async update(tx: Queryable, guest: { id: number; name: string; address: string }, change: GuestChange) {
    const found = folded({ ...guest, reason: change.reason });
    await tx.query(updateGuest, [guest.id, change.reason, change.endsAt, change.sponsorId, found]);
  },
  async confirm(tx: Queryable, id: number, at: Date): Promise<void> {
    await tx.query(confirmGuest, [id, at]);
  },
  /** False where the sponsor was told already. */
  async noteReminder(tx: Queryable, id: number, deadline: Date): Promise<boolean> {
    return (await tx.query(noteReminder, [id, deadline])).length > 0;
  },
  async replaceInvitation(tx: Queryable, id: number, { hash, sentAt, endsAt }: Invitation): Promise<void> {
    await tx.query(replaceInvitation, [id, hash, sentAt, endsAt]);
  },
  /** Of two who accept at once, one. */
  async accept(tx: Queryable, id: number, hash: Buffer, at: Date): Promise<boolean> {
    return (await tx.query(acceptGuest, [id, at, hash])).length > 0;
  },
  async end(tx: Queryable, id: number, cause: EndCause, at: Date): Promise<boolean> {
    return (await tx.query(endGuest, [id, at, cause])).length > 0;
  },
  async countSent(tx: Queryable, sponsorId: number, since: Date): Promise<number> {
    return (await tx.query<{ sent: number }>(countSent, [sponsorId, since]))[0]?.sent ?? 0;
  },
  /** Two who invite the same address at once come one after the other. */
  async personOfAddress(tx: Queryable, address: string): Promise<number | undefined> {
    await tx.query(lockAddress, [address]);
    return (await tx.query<{ personId: number }>(findPersonOfAddress, [address]))[0]?.personId;
  },
  async insertAddress(tx: Queryable, address: string, personId: number): Promise<void> {
    await tx.query(insertAddress, [address, personId]);
  },
  /** Nobody whom an administrator has locked: that stays what it is. */
  async leave(tx: Queryable, personId: number, at: Date): Promise<boolean> {
    return (await tx.query(leavePerson, [personId, at])).length > 0;
  },
  async return(tx: Queryable, personId: number): Promise<boolean> {
    return (await tx.query(returnPerson, [personId])).length > 0;
  },
  async move(tx: Queryable, personId: number, organisationId: number): Promise<boolean> {
    return (await tx.query(movePerson, [personId, organisationId])).length > 0;
  },
  async erase(tx: Queryable, personId: number): Promise<void> {
    await tx.query(eraseGuests, [personId]);
  },
};
