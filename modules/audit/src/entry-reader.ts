import type { Database } from '@landescloud/platform/database';
import type { AuditEntry, AuditFilter } from './entry.ts';
import { searchStatement } from './search-statement.ts';

export interface EntryQuery extends Omit<AuditFilter, 'organisationId'> {
  /** null: all. */
  readonly organisationIds: readonly number[] | null;
  /** Entries before this id; the newest where it is missing. */
  readonly before?: number;
  readonly limit: number;
}

/** Entries come nearly in the order of their times: none is further from its place. */
const slack = 3_600_000;

/** Newest first. */
export async function searchEntries(db: Database, query: EntryQuery): Promise<AuditEntry[]> {
  const { type = '', text = '', from, to, before, organisationIds, limit, personId, subject } = query;
  const [types, after, until] = await Promise.all([
    type === '' && text === '' ? [] : readTypes(db),
    from === undefined ? 0 : firstIdAt(db, from - slack, Number.MAX_SAFE_INTEGER),
    to === undefined ? Number.MAX_SAFE_INTEGER : firstIdAt(db, to + slack, Number.MAX_SAFE_INTEGER),
  ]);
  const part = text.toLowerCase();
  const search = searchStatement({
    organisationIds,
    types: type === '' ? null : types.filter((each) => each.startsWith(type)),
    ...(personId === undefined ? {} : { personId }),
    ...(subject === undefined ? {} : { subject }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(text === '' ? {} : { text: { types: types.filter((each) => each.includes(part)), part: text } }),
    after: Math.max(after - 1, 0),
    before: Math.min(until, before ?? Number.MAX_SAFE_INTEGER),
    limit,
  });
  return db.query<AuditEntry>(search.text, search.params);
}

async function readTypes(db: Database): Promise<string[]> {
  return (await db.query<{ type: string }>('select type from audit.type')).map((row) => row.type);
}

/** The id of the first entry at that time or later, or where there is none. */
async function firstIdAt(db: Database, at: number, none: number): Promise<number> {
  const [row] = await db.query<{ id: number }>('select id from audit.entry where at >= $1 order by at, id limit 1', [
    at,
  ]);
  return row?.id ?? none;
}
