import type { Database } from '@landescloud/platform/database';
import type { Link, Payload } from './chain.ts';

/** An entry as the chain needs it. */
export interface ChainRow extends Link {
  readonly payloadHash: Buffer;
  readonly hash: Buffer;
  /** null: the payload was deleted. */
  readonly salt: Buffer | null;
  /** What is left of a payload when its salt is gone must be nothing. */
  readonly payload: Payload | null;
}

type Columns = [number, number, number, string, number | null, Buffer, Buffer, Buffer | null, ...PayloadColumns];
type PayloadColumns = [
  string | null,
  number | null,
  string | null,
  string | null,
  string | null,
  number[] | null,
  string | null,
];

const page = 2_000;
const text = `select id, event_id, at, type, organisation_id, payload_hash, hash, salt, actor_kind, person_id, name, client,
  subject, concerned, data from audit.entry where id > $1 and id <= $2 order by id limit ${page}`;

/** Entries behind `first` up to `last` in the order of their ids; the next page is on its way while one is looked at. */
export async function* readChain(db: Database, last: number, first = 0): AsyncGenerator<ChainRow> {
  // A failure belongs to whoever waits for the page, however late that is.
  const read = (after: number) => {
    const rows = db.arrays(text, [after, last]) as Promise<Columns[]>;
    rows.catch(() => {});
    return rows;
  };
  for (let rows = await read(first); rows.length > 0;) {
    const end = rows.at(-1)?.[0] ?? last;
    const next = end < last ? read(end) : Promise.resolve([]);
    for (const row of rows) yield toRow(row);
    rows = await next;
  }
}

function toRow([id, eventId, at, type, organisationId, payloadHash, hash, salt, ...payload]: Columns): ChainRow {
  const link = { id, eventId, at, type, organisationId, payloadHash, hash, salt };
  const [actorKind, personId, name, client, subject, concerned, data] = payload;
  if (payload.every((value) => value === null)) return { ...link, payload: null };
  const said = { actorKind: actorKind ?? '', subject: subject ?? '', data: data ?? '' };
  return { ...link, payload: { ...said, personId, name, client, concerned } };
}
