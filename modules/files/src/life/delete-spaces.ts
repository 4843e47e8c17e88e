import { systemActor } from '@landescloud/kernel';
import { granteesIn, managersOf } from '../spaces/space-grants.ts';
import type { SpaceRow } from '../spaces/space-row.ts';
import { deletionOf } from '../spaces/space-terms.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { type LifeDeps, sizeIn, tellPeople } from './life-deps.ts';
import { spaceDeletedMail } from './space-mails.ts';

const actor = systemActor('delete-spaces');

/** Files of the space with their paths, those in the trash too. */
const LIST = `with recursive top (id, path) as (
    select n.id, n.name from files.node n where n.parent_id = $2
    union all
    select t.node_id, concat_ws('/', nullif(t.path, ''), t.name) from files.trash_item t where t.space_id = $3 and not t.purged
  ), tree (id, path) as (
    select id, path from top
    union all
    select c.id, t.path || '/' || c.name from tree t join files.node c on c.parent_id = t.id
  )
  insert into files.deletion_entry (list_id, node_id, path, size, changed_at, sha256)
  select $1, n.id, t.path, n.size, n.uploaded_at, c.sha256
  from tree t join files.node n on n.id = t.id join files.content c on c.id = n.content_id where not n.is_folder
  returning size`;

/** Everything below the root becomes the purge's, which deletes it piece by piece. */
const EMPTY = `with below as (
    update files.node n set parent_id = null where n.parent_id = $2 returning n.id
  ), marked as (
    update files.trash_item set purged = true where space_id = $1 and not purged
  )
  insert into files.trash_item (node_id, space_id, parent_id, path, name, trashed_at, purged)
  select id, $1, null, '', '', $3, true from below`;

/** Daily: what ended long enough ago goes, unless it must be kept; the list of what it was stays. */
export async function deleteEndedSpaces(deps: LifeDeps, signal: AbortSignal): Promise<number> {
  const { db, clock } = deps.context;
  const ended = await db.query<SpaceRow>(
    `select * from files.space where closed_at is not null and deleted_at is null and not held order by closed_at`,
  );
  let deleted = 0;
  for (const space of ended) {
    if (signal.aborted) break;
    const { organisation_id: organisationId, root_id: rootId } = space;
    const rules = await deps.directory.spaceRules(organisationId);
    if (space.closed_at === null || deletionOf(space.kind, space.closed_at, rules) > clock.now()) continue;
    const grantees = await granteesIn(db, space.id);
    const managers = await managersOf(db, rootId);
    const list = await deps.context.lanes.run(space.id, (write) => deleteSpace(write, space, managers));
    if (list === null) continue;
    deleted += 1;
    for (const id of grantees) deps.announce(id);
    const data = { space: space.name };
    const about = { ids: managers, organisationId, subject: `space:${space.id}`, path: `/deletions/${list.id}`, data };
    await db.transaction((tx) =>
      tellPeople(deps, tx, about, 'files.space_deleted', (to) =>
        spaceDeletedMail({ ...to, space: space.name, files: list.files, size: sizeIn(to.language, list.bytes) }),
      ),
    );
  }
  if (deleted > 0) await deps.startPurge();
  return deleted;
}

async function deleteSpace(write: SpaceWrite, space: SpaceRow, managers: readonly number[]) {
  // prolonged, or held, since it was looked at
  const due = await write.reader.query(
    'select id from files.space where id = $1 and closed_at = $2 and deleted_at is null and not held',
    [space.id, space.closed_at],
  );
  if (due.length === 0) return null;
  await write.flush();
  const [made] = await write.write<{ id: number }>(
    `insert into files.deletion_list (organisation_id, space_id, kind, reason, at, files, bytes, managers)
     values ($1, $2, 'space', $3, $4, 0, 0, $5) returning id`,
    [space.organisation_id, space.id, space.purpose, write.now, managers],
  );
  const id = (made as { id: number }).id;
  const entries = await write.write<{ size: number }>(LIST, [id, space.root_id, space.id]);
  const bytes = entries.reduce((sum, entry) => sum + entry.size, 0);
  const files = entries.length;
  await write.write('update files.deletion_list set files = $2, bytes = $3 where id = $1', [id, files, bytes]);
  await write.write(EMPTY, [space.id, space.root_id, write.now]);
  await write.write('update files.node set size = 0, folder_count = 0, file_count = 0 where id = $1', [space.root_id]);
  await write.write('delete from files.node_grant g using files.node n where n.id = g.node_id and n.space_id = $1', [
    space.id,
  ]);
  await write.write('delete from files.suspended_grant where space_id = $1', [space.id]);
  await write.write('delete from files.lock where space_id = $1', [space.id]);
  await write.write('update files.space set deleted_at = $2 where id = $1', [space.id, write.now]);
  write.recordSpace(actor, 'space_deleted', { list: id, files, bytes });
  return { id, files, bytes };
}
