import type { Queryable } from '@landescloud/platform/database';
import { csvLine } from '@landescloud/platform/http';

const PAGE = 5_000;

/** Everything that was in a list of deleted files, as CSV. */
export async function* deletionLines(db: Queryable, listId: number): AsyncGenerator<string> {
  yield `\ufeff${csvLine(['path', 'bytes', 'changed', 'sha256'], ';')}`;
  for (let last = 0; ;) {
    const rows = await db.query<{ id: number; path: string; size: number; changed: number; sha256: string | null }>(
      `select node_id as id, path, size, changed_at as changed, encode(sha256, 'hex') as sha256
       from files.deletion_entry where list_id = $1 and node_id > $2 order by node_id limit $3`,
      [listId, last, PAGE],
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    const lines = rows.map(({ path, size, changed, sha256 }) =>
      csvLine([path, size, new Date(changed).toISOString(), sha256], ';'),
    );
    yield lines.join('');
    last = end.id;
  }
}
