import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { MailProgress } from '@landescloud/platform/mail';
import { downloadsUsedUp } from '../link-errors.ts';

export interface VisitRecord {
  readonly id: number;
  readonly linkId: number;
  readonly way: 'page' | 'dav';
  readonly address: string | null;
  readonly begunAt: number;
  readonly lastAt: number;
  readonly endsAt: number;
}

/** Who came by a link, and what they did. */
export interface LinkUse {
  readonly visits: VisitView[];
  readonly deliveries: DeliveryUse[];
  /** Who was sent the link by mail, and how far that is. */
  readonly told: { readonly address: string; readonly mail: MailProgress | null }[];
}
export interface VisitView {
  readonly begunAt: number;
  readonly lastAt: number;
  readonly way: 'page' | 'dav';
  readonly address: string | null;
  readonly downloads: { readonly nodeId: number; readonly name: string; readonly at: number }[];
}
export interface DeliveryUse {
  readonly id: number;
  readonly folderId: number;
  readonly folderName: string;
  readonly senderName: string;
  readonly senderOrganisation: string;
  readonly senderAddress: string | null;
  readonly message: string;
  readonly begunAt: number;
  readonly submittedAt: number | null;
}

const visitColumns = `v.id, v.link_id as "linkId", v.way, v.address, v.begun_at as "begunAt", v.last_at as "lastAt",
  v.ends_at as "endsAt"`;

const insertVisit = statement(
  'sharing.insert-link-visit',
  `insert into sharing.link_visit as v (link_id, token_hash, way, address, begun_at, last_at, ends_at)
   values ($1, $2, $3, $4, $5, $5, $6)
   on conflict (token_hash) do update set last_at = excluded.last_at, ends_at = excluded.ends_at
   returning ${visitColumns}`,
);
const findVisit = statement(
  'sharing.find-link-visit',
  `select ${visitColumns} from sharing.link_visit v where v.token_hash = $1 and v.link_id = $2 and v.ends_at > $3`,
);
const touch = statement(
  'sharing.touch-link-visit',
  'update sharing.link_visit set last_at = $2, ends_at = $3 where id = $1 and ends_at > $2',
);
const endAll = statement(
  'sharing.end-link-visits',
  'update sharing.link_visit set ends_at = $2 where link_id = $1 and ends_at > $2',
);
const noteDownload = statement(
  'sharing.insert-link-download',
  `insert into sharing.link_download (visit_id, node_id, name, at) values ($1, $2, $3, $4)
   on conflict do nothing returning node_id`,
);
const countDownload = statement(
  'sharing.count-link-download',
  `update sharing.link set download_count = download_count + 1
   where id = $1 and (download_limit is null or download_count < download_limit) returning id`,
);
const readVisits = statement(
  'sharing.read-link-visits',
  `select v.begun_at as "begunAt", v.last_at as "lastAt", v.way, v.address,
     coalesce((select json_agg(json_build_object('nodeId', d.node_id, 'name', d.name, 'at', d.at) order by d.at)
       from (select * from sharing.link_download d where d.visit_id = v.id order by d.at limit 200) d), '[]') as downloads
   from sharing.link_visit v where v.link_id = $1 order by v.begun_at desc, v.id desc limit 200`,
);
const readDeliveries = statement(
  'sharing.read-link-deliveries',
  `select id, folder_id as "folderId", folder_name as "folderName", sender_name as "senderName",
     sender_organisation as "senderOrganisation", sender_address as "senderAddress", message,
     begun_at as "begunAt", submitted_at as "submittedAt"
   from sharing.link_delivery where link_id = $1 order by begun_at desc, id desc limit 200`,
);

export interface NewVisit {
  readonly linkId: number;
  readonly tokenHash: Buffer;
  readonly way: 'page' | 'dav';
  readonly address: string | null;
  readonly at: number;
  readonly endsAt: number;
}

export async function insertLinkVisit(q: Queryable, visit: NewVisit): Promise<VisitRecord> {
  const { linkId, tokenHash, way, address, at, endsAt } = visit;
  const [made] = await q.query<VisitRecord>(insertVisit, [linkId, tokenHash, way, address, at, endsAt]);
  return made as VisitRecord;
}

export async function findLinkVisit(
  q: Queryable,
  linkId: number,
  tokenHash: Buffer,
  now: number,
): Promise<VisitRecord | undefined> {
  return (await q.query<VisitRecord>(findVisit, [tokenHash, linkId, now]))[0];
}

export async function touchVisit(q: Queryable, id: number, now: number, endsAt: number): Promise<void> {
  await q.query(touch, [id, now, endsAt]);
}

/** What they have begun needs the link's new password, or is over. */
export async function endVisits(q: Queryable, linkId: number, now: number): Promise<void> {
  await q.query(endAll, [linkId, now]);
}

/**
 * Once a visit and file: a download that is resumed, or cut into ranges, is one. Answers whether it is the first. Forbidden
 * `sharing.downloads_used_up`, and then nothing is counted.
 */
export function noteDownloads(
  db: Database,
  visit: Pick<VisitRecord, 'id' | 'linkId'>,
  node: { readonly id: number; readonly name: string },
  now: number,
  onFirst: (tx: Queryable) => Promise<void>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if ((await tx.query(noteDownload, [visit.id, node.id, node.name, now])).length === 0) return false;
    if ((await tx.query(countDownload, [visit.linkId])).length === 0) throw downloadsUsedUp();
    await onFirst(tx);
    return true;
  });
}

export async function readUse(q: Queryable, linkId: number): Promise<Omit<LinkUse, 'told'>> {
  const visits = await q.query<VisitView>(readVisits, [linkId]);
  return { visits, deliveries: await q.query<DeliveryUse>(readDeliveries, [linkId]) };
}
