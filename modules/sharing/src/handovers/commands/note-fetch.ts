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

const note = statement(
  'sharing.note-fetch',
  `insert into sharing.handover_fetch as t (file_id, who, person_id, name, begun_at, completed_at)
   values ($1, $2, $3, $4, $5, case when $6 then $5::bigint end)
   on conflict (file_id, who) do update set times = t.times + 1,
     completed_at = coalesce(t.completed_at, excluded.completed_at)
   returning times = 1 or (completed_at = $5 and $6) as "isNews"`,
);

const first = statement(
  'sharing.note-first-fetch',
  'update sharing.handover set first_fetched_at = $2 where id = $1 and first_fetched_at is null returning id',
);

interface Concerned {
  readonly fileId: number;
  readonly id: number;
  readonly organisationId: number;
  readonly path: string;
  readonly isFetched: boolean;
}

export function noteFetch(deps: HandoverDeps) {
  const { db, clock } = deps;

  async function keep(tx: Queryable, reader: Reader, file: Concerned, complete: boolean): Promise<boolean> {
    const isPerson = reader.kind === 'person';
    const who = isPerson ? `person:${reader.personId}` : `link:${reader.granteeId}:${reader.name}`;
    const values = [isPerson ? reader.personId : null, isPerson ? '' : reader.name, clock.now(), complete];
    const [row] = await tx.query<{ isNews: boolean }>(note, [file.fileId, who.slice(0, 400), ...values]);
    return row?.isNews === true;
  }

  return async (
    reader: Reader,
    { nodeId, contentId, complete }: { nodeId: number; contentId: number; complete: boolean },
  ): Promise<void> => {
    const grantee = reader.kind === 'person' ? reader.personId : reader.granteeId;
    const found = await db.query<Concerned>(concerned, [contentId, nodeId, grantee]);
    for (const file of found) {
      await db.transaction(async (tx) => {
        if (!(await keep(tx, reader, file, complete)) || !complete) return;
        const { id, organisationId, path } = file;
        await recordEvent(deps, tx, reader, {
          type: 'sharing.handover_fetched',
          id,
          organisationId,
          data: { nodeId, name: path },
        });
        if (file.isFetched || (await tx.query(first, [id, clock.now()])).length === 0) return;
        const handover = await findHandover(tx, id);
        if (handover !== undefined) await tellFetched(deps, tx, handover, reader);
      });
    }
  };
}
