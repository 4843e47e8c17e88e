import { randomInt, timingSafeEqual } from 'node:crypto';
import { statement } from '@landescloud/platform/database';
import type { LinksDeps } from '../link-deps.ts';
import { checkedAddress } from '../link-input.ts';
import { codeMail } from '../link-mails.ts';
import { hasEnded, type LinkRecord } from '../link-record.ts';
import { linkStore } from '../link-store.ts';
import { createSecret, hashSecret } from '../link-token.ts';
import { nextMail, type AskingWay, type SentCode } from './next-mail.ts';

/** A code by mail for who was named as a recipient: eight digits, ten minutes, five tries, once. */
export interface VisitCodes {
  /** The same for everybody, also for who is no recipient: what is to be sent is sent after the answer. */
  ask(link: LinkRecord, asked: CodeAsker): Promise<AskedCode>;
  /** Whose it is; null where it is not right. */
  show(link: LinkRecord, challenge: string, code: string): Promise<string | null>;
  sweep(): Promise<void>;
}

export interface AskedCode {
  readonly challenge: string;
  /** Until then a code may come. */
  readonly endsAt: number;
}

export interface CodeAsker {
  readonly address: string;
  readonly way: AskingWay;
  /** What tells who asks from others who come the same way. */
  readonly who: string;
}

const sendJob = 'sharing.send-link-code';
const lifeMs = 10 * 60_000;
const hourMs = 60 * 60_000;
const triesAtMost = 5;
/** Guesses of many, for many recipients at once, must not add up. */
const digits = 8;

const insertCode = statement(
  'sharing.insert-link-code',
  `insert into sharing.link_code (challenge_hash, link_id, address, way, asker, made_at, ends_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const findAsked = statement(
  'sharing.find-link-code',
  `select c.link_id as "linkId", c.address, c.way,
     coalesce((select json_agg(json_build_object('way', o.way, 'same', o.asker = c.asker, 'at', o.sent_at))
       from sharing.link_code o where o.link_id = c.link_id and o.address = c.address and o.sent_at > $2), '[]') as sent
   from sharing.link_code c where c.challenge_hash = $1 and c.code_hash is null and c.made_at > $2`,
);
const giveCode = statement(
  'sharing.give-link-code',
  `update sharing.link_code set code_hash = $2, sent_at = $3, ends_at = $4
   where challenge_hash = $1 and code_hash is null returning link_id`,
);
const tryCode = statement(
  'sharing.try-link-code',
  `update sharing.link_code set tries = tries + 1
   where challenge_hash = $1 and link_id = $2 and ends_at > $3 and tries < ${triesAtMost}
   returning address, code_hash as "codeHash"`,
);
const useCode = statement(
  'sharing.use-link-code',
  'update sharing.link_code set ends_at = made_at where challenge_hash = $1 and ends_at > made_at returning link_id',
);
const deleteOld = statement('sharing.delete-old-link-codes', 'delete from sharing.link_code where made_at <= $1');

interface Asked {
  readonly linkId: number;
  readonly address: string;
  readonly way: AskingWay;
  readonly sent: readonly SentCode[];
}

/** Before `jobs.start`. */
export function createVisitCodes({ db, clock, jobs, mail, secrets }: LinksDeps): VisitCodes {
  /** With the key of the server: six digits could be found out from a mere hash. */
  const hashCode = (challengeHash: Buffer, code: string) =>
    secrets.mac('sharing.link-code', `${challengeHash.toString('hex')} ${code}`);

  jobs.define<{ challenge: string }>(sendJob, async ({ challenge }) => {
    const challengeHash = Buffer.from(challenge, 'hex');
    const now = clock.now();
    const [asked] = await db.query<Asked>(findAsked, [challengeHash, now - hourMs]);
    const link = asked && (await linkStore.byId(db, asked.linkId));
    if (!asked || !link || hasEnded(link, now) || !link.recipients.includes(asked.address)) return;
    const due = nextMail(asked.way, asked.sent, now);
    if (due === null) return;
    if (due > now) {
      await jobs.enqueue(db, sendJob, { challenge }, { runAt: new Date(due) });
      return;
    }
    const endsAt = now + lifeMs;
    const code = String(randomInt(10 ** digits)).padStart(digits, '0');
    await db.transaction(async (tx) => {
      // a job may run twice
      if ((await tx.query(giveCode, [challengeHash, hashCode(challengeHash, code), now, endsAt])).length === 0) return;
      const { organisationId } = link;
      await mail.send(tx, { ...codeMail(code, endsAt), to: asked.address, organisationId });
    });
  });

  return {
    async ask(link, { address: typed, way, who }) {
      const address = checkedAddress(typed, 'address');
      const challenge = createSecret();
      const challengeHash = hashSecret(challenge);
      const now = clock.now();
      const endsAt = now + hourMs;
      // no network is written down, only whether it is the same
      const asker = secrets.mac('sharing.link-code-asker', `${link.id} ${way} ${who}`);
      await db.transaction(async (tx) => {
        await tx.query(insertCode, [challengeHash, link.id, address, way, asker, now, endsAt]);
        await jobs.enqueue(tx, sendJob, { challenge: challengeHash.toString('hex') });
      });
      return { challenge, endsAt };
    },

    async show(link, challenge, code) {
      const challengeHash = hashSecret(challenge);
      const shown = [challengeHash, link.id, clock.now()];
      const [row] = await db.query<{ address: string; codeHash: Buffer | null }>(tryCode, shown);
      if (row === undefined || row.codeHash === null) return null;
      if (!timingSafeEqual(row.codeHash, hashCode(challengeHash, code.replace(/[\s-]/g, '')))) return null;
      // no recipient any more, or of two at once not the first
      if (!link.recipients.includes(row.address) || (await db.query(useCode, [challengeHash])).length === 0)
        return null;
      return row.address;
    },

    async sweep() {
      await db.query(deleteOld, [clock.now() - hourMs]);
    },
  };
}
