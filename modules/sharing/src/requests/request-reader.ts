import { type Queryable, statement } from '@landescloud/platform/database';
import type { OwnPart, RequestItem, RequestRecipient, RequestSummary } from './request-view.ts';

export interface RequestRow extends RequestSummary {
  readonly message: string;
  readonly remindDays: number | null;
  readonly askerId: number | null;
  readonly organisationId: number;
}

const person = (alias: string) => `json_build_object('name', ${alias}.name, 'login', ${alias}.login, 'address', null)`;

const cameFor = (recipient: string) => `select i.id from sharing.request_item i
  where i.request_id = ${recipient}.request_id and exists (
    select 1 from sharing.request_part t join sharing.handover_file f on f.handover_id = t.handover_id
    where t.recipient_id = ${recipient}.id and starts_with(f.path, i.folder_name || '/'))`;

const missingOf = (recipient: string) => `select m.id from sharing.request_item m
  where m.request_id = ${recipient}.request_id and m.required and m.id not in (${cameFor(recipient)})`;

const columns = `r.id, r.title, json_build_object('id', r.folder_id, 'name', r.folder_name) as folder, r.message,
  case when a.id is not null then ${person('a')} end as asker, r.asker_id as "askerId",
  r.organisation_id as "organisationId", r.due_at as "dueAt", r.remind_days as "remindDays", r.made_at as "madeAt",
  r.closed_at as "closedAt",
  (select count(*)::int from sharing.request_recipient n where n.request_id = r.id) as "recipientCount",
  (select count(*)::int from sharing.request_recipient n where n.request_id = r.id
     and exists (select 1 from sharing.request_part t where t.recipient_id = n.id and t.handover_id is not null)
     and not exists (${missingOf('n')})) as "completeCount"`;
const from = 'from sharing.request r left join directory.person a on a.id = r.asker_id';

const findOne = statement('sharing.find-request', `select ${columns} ${from} where r.id = $1`);
const listMine = statement(
  'sharing.list-requests',
  `select ${columns}, count(*) over ()::int as total ${from}
   where r.asker_id = $1 and ($2::boolean is null or (r.closed_at is null) = $2)
   order by r.closed_at is not null, r.due_at, r.id offset $3 limit $4`,
);
const findItems = statement(
  'sharing.items-of-request',
  `select id, name, required, folder_name as "folderName" from sharing.request_item where request_id = $1 order by position`,
);

const parts = `coalesce((select json_agg(json_build_object('handoverId', h.id,
    'number', extract(year from to_timestamp(h.opened_at / 1000.0) at time zone 'Europe/Berlin') || '-' || h.id,
    'submittedAt', t.submitted_at,
    'fileCount', (select count(*) from sharing.handover_file f where f.handover_id = h.id),
    'size', (select coalesce(sum(f.size), 0) from sharing.handover_file f where f.handover_id = h.id)) order by h.id)
  from sharing.request_part t join sharing.handover h on h.id = t.handover_id where t.recipient_id = n.id), '[]') as parts`;

const recipientColumns = `n.id, n.request_id as "requestId", n.person_id as "personId", n.language, n.name, n.address,
  case when p.id is not null then ${person('p')}
    else json_build_object('name', n.name, 'login', null, 'address', n.address) end as who,
  n.mail_id as "mailId", n.sent_at as "sentAt", n.opened_at as "openedAt", n.done_at as "doneAt", n.reminders, n.reminded_at as "remindedAt",
  n.token_sealed as "tokenSealed", array(${cameFor('n')}) as came, array(${missingOf('n')}) as missing, ${parts}`;
const recipientFrom = 'from sharing.request_recipient n left join directory.person p on p.id = n.person_id';

export interface RecipientRow extends Omit<RequestRecipient, 'mail'> {
  readonly mailId: number | null;
  readonly requestId: number;
  readonly personId: number | null;
  readonly language: 'de' | 'en';
  readonly name: string;
  readonly address: string | null;
  readonly tokenSealed: Buffer;
}

