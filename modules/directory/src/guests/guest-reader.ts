import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { foldName } from '../fold-name.ts';
import { isLogin } from '../input-rules.ts';
import type { GuestRecord, GuestState } from './guest-view.ts';

export interface GuestFilter {
  readonly text: string;
  /** `open`: all but those who have ended. `due`: what the sponsor has to decide. `ending`: within 30 days. `orphaned`: without a sponsor. */
  readonly state: GuestState | 'open' | 'due' | 'ending' | 'orphaned' | 'all';
  /** Those of one sponsor, or of these organisations; null: everybody's. */
  readonly sponsorId: number | null;
  readonly organisationIds: readonly number[] | null;
  readonly now: number;
  readonly offset: number;
  readonly limit: number;
}

export interface GuestReader {
  /** Every organisation's guest behind this login, open ones first. */
  ofLogin(login: string, q?: Queryable): Promise<GuestRecord[]>;
  ofPerson(personId: number, q?: Queryable): Promise<GuestRecord[]>;
  openOfSponsor(sponsorId: number, q?: Queryable): Promise<GuestRecord[]>;
  byInvitation(hash: Buffer, q?: Queryable): Promise<GuestRecord | undefined>;
  /** Locks the row until the transaction ends. */
  lock(tx: Queryable, id: number): Promise<GuestRecord | undefined>;
  /** Open ones whose end, or whose confirmation, lies before. */
  due(endsBefore: Date, confirmedBefore: Date): Promise<GuestRecord[]>;
  search(filter: GuestFilter): Promise<{ total: number; items: GuestRecord[] }>;
}

const select = `select g.id, g.person_id as "personId", p.login, p.language,
  p.disabled_at is not null and p.left_at is null as blocked, g.name, g.address,
  g.organisation_id as "organisationId", o.key as "organisationKey", o.name as "organisationName",
  g.sponsor_id as "sponsorId", s.login as "sponsorLogin", s.name as "sponsorName", g.reason, g.place,
  g.invited_at as "invitedAt", g.ends_at as "endsAt", g.confirmed_at as "confirmedAt", g.reminded_for as "remindedFor",
  g.invitation_sent_at as "invitationSentAt", g.invitation_ends_at as "invitationEndsAt",
  g.accepted_at as "acceptedAt", g.ended_at as "endedAt", g.end_cause as "endCause"`;
const from = `from directory.guest g join directory.person p on p.id = g.person_id
  join directory.organisation o on o.id = g.organisation_id left join directory.person s on s.id = g.sponsor_id`;
const latest = 'order by g.ended_at is not null, g.id desc';

const findOfLogin = statement('directory.find-guests-by-login', `${select} ${from} where p.login = $1 ${latest}`);
const findOfPerson = statement('directory.find-guests-of-person', `${select} ${from} where g.person_id = $1 ${latest}`);
const findOfSponsor = statement(
  'directory.find-guests-of-sponsor',
  `${select} ${from} where g.sponsor_id = $1 and g.ended_at is null order by g.id`,
);
const findByInvitation = statement(
  'directory.find-guest-by-invitation',
  `${select} ${from} where g.invitation_hash = $1`,
);
const lockOne = statement('directory.lock-guest', `${select} ${from} where g.id = $1 for update of g`);
const findDue = statement(
  'directory.find-due-guests',
  `${select} ${from} where g.ended_at is null and (g.ends_at <= $1 or g.confirmed_at <= $2) order by g.id limit 1000`,
);

export function createGuestReader(db: Queryable): GuestReader {
  return {
    async ofLogin(login, q = db) {
      return isLogin(login) ? q.query<GuestRecord>(findOfLogin, [login]) : [];
    },
    ofPerson: (personId, q = db) => q.query<GuestRecord>(findOfPerson, [personId]),
    openOfSponsor: (sponsorId, q = db) => q.query<GuestRecord>(findOfSponsor, [sponsorId]),
    byInvitation: async (hash, q = db) => (await q.query<GuestRecord>(findByInvitation, [hash]))[0],
    lock: async (tx, id) => (await tx.query<GuestRecord>(lockOne, [id]))[0],
    due: (endsBefore, confirmedBefore) => db.query<GuestRecord>(findDue, [endsBefore, confirmedBefore]),
    search: (filter) => searchGuests(db, filter),
  };
}

const open = 'g.ended_at is null and g.ends_at > $1';
const conditions: Readonly<Record<GuestFilter['state'], string>> = {
  all: 'true',
  open,
  invited: `${open} and g.accepted_at is null and g.invitation_ends_at > $1`,
  expired: `${open} and g.accepted_at is null and g.invitation_ends_at <= $1`,
  active: `${open} and g.accepted_at is not null`,
  ended: `not (${open})`,
  // as nextDeadline has it: 30 days ahead, or in the second half of what is left
  due: `${open} and $1 >= greatest(
    least(g.ends_at, g.confirmed_at + interval '8760 hours') - interval '720 hours',
    g.confirmed_at + (least(g.ends_at, g.confirmed_at + interval '8760 hours') - g.confirmed_at) / 2)`,
  ending: `${open} and g.ends_at <= $1 + interval '720 hours'`,
  orphaned: `${open} and g.sponsor_id is null`,
};

async function searchGuests(db: Queryable, filter: GuestFilter): Promise<{ total: number; items: GuestRecord[] }> {
  const { state, sponsorId, organisationIds, now, offset, limit } = filter;
  const words = foldName(filter.text.replaceAll('\0', ' ')).split(' ').filter(Boolean).slice(0, 8);
  const where = `${conditions[state]} and $1::timestamptz is not null
    and ($2::bigint is null or g.sponsor_id = $2) and ($3::bigint[] is null or g.organisation_id = any ($3))
    ${words.map((_, at) => `and g.folded like $${at + 4}`).join(' ')}`;
  const given = [new Date(now), sponsorId, organisationIds, ...words.map((word) => `%${escapeLike(word)}%`)];
  // unnamed: a generic plan ruins LIKE
  const [items, counted] = await Promise.all([
    db.query<GuestRecord>(
      `${select} ${from} where ${where} order by g.ended_at desc nulls first, lower(g.name), g.id
       offset $${given.length + 1} limit $${given.length + 2}`,
      [...given, offset, limit],
    ),
    db.query<{ total: number }>(`select count(*) as total from directory.guest g where ${where}`, given),
  ]);
  return { total: counted[0]?.total ?? 0, items };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
