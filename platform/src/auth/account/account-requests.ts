import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable, Transaction } from '@landescloud/platform/database';
import { findPerson } from '../find-person.ts';
import type { Identity, IdentitySource } from '../identity-source.ts';

export type AccountRequestKind = 'password-reset' | 'mail-code';

export interface AccountRequest {
  readonly kind: AccountRequestKind;
  /** Login or mail address, as somebody wrote it. */
  readonly typed: string;
  /** From a browser in which this login has signed in before. */
  readonly known: boolean;
  readonly mailCode: Buffer | null;
}

/** Does what was asked for; the person may sign in. */
export type AccountRequestHandler = (tx: Transaction, identity: Identity, request: AccountRequest) => Promise<void>;

/**
 * What somebody who is not signed in asks for, to be sent to the person whom they name. Asking writes one row, whoever is
 * named; who that is, is looked up after the answer. So neither the answer nor its time tells who exists.
 */
export interface AccountRequests {
  add(tx: Queryable, request: AccountRequest): Promise<void>;
  /** After the answer; what is left of a process that was killed, too. */
  work(): Promise<void>;
  /** Once what is under way is done. */
  idle(): Promise<void>;
  sweep(): Promise<void>;
}

const lifeMs = 15 * 60_000;

const insertRequest = statement(
  'auth.insert-account-request',
  'insert into auth.account_request (kind, typed, known, mail_code, created_at) values ($1, $2, $3, $4, $5)',
);
const nextRequest = statement(
  'auth.next-account-request',
  `select id, kind, typed, known, mail_code as "mailCode" from auth.account_request
   where id > $1 and created_at > $2 order by id limit 1`,
);
const takeRequest = statement(
  'auth.take-account-request',
  'delete from auth.account_request where id = $1 returning id',
);
const deleteExpired = statement(
  'auth.delete-expired-account-requests',
  'delete from auth.account_request where created_at <= $1',
);

export interface AccountRequestDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identities: IdentitySource;
  readonly handlers: () => Readonly<Record<AccountRequestKind, AccountRequestHandler>>;
}

export function createAccountRequests({ db, clock, identities, handlers }: AccountRequestDeps): AccountRequests {
  let working: Promise<void> | undefined;
  let again = false;

  async function workOff(): Promise<void> {
    let after = 0;
    for (;;) {
      const since = new Date(clock.now() - lifeMs);
      const [next] = await db.query<AccountRequest & { id: number }>(nextRequest, [after, since]);
      if (next === undefined) return;
      after = next.id;
      const identity = await findPerson(identities, next.typed);
      // what fails is tried again in a minute, and holds up nobody else's
      await db
        .transaction(async (tx) => {
          const taken = await tx.query(takeRequest, [next.id]);
          if (taken.length > 0 && identity?.disabled === false) await handlers()[next.kind](tx, identity, next);
        })
        .catch(() => undefined);
    }
  }

  return {
    async add(tx, { kind, typed, known, mailCode }) {
      await tx.query(insertRequest, [kind, typed, known, mailCode, new Date(clock.now())]);
    },
    async work() {
      again = true;
      working ??= (async () => {
        try {
          while (again) {
            again = false;
            await workOff();
          }
        } finally {
          working = undefined;
        }
      })();
      await working;
    },
    async idle() {
      await working?.catch(() => undefined);
    },
    async sweep() {
      await db.query(deleteExpired, [new Date(clock.now() - lifeMs)]);
    },
  };
}
