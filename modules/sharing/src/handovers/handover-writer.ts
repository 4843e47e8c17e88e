import { type Queryable, statement } from '@landescloud/platform/database';
import type { StoredFile } from '@landescloud/files';
import type { HandoverWay, NewRecipient } from './handovers.ts';

const insert = statement(
  'sharing.insert-handover',
  `insert into sharing.handover (direction, way, node_id, node_name, organisation_id, owner_id, grantee_id, sender_id,
     sender_name, sender_address, sender_language, title, message, opened_at, remind_days)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
);

export interface HandoverValues {
  readonly direction: 'in' | 'out';
  readonly way: HandoverWay;
  readonly node: { readonly id: number; readonly name: string };
  readonly organisationId: number;
  readonly ownerId: number;
  readonly granteeId: number | null;
  readonly senderId: number | null;
  readonly senderName: string;
  readonly senderAddress: string | null;
  readonly senderLanguage: 'de' | 'en';
  readonly title: string;
  readonly message: string;
  readonly openedAt: number;
  readonly remindDays: number | null;
}

export async function insertHandover(tx: Queryable, h: HandoverValues): Promise<number> {
  const [row] = await tx.query<{ id: number }>(insert, [
    h.direction,
    h.way,
    h.node.id,
    h.node.name,
    h.organisationId,
    h.ownerId,
    h.granteeId,
    h.senderId,
    h.senderName,
    h.senderAddress,
    h.senderLanguage,
    h.title,
    h.message,
    h.openedAt,
    h.remindDays,
  ]);
  return (row as { id: number }).id;
}

const insertAll = statement(
  'sharing.insert-handover-recipients',
  `insert into sharing.handover_recipient (handover_id, person_id, name, address, language, grantee_id)
   select $1, r.* from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[]) as r`,
);

export async function insertRecipients(tx: Queryable, id: number, all: readonly NewRecipient[]): Promise<void> {
  await tx.query(insertAll, [
    id,
    all.map(({ personId }) => personId ?? null),
    all.map(({ personId, name }) => (personId === undefined ? (name ?? '') : '')),
    all.map(({ address }) => address ?? null),
    all.map(({ language }) => language ?? 'de'),
    all.map(({ granteeId }) => granteeId ?? null),
  ]);
}

const putFiles = statement(
  'sharing.put-handover-files',
  `insert into sharing.handover_file (handover_id, node_id, content_id, path, size, sha256, put_at)
   select $1, f.* from unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bytea[], $7::bigint[]) as f
   on conflict (handover_id, node_id) do update set content_id = excluded.content_id, path = excluded.path,
     size = excluded.size, sha256 = excluded.sha256, put_at = excluded.put_at`,
);

export async function upsertFiles(tx: Queryable, id: number, all: readonly StoredFile[]): Promise<void> {
  await tx.query(putFiles, [
    id,
    all.map(({ nodeId }) => nodeId),
    all.map(({ contentId }) => contentId),
    all.map(({ path }) => path),
    all.map(({ size }) => size),
    all.map(({ sha256 }) => sha256),
    all.map(({ uploadedAt }) => uploadedAt),
  ]);
}

const dropFile = statement(
  'sharing.remove-handover-file',
  'delete from sharing.handover_file where handover_id = $1 and node_id = $2',
);

export async function deleteFile(tx: Queryable, id: number, nodeId: number): Promise<void> {
  await tx.query(dropFile, [id, nodeId]);
}

const missing = statement(
  'sharing.unsummed-handover-files',
  'select distinct content_id as id from sharing.handover_file where handover_id = $1 and sha256 is null and not gone',
);

/** Contents whose checksum is still to come. */
export async function contentsWithoutSum(q: Queryable, id: number): Promise<number[]> {
  return (await q.query<{ id: number }>(missing, [id])).map((row) => row.id);
}

const setSums = statement(
  'sharing.set-handover-sums',
  `update sharing.handover_file f set sha256 = s.sha256, gone = s.sha256 is null
   from unnest($2::bigint[], $3::bytea[]) as s (content_id, sha256)
   where f.handover_id = $1 and f.content_id = s.content_id and f.sha256 is null`,
);

/** Null: there is nothing to make it of any more. */
export async function keepSums(tx: Queryable, id: number, sums: ReadonlyMap<number, Buffer | null>): Promise<void> {
  if (sums.size > 0) await tx.query(setSums, [id, [...sums.keys()], [...sums.values()]]);
}

const allSummed = statement(
  'sharing.note-handover-summed',
  `update sharing.handover h set sums_at = $2 where id = $1 and sums_at is null and not exists (
     select 1 from sharing.handover_file f where f.handover_id = h.id and f.sha256 is null and not f.gone) returning id`,
);

/** True when it was the last one that was missing. */
export async function noteSummed(tx: Queryable, id: number, at: number): Promise<boolean> {
  return (await tx.query(allSummed, [id, at])).length > 0;
}

const close = statement(
  'sharing.deliver-handover',
  `update sharing.handover set state = 'delivered', delivered_at = $2, token_hash = $3 where id = $1 and state = 'open'`,
);

export async function markDelivered(tx: Queryable, id: number, at: number, tokenHash: Buffer | null): Promise<void> {
  await tx.query(close, [id, at, tokenHash]);
}

const takeBack = statement(
  'sharing.withdraw-handover',
  `update sharing.handover set state = 'withdrawn', withdrawn_at = $2 where id = $1 and state <> 'withdrawn'`,
);

export async function markWithdrawn(tx: Queryable, id: number, at: number): Promise<void> {
  await tx.query(takeBack, [id, at]);
}
