import { DomainError } from '@landescloud/kernel';
import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { ProviderProof } from '../oidc/provider-proof.ts';
import type { EndedThere } from '../sessions.ts';
import type { SignInMethod } from '../strength.ts';
import { createToken, hashToken } from '../token.ts';
import type { Proof } from './next-step.ts';

/** A sign-in that waits for more. */
export interface PendingStep {
  readonly id: number;
  readonly personId: number;
  readonly kind: 'second-factor' | 'enrol';
  readonly proof: Proof;
  /** What may be shown, or enrolled, next. */
  readonly methods: readonly SignInMethod[];
  readonly isLastTry: boolean;
}

/** What a browser shows to go on: the token, and the cookie that it was given with it. */
export interface ShownStep {
  readonly token: string;
  readonly stepCookie: string | undefined;
}

export type NewStep = Omit<PendingStep, 'id' | 'isLastTry'>;

export interface PendingSteps {
  begin(tx: Queryable, step: NewStep, stepCookie: string): Promise<{ token: string; expiresAt: number }>;
  /** NotSignedIn `auth.step_ended` where token and cookie do not belong together, or it is over. */
  find(shown: ShownStep): Promise<PendingStep>;
  /** The same, and counts a try. */
  try(shown: ShownStep): Promise<PendingStep>;
  /** Takes it away; of two at once, one. */
  complete(tx: Queryable, step: PendingStep): Promise<void>;
  endAll(tx: Queryable, personId: number): Promise<void>;
  /** Those that this provider began, as the session there has ended. */
  endByProvider(tx: Queryable, ended: EndedThere): Promise<void>;
  sweep(): Promise<void>;
}

const lifeMs = 10 * 60_000;
/** A wrong code when enrolling gives nothing away; people mistype. */
const triesAtMost = { 'second-factor': 5, enrol: 20 } as const;

const insertStep = statement(
  'auth.insert-step',
  `insert into auth.pending_step
     (token_hash, browser_hash, person_id, kind, proven, strength, offered, provider, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10)`,
);
const columns = 'id, person_id as "personId", kind, proven, strength, offered, provider, tries';
const isOpen = `token_hash = $1 and browser_hash = $2 and expires_at > $3
  and tries < case kind when 'enrol' then ${triesAtMost.enrol} else ${triesAtMost['second-factor']} end`;
const findStep = statement('auth.find-step', `select ${columns} from auth.pending_step where ${isOpen}`);
const tryStep = statement(
  'auth.try-step',
  `update auth.pending_step set tries = tries + 1 where ${isOpen} returning ${columns}`,
);
const deleteStep = statement('auth.delete-step', 'delete from auth.pending_step where id = $1 returning id');
const deleteOfPerson = statement('auth.delete-steps', 'delete from auth.pending_step where person_id = $1');
const deleteByProvider = statement(
  'auth.delete-steps-by-provider',
  `delete from auth.pending_step where provider ->> 'key' = $1
     and ($2::text is null or provider ->> 'subject' = $2) and ($3::text is null or provider ->> 'sid' = $3)`,
);
const deleteExpired = statement('auth.delete-expired-steps', 'delete from auth.pending_step where expires_at <= $1');

interface Row {
  readonly id: number;
  readonly personId: number;
  readonly kind: PendingStep['kind'];
  readonly proven: SignInMethod[];
  readonly strength: Proof['strength'];
  readonly offered: SignInMethod[];
  readonly provider: ProviderProof | null;
  readonly tries: number;
}

export function createPendingSteps(db: Database, clock: Clock): PendingSteps {
  const now = () => new Date(clock.now());

  async function one(query: typeof findStep, { token, stepCookie }: ShownStep): Promise<PendingStep> {
    const rows = await db.query<Row>(query, [hashToken(token), hashToken(stepCookie ?? ''), now()]);
    const row = rows[0] ?? stepEnded();
    const { id, personId, kind, proven, strength, offered, provider, tries } = row;
    const isLastTry = tries >= triesAtMost[kind];
    return { id, personId, kind, proof: { methods: proven, strength, provider }, methods: offered, isLastTry };
  }

  return {
    async begin(tx, { personId, kind, proof, methods }, stepCookie) {
      const token = createToken();
      const expiresAt = clock.now() + lifeMs;
      const hashes = [hashToken(token), hashToken(stepCookie)];
      const about = [personId, kind, proof.methods, proof.strength, methods, proof.provider ?? null];
      await tx.query(insertStep, [...hashes, ...about, now(), new Date(expiresAt)]);
      return { token, expiresAt };
    },
    find: (shown) => one(findStep, shown),
    try: (shown) => one(tryStep, shown),
    async complete(tx, { id }) {
      if ((await tx.query(deleteStep, [id])).length === 0) stepEnded();
    },
    async endAll(tx, personId) {
      await tx.query(deleteOfPerson, [personId]);
    },
    async endByProvider(tx, { key, subject, sid }) {
      await tx.query(deleteByProvider, [key, subject, sid]);
    },
    async sweep() {
      await db.query(deleteExpired, [now()]);
    },
  };
}

export function stepEnded(): never {
  throw new DomainError('NotSignedIn', 'auth.step_ended', 'This sign-in is over. Begin it again.');
}
