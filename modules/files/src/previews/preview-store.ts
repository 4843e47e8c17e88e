import { type Queryable, statement } from '@landescloud/platform/database';
import type { Previews, PreviewSize } from './render-image.ts';

const FIND = statement(
  'files.find_preview',
  `select mime, body from files.preview where content_id = $1 and size = $2`,
);

const SAVE = statement(
  'files.save_previews',
  `insert into files.preview (content_id, size, mime, body, failed, created_at)
   select $1, t.size, $2, t.body, $3, $4 from unnest($5::text[], $6::bytea[]) as t (size, body)
   where exists (select 1 from files.content where id = $1)
   on conflict (content_id, size) do update set mime = excluded.mime, body = excluded.body, failed = excluded.failed`,
);

export interface StoredPreview {
  readonly mime: string;
  /** Null: it was tried, and cannot be made. */
  readonly body: Buffer | null;
}

export async function findPreview(db: Queryable, contentId: number, size: PreviewSize): Promise<StoredPreview | null> {
  const [row] = await db.query<StoredPreview>(FIND, [contentId, size]);
  return row ?? null;
}

export async function savePreviews(
  db: Queryable,
  contentId: number,
  { small, large }: Previews,
  now: number,
): Promise<void> {
  await db.query(SAVE, [contentId, 'image/webp', null, now, ['small', 'large'], [small, large]]);
}

/** So that a broken picture is not tried again with each look at its folder. */
export async function saveFailure(db: Queryable, contentId: number, reason: string, now: number): Promise<void> {
  await db.query(SAVE, [contentId, '', reason, now, ['small', 'large'], [null, null]]);
}
