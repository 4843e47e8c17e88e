import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { hashToken } from '../token.ts';

export type ChallengePurpose = 'sign-in' | 'second-factor' | 'step-up' | 'register';

/** Who asked: nobody else's answer counts. */
export type AskedBy =
  | { readonly stepCookie: string | undefined }
  | { readonly stepId: number }
  | { readonly sessionId: number };

/** What authenticators are asked to sign: each once, by whom it was given to, within five minutes. */
export interface Challenges {
  keep(challenge: string, purpose: ChallengePurpose, by: AskedBy): Promise<void>;
  /** Whether it was there; afterwards it is not. */
  take(challenge: string, purpose: ChallengePurpose, by: AskedBy): Promise<boolean>;
  sweep(): Promise<void>;
}

const lifeMs = 5 * 60_000;

const insertChallenge = statement(
  'auth.insert-challenge',
  'insert into auth.challenge (challenge, purpose, bound_to, expires_at) values ($1, $2, $3, $4)',
);
const takeChallenge = statement(
  'auth.take-challenge',
  `delete from auth.challenge where challenge = $1 and purpose = $2 and bound_to = $3 and expires_at > $4
   returning challenge`,
);
const deleteExpired = statement('auth.delete-expired-challenges', 'delete from auth.challenge where expires_at <= $1');

export function createChallenges(db: Database, clock: Clock): Challenges {
  return {
    async keep(challenge, purpose, by) {
      await db.query(insertChallenge, [challenge, purpose, boundTo(by), new Date(clock.now() + lifeMs)]);
    },
    async take(challenge, purpose, by) {
      const taken = await db.query(takeChallenge, [challenge, purpose, boundTo(by), new Date(clock.now())]);
      return taken.length > 0;
    },
    async sweep() {
      await db.query(deleteExpired, [new Date(clock.now())]);
    },
  };
}

function boundTo(by: AskedBy): string {
  if ('stepId' in by) return `step ${by.stepId}`;
  if ('sessionId' in by) return `session ${by.sessionId}`;
  return `browser ${hashToken(by.stepCookie ?? '').toString('hex')}`;
}