const findRecipients = statement(
  'sharing.recipients-of-request',
  `select ${recipientColumns} ${recipientFrom} where n.request_id = $1 order by n.id`,
);
const findByToken = statement(
  'sharing.find-request-recipient-by-token',
  `select ${recipientColumns} ${recipientFrom} where n.token_hash = $1`,
);
const findRecipient = statement(
  'sharing.find-request-recipient',
  `select ${recipientColumns} ${recipientFrom} where n.id = $1`,
);
const findOrganisation = statement(
  'sharing.find-organisation-of-request',
  `select r.organisation_id as id from sharing.request_recipient n join sharing.request r on r.id = n.request_id
   where n.token_hash = $1`,
);
const openPart = statement(
  'sharing.find-open-request-part',
  `select id, folder_id as "folderId", folder_name as "folderName" from sharing.request_part
   where recipient_id = $1 and submitted_at is null`,
);
const ownParts = statement(
  'sharing.own-parts-of-request',
  `select h.id as "handoverId",
     extract(year from to_timestamp(h.opened_at / 1000.0) at time zone 'Europe/Berlin') || '-' || h.id as number,
     t.id, t.submitted_at as "submittedAt", t.receipt_sealed as "receiptSealed", f.count as "fileCount", f.size, f.files
   from sharing.request_part t join sharing.handover h on h.id = t.handover_id
   cross join lateral (
     select count(*)::int, coalesce(sum(size), 0)::bigint as size,
       coalesce(json_agg(json_build_object('path', path, 'size', size) order by path) filter (where at <= $2), '[]') as files
     from (select path, size, row_number() over (order by path) as at from sharing.handover_file where handover_id = h.id) one
   ) f
   where t.recipient_id = $1 order by t.submitted_at, t.id`,
);
const openParts = statement(
  'sharing.open-parts-of-request',
  `select t.id, t.folder_id as "folderId", t.folder_name as "folderName" from sharing.request_part t
   join sharing.request_recipient n on n.id = t.recipient_id where n.request_id = $1 and t.submitted_at is null`,
);

export interface PartRow {
  readonly id: number;
  readonly folderId: number;
  readonly folderName: string;
}
export interface OwnPartRow extends Omit<OwnPart, 'receipt'> {
  readonly id: number;
  readonly receiptSealed: Buffer | null;
}
export interface ItemRow extends RequestItem {
  readonly folderName: string;
}

const first = async <Row>(rows: Promise<Row[]>): Promise<Row | undefined> => (await rows)[0];

export const requestReader = {
  byId: (q: Queryable, id: number) => first(q.query<RequestRow>(findOne, [id])),
  async mine(q: Queryable, personId: number, o: { isOpen: boolean | null; offset: number; limit: number }) {
    const rows = await q.query<RequestRow & { total: number }>(listMine, [personId, o.isOpen, o.offset, o.limit]);
    return { total: rows[0]?.total ?? 0, items: rows };
  },
  items: (q: Queryable, id: number) => q.query<ItemRow>(findItems, [id]),
  recipients: (q: Queryable, id: number) => q.query<RecipientRow>(findRecipients, [id]),
  recipientByToken: (q: Queryable, hash: Buffer) => first(q.query<RecipientRow>(findByToken, [hash])),
  organisationByToken: async (q: Queryable, hash: Buffer) =>
    (await first(q.query<{ id: number }>(findOrganisation, [hash])))?.id ?? null,
  recipient: (q: Queryable, id: number) => first(q.query<RecipientRow>(findRecipient, [id])),
  openPart: (q: Queryable, recipientId: number) => first(q.query<PartRow>(openPart, [recipientId])),
  /** At most so many files of each. */
  ownParts: (q: Queryable, recipientId: number, most: number) => q.query<OwnPartRow>(ownParts, [recipientId, most]),
  openParts: (q: Queryable, id: number) => q.query<PartRow>(openParts, [id]),
};
