import type { Clock } from '@landescloud/kernel';
import { systemActor } from '@landescloud/kernel';
import type { Database, Transaction } from '@landescloud/platform/database';
import { auditEvent, redactedType } from './audit-events.ts';
import type { Recorder } from './audit-events.ts';
import { redactEntries } from './entry-writer.ts';
import type { RetentionRule } from './retention-rules.ts';
import { retentionDays } from './retention-rules.ts';

export interface RedactDeps {
  readonly db: Database;
  readonly events: Recorder;
  readonly clock: Clock;
}

const day = 24 * 3_600_000;
const batch = 5_000;

/** Deletes payloads and tells how many in the same transaction: what was deleted in another way does not add up. */
async function redact(
  { events, clock }: RedactDeps,
  tx: Transaction,
  ids: readonly number[],
  reason: Round['reason'],
): Promise<number> {
  const entries = await redactEntries(tx, ids);
  const told = auditEvent(systemActor('audit-retention'), clock, redactedType, { ...reason, entries });
  if (entries > 0) await events.record(tx, [told]);
  return entries;
}

/** One kind of entries, as far as their time is over. */
interface Round {
  /** Ids up to this one are done. */
  readonly from: number;
  /** Milliseconds since 1970. */
  readonly before: number;
  readonly reason: { readonly reason: string; readonly type?: string; readonly organisationId?: number };
  /** The next entries behind `from`, in their order. */
  next(from: number): Promise<{ id: number; at: number }[]>;
  /** Remembers it with what it deletes. */
  reach(tx: Transaction, id: number): Promise<unknown>;
}

async function redactRound(deps: RedactDeps, round: Round, signal?: AbortSignal): Promise<number> {
  let redacted = 0;
  for (let { from } = round; signal?.aborted !== true;) {
    const rows = await round.next(from);
    // Ids follow time nearly, not exactly: from the first that is young on they are looked at again another day.
    const young = rows.findIndex(({ at }) => at >= round.before);
    const reached = rows.slice(0, young === -1 ? rows.length : young).at(-1)?.id ?? from;
    const over = rows.filter(({ at }) => at < round.before).map(({ id }) => id);
    if (over.length > 0) {
      redacted += await deps.db.transaction(async (tx) => {
        await round.reach(tx, reached);
        return redact(deps, tx, over, round.reason);
      });
    }
    if (rows.length < batch || young !== -1) break;
    from = reached;
  }
  return redacted;
}

/** Deletes the payloads whose time is over by their kind; answers how many. */
export async function redactExpired(
  deps: RedactDeps,
  rules: readonly RetentionRule[],
  signal?: AbortSignal,
): Promise<number> {
  const { db, clock } = deps;
  let redacted = 0;
  const types = await db.query<{ type: string; done: number }>(
    'select type, redacted_to as done from audit.type where type <> $1',
    [redactedType],
  );
  for (const { type, done } of types) {
    const round: Round = {
      from: done,
      before: clock.now() - retentionDays(rules, type) * day,
      reason: { reason: 'retention', type },
      next: (from) =>
        db.query(`select id, at from audit.entry where type = $1 and id > $2 order by id limit ${batch}`, [type, from]),
      reach: (tx, id) =>
        tx.query('update audit.type set redacted_to = greatest(redacted_to, $2) where type = $1', [type, id]),
    };
    redacted += await redactRound(deps, round, signal);
  }
  return redacted;
}

/** The same for organisations that keep what names people more briefly; answers how many. */
export async function redactByOrganisation(
  deps: RedactDeps,
  days: ReadonlyMap<number, number>,
  signal?: AbortSignal,
): Promise<number> {
  const { db, clock } = deps;
  let redacted = 0;
  const known = await db.query<{ id: number; done: number }>(
    'select organisation_id as id, redacted_to as done from audit.organisation',
  );
  const done = new Map(known.map((row) => [row.id, row.done]));
  for (const [id, kept] of days) {
    const round: Round = {
      from: done.get(id) ?? 0,
      before: clock.now() - kept * day,
      reason: { reason: 'retention', organisationId: id },
      next: (from) =>
        db.query(
          `select id, at from audit.entry where organisation_id = $1 and id > $2 and type <> $3 order by id limit ${batch}`,
          [id, from, redactedType],
        ),
      reach: (tx, reached) =>
        tx.query(
          `insert into audit.organisation (organisation_id, redacted_to) values ($1, $2)
           on conflict (organisation_id) do update set redacted_to = greatest(audit.organisation.redacted_to, $2)`,
          [id, reached],
        ),
    };
    redacted += await redactRound(deps, round, signal);
  }
  return redacted;
}

/** Deletes whatever says something about the person, done by them or to them; answers how many entries. */
export async function redactPerson(deps: RedactDeps, personId: number): Promise<number> {
  const { db } = deps;
  let redacted = 0;
  for (;;) {
    const rows = await db.query<{ id: number }>(
      `(select id from audit.entry where person_id = $1 and type <> $2 limit ${batch})
       union (select id from audit.entry where concerned @> array[$1::bigint] and type <> $2 limit ${batch})`,
      [personId, redactedType],
    );
    if (rows.length === 0) return redacted;
    const ids = rows.map(({ id }) => id);
    redacted += await db.transaction((tx) => redact(deps, tx, ids, { reason: 'erasure' }));
  }
}
