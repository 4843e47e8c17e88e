import { DomainError } from '@landescloud/kernel';
import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { normaliseLogin } from '../authorization-header.ts';
import type { DeviceTokens } from '../device-tokens.ts';
import type { IdentitySource } from '../identity-source.ts';
import type { SecretBox } from '../secret-box.ts';
import { stepEnded } from '../steps/pending-steps.ts';
import { stepCookieFor } from '../steps/sign-ins.ts';
import type { SigningBrowser, SignIns, SignInOutcome } from '../steps/sign-ins.ts';
import type { Tell } from '../tell.ts';
import type { Throttle } from '../throttle.ts';
import { createToken, hashToken } from '../token.ts';
import type { AccountRequestHandler, AccountRequests } from './account-requests.ts';

/**
 * A code by mail in the place of a password, for guests: eight digits, ten minutes, five tries, in the browser that asked.
 * It amounts to a password; what the rules ask besides is asked next.
 */
export interface MailCodes {
  /** The same for everybody, also for who does not exist or may not sign in so. LimitExceeded `auth.too_many_attempts`. */
  ask(typed: string, browser: SigningBrowser): Promise<AskedCode>;
  /** NotSignedIn `auth.step_ended`, Forbidden `auth.wrong_code`. */
  show(token: string, code: string, browser: SigningBrowser): Promise<SignInOutcome>;
}

export interface AskedCode {
  readonly token: string;
  readonly expiresAt: number;
  readonly stepCookie: string;
}

export interface MailCodeStore extends MailCodes {
  readonly handle: AccountRequestHandler;
  endAll(tx: Queryable, personId: number): Promise<void>;
  sweep(): Promise<void>;
}

const lifeMs = 10 * 60_000;
const triesAtMost = 5;
const digits = 8;
/** Mails a person gets within an hour because of browsers that nobody knows; whoever was here before is not counted. */
const mailsAtMost = 30;
const hourMs = 60 * 60_000;

const insertCode = statement(
  'auth.insert-mail-code',
  `insert into auth.mail_code (token_hash, browser_hash, code_hash, known, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6)`,
);
const giveCode = statement(
  'auth.give-mail-code',
  `update auth.mail_code c set person_id = $2, code_hash = $3
   where token_hash = $1 and person_id is null and expires_at > $4
     and (known or (select count(*) from auth.mail_code o
       where o.person_id = $2 and not o.known and o.created_at > $5) < ${mailsAtMost})
   returning expires_at as "expiresAt"`,
);
const tryCode = statement(
  'auth.try-mail-code',
  `update auth.mail_code set tries = tries + 1
   where token_hash = $1 and browser_hash = $2 and expires_at > $3 and tries < ${triesAtMost}
   returning person_id as "personId", code_hash as "codeHash"`,
);
const useCode = statement(
  'auth.use-mail-code',
  'update auth.mail_code set expires_at = created_at where token_hash = $1 and expires_at > created_at returning tries',
);
const endOfPerson = statement(
  'auth.end-mail-codes',
  'update auth.mail_code set expires_at = created_at where person_id = $1',
);
const deleteOld = statement('auth.delete-old-mail-codes', 'delete from auth.mail_code where created_at <= $1');

export interface MailCodeDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identities: IdentitySource;
  readonly requests: AccountRequests;
  readonly signIns: SignIns;
  readonly devices: DeviceTokens;
  readonly secrets: SecretBox;
  readonly throttle: Throttle;
  readonly tell: Tell;
}

export function createMailCodes(deps: MailCodeDeps): MailCodeStore {
  const { db, clock, identities, secrets } = deps;
  const now = () => new Date(clock.now());
  /** With the key of the server: eight digits could be found out from a mere hash. */
  const hashCode = (tokenHash: Buffer, code: string) =>
    secrets.mac('mail-code', `${tokenHash.toString('hex')} ${code}`);

  return {
    async ask(typed, { address, device, stepCookie: shown }) {
      const login = normaliseLogin(typed);
      const known = deps.devices.recognise(device, login);
      deps.throttle.begin(login, address, known);
      const token = createToken();
      const mailCode = hashToken(token);
      const stepCookie = stepCookieFor(shown);
      const expiresAt = clock.now() + lifeMs;
      const request = { kind: 'mail-code', typed, known: known !== undefined, mailCode } as const;
      await db.transaction(async (tx) => {
        // nobody knows this one: so a code that was never sent looks like any other
        const unknown = randomBytes(32);
        const row = [mailCode, hashToken(stepCookie), unknown, request.known, now(), new Date(expiresAt)];
        await tx.query(insertCode, row);
        await deps.requests.add(tx, request);
      });
      return { token, expiresAt, stepCookie };
    },

    async handle(tx, { personId, mailCode: mayUse }, { mailCode }) {
      if (mayUse !== true || mailCode === null) return;
      const code = String(randomInt(10 ** digits)).padStart(digits, '0');
      const row = [mailCode, personId, hashCode(mailCode, code), now(), new Date(clock.now() - hourMs)];
      const [given] = await tx.query<{ expiresAt: Date }>(giveCode, row);
      if (given === undefined) return;
      const facts = { code, expiresAt: given.expiresAt.getTime() };
      await deps.tell(tx, { personId, kind: 'mail-code', facts });
    },

    async show(token, code, browser) {
      const tokenHash = hashToken(token);
      const shown = [tokenHash, hashToken(browser.stepCookie ?? ''), now()];
      const [row] = await db.query<{ personId: number | null; codeHash: Buffer }>(tryCode, shown);
      if (row === undefined) return stepEnded();
      const right = timingSafeEqual(row.codeHash, hashCode(tokenHash, code.replace(/[\s-]/g, '')));
      const identity = right && row.personId !== null ? await identities.findById(row.personId) : undefined;
      if (!identity || identity.disabled || identity.mailCode !== true) throw wrongCode();
      // of two at once, one
      if ((await db.query(useCode, [tokenHash])).length === 0) return stepEnded();
      return deps.signIns.advance(identity, { methods: ['mail-code'], strength: 'password' }, browser);
    },

    async endAll(tx, personId) {
      await tx.query(endOfPerson, [personId]);
    },
    async sweep() {
      // those that are over are still counted for an hour
      await db.query(deleteOld, [new Date(clock.now() - hourMs)]);
    },
  };
}

function wrongCode(): DomainError {
  return new DomainError('Forbidden', 'auth.wrong_code', 'This code is not right.');
}
