import type { ContentRead } from '@landescloud/files';
import type { Queryable } from '@landescloud/platform/database';
import { statement } from '@landescloud/platform/database';
import { recordEvent, type HandoverDeps } from '../handover-deps.ts';
import { findHandover } from '../handover-reader.ts';
import type { Reader } from '../handovers.ts';
import { tellFetched } from '../tell-fetched.ts';

// Who only works in the same room has not been handed anything: what goes out counts for its recipients. A recipient
// without a person and a link of its own is a group or an organisation.
const concerned = statement(
  'sharing.handovers-of-content',
  `select f.id as "fileId", h.id, h.organisation_id as "organisationId", f.path, h.first_fetched_at is not null as "isFetched"
   from sharing.handover_file f join sharing.handover h on h.id = f.handover_id
   where f.content_id = $1 and f.node_id = $2 and h.state = 'delivered'
     and case when $3::bigint > 0
       then h.sender_id is distinct from $3 and (h.direction = 'in' or h.owner_id is distinct from $3 and exists (
         select 1 from sharing.handover_recipient r where r.handover_id = h.id
           and (r.person_id = $3 or r.person_id is null and r.grantee_id is null)))
       else h.direction = 'out' and (h.grantee_id = $3 or exists (
         select 1 from sharing.handover_recipient r where r.handover_id = h.id and r.grantee_id = $3)) end`,
);

const before = statement(
  'sharing.fetch-before',
  `select reached, completed_at is not null as "isComplete" from sharing.handover_fetch
   where file_id = $1 and who = $2 for update`,
);

const keep = statement(
  'sharing.keep-fetch',
  `insert into sharing.handover_fetch as t (file_id, who, person_id, name, begun_at, completed_at, reached, times)
   values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict (file_id, who) do update set times = t.times + $8, reached = greatest(t.reached, excluded.reached),
     completed_at = coalesce(t.completed_at, excluded.completed_at)`,
);

const first = statement(
  'sharing.note-first-fetch',
  'update sharing.handover set first_fetched_at = $2 where id = $1 and first_fetched_at is null returning id',
);

const handedOver = statement(
  'sharing.contents-handed-over',
  'select distinct content_id as id from sharing.handover_file where content_id = any ($1)',
);

const gatherFor = 200;

interface Concerned {
  readonly fileId: number;
  readonly id: number;
  readonly organisationId: number;
  readonly path: string;
  readonly isFetched: boolean;
}

/** `fetched` waits for it; `noteRead` is for the way of every download: most belong to no hand-over, and many are asked at once. */
export function noteFetch(deps: HandoverDeps) {
  const { db, clock } = deps;

  /** Answers whether the reader has all of it from now on. */
  async function isNews(tx: Queryable, reader: Reader, file: Concerned, read: ContentRead): Promise<boolean> {
    const { start, length, size } = read;
    const isPerson = reader.kind === 'person';
    const who = isPerson ? `person:${reader.personId}` : `link:${reader.granteeId}:${reader.name}`.slice(0, 400);
    const known = [file.fileId, who];
    const [old] = await tx.query<{ reached: number; isComplete: boolean }>(before, known);
    // who goes on where it broke off has it whole in the end; who looks at the end alone has not
    const reached = start <= (old?.reached ?? 0) ? start + length : (old?.reached ?? 0);
    const completedAt = reached >= size ? clock.now() : null;
    const name = isPerson ? '' : reader.name;
    const personId = isPerson ? reader.personId : null;
    await tx.query(keep, [...known, personId, name, clock.now(), completedAt, reached, start === 0 ? 1 : 0]);
    return completedAt !== null && old?.isComplete !== true;
  }

  async function fetched(reader: Reader, read: ContentRead): Promise<void> {
    const grantee = reader.kind === 'person' ? reader.personId : reader.granteeId;
    const found = await db.query<Concerned>(concerned, [read.contentId, read.nodeId, grantee]);
    for (const file of found) {
      await db.transaction(async (tx) => {
        if (!(await isNews(tx, reader, file, read))) return;
        const { id, organisationId, path } = file;
        const data = { nodeId: read.nodeId, name: path };
        await recordEvent(deps, tx, reader, { type: 'sharing.handover_fetched', id, organisationId, data });
        if (file.isFetched || (await tx.query(first, [id, clock.now()])).length === 0) return;
        const handover = await findHandover(tx, id);
        if (handover !== undefined) await tellFetched(deps, tx, handover, reader);
      });
    }
  }

  let waiting: { readonly reader: Reader; readonly read: ContentRead }[] = [];
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  async function settle(batch: typeof waiting): Promise<void> {
    const rows = await db.query<{ id: number }>(handedOver, [batch.map(({ read }) => read.contentId)]);
    const ids = new Set(rows.map(({ id }) => id));
    for (const { reader, read } of batch.filter((each) => ids.has(each.read.contentId))) await fetched(reader, read);
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const batch = waiting;
    waiting = [];
    // without a database nobody downloads anything either
    running = running.then(() => (batch.length === 0 ? undefined : settle(batch))).catch(() => {});
    return running;
  }

  return {
    fetched,
    noteRead(reader: Reader, read: ContentRead): void {
      waiting.push({ reader, read });
      timer ??= setTimeout(() => void flush(), gatherFor);
    },
    flush,
  };
}
