import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { versionsToDrop } from './thin-versions.ts';

const DAY = 24 * 3600_000;
/** Where no rule of the organisation says otherwise. */
const TRASH_KEPT = 30 * DAY;
const TOMBSTONES_KEPT = 90 * DAY;

/** Daily: old trash is purged, versions are thinned, tombstones that no client will ask for go. */
export async function keepRules(context: FilesContext, directory: FilesDirectory, signal: AbortSignal): Promise<void> {
  const { db, lanes, clock } = context;
  const now = clock.now();
  const days = [...(await directory.trashDays())];
  await db.query(
    `update files.trash_item t set purged = true
     from files.space s left join unnest($2::bigint[], $3::bigint[]) as ruled (organisation_id, before) using (organisation_id)
     where s.id = t.space_id and not s.held and not t.purged and t.trashed_at < coalesce(ruled.before, $1)`,
    [now - TRASH_KEPT, days.map(([id]) => id), days.map(([, kept]) => now - kept * DAY)],
  );
  const nodes = await db.query<{ node_id: number; space_id: number }>(
    `select v.node_id, n.space_id from files.version v join files.node n on n.id = v.node_id join files.space s on s.id = n.space_id
     where v.label is null and not s.held group by v.node_id, n.space_id having count(*) > 1 or min(v.created_at) < $1`,
    [now - 365 * DAY],
  );
  for (const { node_id: nodeId, space_id: spaceId } of nodes) {
    if (signal.aborted) return;
    await lanes.run(spaceId, async (write) => {
      if (write.space.held) return;
      const rows = await write.reader.query<{ id: number; created_at: number; label: string | null; size: number }>(
        'select id, created_at, label, size from files.version where node_id = $1',
        [nodeId],
      );
      const drop = new Set(
        versionsToDrop(
          rows.map((row) => ({ id: row.id, createdAt: row.created_at, label: row.label })),
          now,
        ),
      );
      if (drop.size === 0) return;
      await write.write('delete from files.version where id = any ($1)', [[...drop]]);
      write.use(-rows.filter((row) => drop.has(row.id)).reduce((sum, row) => sum + row.size, 0));
    });
  }
  await pruneTombstones({ db, now });
}

/** A token from before a pruned tombstone must be refused, or its reader would never hear of that deletion. */
async function pruneTombstones({ db, now }: { db: FilesContext['db']; now: number }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(
      `with gone as (
         delete from files.tombstone t using files.node n where n.id = t.parent_id and t.created_at < $1 returning n.space_id, t.change
       )
       update files.space s set oldest_token = greatest(s.oldest_token, g.change)
       from (select space_id, max(change) as change from gone group by space_id) g where g.space_id = s.id`,
      [now - TOMBSTONES_KEPT],
    );
  });
}
