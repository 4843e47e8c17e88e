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
  reason: { readonly reason: string; readonly type?: string },
): Promise<number> {
  const entries = await redactEntries(tx, ids);
  const told = auditEvent(systemActor('audit-retention'), clock, redactedType, { ...reason, entries });
  if (entries > 0) await events.record(tx, [told]);
  return entries;
}

/** Deletes the payloads whose time is over; answers how many. */
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
    const before = clock.now() - retentionDays(rules, type) * day;
    for (let from = done; signal?.aborted !== true;) {
      const rows = await db.query<{ id: number; at: number }>(
        `select id, at from audit.entry where type = $1 and id > $2 order by id limit ${batch}`,
        [type, from],
      );
      // Ids follow time nearly, not exactly: from the first that is young on they are looked at again another day.
      const young = rows.findIndex(({ at }) => at >= before);
      const reached = rows.slice(0, young === -1 ? rows.length : young).at(-1)?.id ?? from;
      const over = rows.filter(({ at }) => at < before).map(({ id }) => id);
      redacted += await db.transaction(async (tx) => {
        await tx.query('update audit.type set redacted_to = greatest(redacted_to, $2) where type = $1', [
          type,
          reached,
        ]);
        return redact(deps, tx, over, { reason: 'retention', type });
      });
      if (rows.length < batch || young !== -1) break;
      from = reached;
    }
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
