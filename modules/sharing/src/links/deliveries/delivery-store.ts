import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

export interface DeliveryRecord {
  readonly id: number;
  readonly linkId: number;
  readonly visitId: number | null;
  readonly folderId: number;
  readonly folderName: string;
  readonly senderName: string;
  readonly senderOrganisation: string;
  readonly senderAddress: string | null;
  readonly senderLanguage: 'de' | 'en';
  readonly message: string;
  readonly begunAt: number;
  readonly submittedAt: number | null;
  readonly closedAt: number | null;
}

const columns = `d.id, d.link_id as "linkId", d.visit_id as "visitId", d.folder_id as "folderId", d.folder_name as "folderName",
  d.sender_name as "senderName", d.sender_organisation as "senderOrganisation", d.sender_address as "senderAddress",
  d.sender_language as "senderLanguage", d.message,
  d.begun_at as "begunAt", d.submitted_at as "submittedAt", d.closed_at as "closedAt"`;

const insertOne = statement(
  'sharing.insert-link-delivery',
  `insert into sharing.link_delivery (id, link_id, visit_id, folder_id, folder_name, sender_name, sender_organisation,
     sender_address, sender_language, message, begun_at, last_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) on conflict do nothing returning id`,
);
const findOpen = statement(
  'sharing.find-open-link-delivery',
  `select ${columns} from sharing.link_delivery d where d.visit_id = $1 and d.closed_at is null`,
);
const findOne = statement(
  'sharing.find-link-delivery',
  `select ${columns} from sharing.link_delivery d where d.id = $1`,
);
const closeOne = statement(
  'sharing.close-link-delivery',
  `update sharing.link_delivery d set closed_at = $2::bigint, submitted_at = case when $3 then $2::bigint end
   where d.id = $1 and d.closed_at is null returning ${columns}`,
);
const touchOne = statement(
  'sharing.touch-link-delivery',
  'update sharing.link_delivery set last_at = $2 where id = $1',
);
const findIdle = statement(
  'sharing.find-idle-link-deliveries',
  `select ${columns}, v.way = 'dav' as "byProgram"
   from sharing.link_delivery d join sharing.link l on l.id = d.link_id left join sharing.link_visit v on v.id = d.visit_id
   where d.closed_at is null and (v.id is null or v.ends_at <= $1 or l.closed_at is not null or (v.way = 'dav' and d.last_at <= $2))
   order by d.id limit 200`,
);

const findOpenOfLink = statement(
  'sharing.find-open-deliveries-of-link',
  `select ${columns}, v.way = 'dav' as "byProgram"
   from sharing.link_delivery d left join sharing.link_visit v on v.id = d.visit_id
   where d.link_id = $1 and d.closed_at is null order by d.id`,
);

/** Whose program does not say when it is done. */
export type OpenDelivery = DeliveryRecord & { readonly byProgram: boolean | null };

export interface NewDelivery extends Omit<DeliveryRecord, 'submittedAt' | 'closedAt'> {
  readonly visitId: number;
}

export const deliveryStore = {
  /** False: the visit has one already. */
  async insert(q: Queryable, delivery: NewDelivery): Promise<boolean> {
    const { id, linkId, visitId, folderId, folderName, senderName, senderOrganisation } = delivery;
    const sender = [senderName, senderOrganisation, delivery.senderAddress, delivery.senderLanguage, delivery.message];
    const made = await q.query(insertOne, [id, linkId, visitId, folderId, folderName, ...sender, delivery.begunAt]);
    return made.length > 0;
  },
  async open(q: Queryable, visitId: number): Promise<DeliveryRecord | undefined> {
    return (await q.query<DeliveryRecord>(findOpen, [visitId]))[0];
  },
  async byId(q: Queryable, id: number): Promise<DeliveryRecord | undefined> {
    return (await q.query<DeliveryRecord>(findOne, [id]))[0];
  },
  /** Undefined where it was closed already. */
  async close(q: Queryable, id: number, at: number, isSubmitted: boolean): Promise<DeliveryRecord | undefined> {
    return (await q.query<DeliveryRecord>(closeOne, [id, at, isSubmitted]))[0];
  },
  async touch(q: Queryable, id: number, at: number): Promise<void> {
    await q.query(touchOne, [id, at]);
  },
  idle: (q: Queryable, now: number, idleSince: number) => q.query<OpenDelivery>(findIdle, [now, idleSince]),
  openOfLink: (q: Queryable, linkId: number) => q.query<OpenDelivery>(findOpenOfLink, [linkId]),
};
