import { type Queryable, statement } from '@landescloud/platform/database';

/** Times as Dates. */
export interface HandoversData {
  /** By or to the person. */
  readonly handovers: readonly unknown[];
  /** What they fetched of what was handed over. */
  readonly fetched: readonly unknown[];
  /** What they asked for, and what they were asked for. */
  readonly fileRequests: readonly unknown[];
}

const time = (column: string) => `to_timestamp(${column} / 1000.0)`;

const handed = statement(
  'sharing.handovers-of-person',
  `select h.direction, h.title, case when h.sender_id = $1 then h.message end as "ownMessage", h.state,
     h.sender_id = $1 as "handedOver", ${time('h.opened_at')} as "openedAt", ${time('h.delivered_at')} as "deliveredAt"
   from sharing.handover h where h.owner_id = $1 or h.sender_id = $1 or h.state <> 'open' and exists (
     select 1 from sharing.handover_recipient r where r.handover_id = h.id and r.person_id = $1) order by h.id`,
);
const fetched = statement(
  'sharing.fetches-of-person',
  `select h.title, f.path, t.times, ${time('t.begun_at')} as "begunAt", ${time('t.completed_at')} as "completedAt"
   from sharing.handover_fetch t join sharing.handover_file f on f.id = t.file_id
   join sharing.handover h on h.id = f.handover_id where t.person_id = $1 order by t.begun_at`,
);
const requests = statement(
  'sharing.requests-of-person',
  `select r.title, case when r.asker_id = $1 then r.message end as "ownMessage", r.asker_id = $1 as asked,
     ${time('r.made_at')} as "madeAt", ${time('r.due_at')} as "dueAt", ${time('r.closed_at')} as "closedAt"
   from sharing.request r where r.asker_id = $1 or exists (
     select 1 from sharing.request_recipient n where n.request_id = r.id and n.person_id = $1) order by r.id`,
);

export async function dataOfHandovers(q: Queryable, personId: number): Promise<HandoversData> {
  const [handovers, fetches, fileRequests] = await Promise.all(
    [handed, fetched, requests].map((each) => q.query<unknown>(each, [personId])),
  );
  return { handovers: handovers ?? [], fetched: fetches ?? [], fileRequests: fileRequests ?? [] };
}
