import { hash, randomInt } from 'node:crypto';
import type { SecretBox } from '@landescloud/platform/auth';
import { statement, type Queryable } from '@landescloud/platform/database';

/** Somebody outside who is invited to a meeting of ours. */
export interface Invitation {
  readonly id: number;
  readonly ownerKind: string;
  readonly ownerId: number;
  readonly uid: string;
  readonly address: string;
  readonly name: string;
}

const columns = `id, owner_kind as "ownerKind", owner_id as "ownerId", uid, address, name`;
const RESERVE = statement(
  'calendar.invitation_id',
  `select nextval(pg_get_serial_sequence('calendar.invitation', 'id')) as id`,
);
const KEEP = statement(
  'calendar.keep_invitation',
  `insert into calendar.invitation as kept (id, owner_kind, owner_id, uid, address, name, token_hash, token_sealed, created_at, sent_at, ends_at)
   overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)
   on conflict (owner_kind, owner_id, uid, address) do update
   set sent_at = greatest(excluded.sent_at, (kept.sent_at / 1000 + 1) * 1000), ends_at = excluded.ends_at
   returning id, token_sealed as "tokenSealed", sent_at as "sentAt"`,
);
const BY_TOKEN = statement(
  'calendar.invitation_by_token',
  `select ${columns} from calendar.invitation where token_hash = $1`,
);
const TIDY = statement(
  'calendar.tidy_invitations',
  'delete from calendar.invitation where coalesce(ends_at, sent_at) < $1',
);

/** Lower case and digits alone: it stands in mail addresses, whose case programs change. 124 random bits. */
const letters = '0123456789abcdefghijklmnopqrstuvwxyz';
const length = 24;
export const invitationToken = /^[0-9a-z]{24}$/;

const context = (id: number) => `calendar invitation ${id}`;

export interface NewInvitation extends Omit<Invitation, 'id'> {
  readonly endsAt: number | null;
}

/**
 * The token of this attendee and meeting: the same in every mail about it; and the time that this mail is from, which no other
 * about it shares: programs tell by the second which of two is the newer.
 */
export async function keepInvitation(
  secrets: SecretBox,
  q: Queryable,
  { ownerKind, ownerId, uid, address, name, endsAt }: NewInvitation,
  now: number,
): Promise<{ readonly token: string; readonly sentAt: number }> {
  const [{ id: reserved } = { id: 0 }] = await q.query<{ id: number }>(RESERVE);
  const token = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  const sealed = secrets.seal(Buffer.from(token), context(reserved));
  const values = [reserved, ownerKind, ownerId, uid, address, name, hashOf(token), sealed, now, endsAt];
  const [kept] = await q.query<{ id: number; tokenSealed: Buffer; sentAt: number }>(KEEP, values);
  return { token: secrets.open(kept!.tokenSealed, context(kept!.id)).toString(), sentAt: kept!.sentAt };
}

export async function invitationByToken(q: Queryable, token: string): Promise<Invitation | undefined> {
  if (!invitationToken.test(token)) return undefined;
  return (await q.query<Invitation>(BY_TOKEN, [hashOf(token)]))[0];
}

export async function tidyInvitations(q: Queryable, before: number): Promise<void> {
  await q.query(TIDY, [before]);
}

function hashOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
