import type { Database } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';
import { appendEntries, readHead, rememberTypes } from './entry-writer.ts';
import type { Head } from './make-entries.ts';
import { makeEntries } from './make-entries.ts';

/** The way into the log: each event once, however often it is delivered, in the order of the outbox. */
export function appendEvents(db: Database): (events: readonly StoredEvent[]) => Promise<void> {
  const known = new Set<string>();
  let head: Head | null = null;

  return async (events) => {
    const unknown = [...new Set(events.map(({ type }) => type))].filter((type) => !known.has(type));
    if (unknown.length > 0) await rememberTypes(db, unknown);
    for (const type of unknown) known.add(type);
    for (;;) {
      const from: Head = head ?? (await readHead(db));
      // Until the statement has answered, nobody knows where the chain ends.
      head = null;
      const entries = makeEntries(
        from,
        events.filter(({ id }) => id > from.eventId),
      );
      const last = entries.at(-1);
      if (!(await appendEntries(db, from, entries))) continue;
      head = last === undefined ? from : { id: last.id, hash: last.hash, eventId: last.eventId };
      return;
    }
  };
}
