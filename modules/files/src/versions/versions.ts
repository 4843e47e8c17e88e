import { statement } from '@landescloud/platform/database';
import { type ActingPerson, requireChange, requirePerson, requireRead } from '../access.ts';
import { assertSameSpace } from '../commands/space-of.ts';
import type { FilesContext } from '../context.ts';
import { versionNotFound } from '../errors.ts';
import { versionEtag } from '../etag.ts';
import type { Versions, VersionView } from '../files.ts';
import { assertNotHeld } from '../holds/held.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { locate } from '../tree/locate.ts';
import { releaseState } from '../release/release-state.ts';
import { NODE_COLUMNS, nodeRow, type SeenNode } from '../tree/node-row.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import type { NodeTarget } from '../views.ts';

const VERSIONS = statement(
  'files.versions',
  `select v.id, v.size, v.mime, v.mtime, v.created_at, v.created_by, v.label, coalesce(r.state, 0) as release
   from files.version v left join files.release_check r on r.content_id = v.content_id
   where v.node_id = $1 order by v.created_at desc, v.id desc`,
);

const VERSION_SIZE = statement('files.version_size', `select size from files.version where id = $1 and node_id = $2`);

/** What is now becomes a version, the version becomes what is: nothing is stored more or less. */
const RESTORE = statement(
  'files.restore_version',
  `with past as (
     delete from files.version where id = $1 and node_id = $2 returning content_id, size, mime, mtime
   ), kept as (
     insert into files.version (node_id, content_id, size, mime, mtime, created_at, created_by)
     select n.id, n.content_id, n.size, n.mime, n.mtime, n.uploaded_at, n.modified_by from files.node n, past where n.id = $2
   )
   update files.node n set content_id = past.content_id, size = past.size, mime = past.mime, mtime = past.mtime,
     checksums = c.checksums, release = coalesce((select r.state from files.release_check r where r.content_id = past.content_id), 0),
     uploaded_at = $3, modified_by = $4, etag_no = $5, change = $5
   from past join files.content c on c.id = past.content_id where n.id = $2
   returning ${NODE_COLUMNS}`,
);

interface VersionRow {
  readonly id: number;
  readonly size: number;
  readonly mime: string;
  readonly mtime: number;
  readonly created_at: number;
  readonly created_by: number | null;
  readonly label: string | null;
  readonly release: number;
}

export function createVersions(context: FilesContext): Versions {
  const { db, lanes, viewer } = context;

  async function change<T>(
    person: ActingPerson,
    target: NodeTarget,
    versionId: number,
    work: (write: SpaceWrite, node: SeenNode, size: number) => Promise<T>,
  ): Promise<T> {
    const { row } = await locate(db, person, target);
    return lanes.run(row.spaceId, async (write) => {
      const node = await locate(write.reader, person, target);
      assertSameSpace(write, node.row.spaceId);
      requireChange(node.space);
      const [version] = Number.isSafeInteger(versionId)
        ? await write.reader.query<{ size: number }>(VERSION_SIZE, [versionId, node.row.id])
        : [];
      if (version === undefined) throw versionNotFound();
      await guardLocks(write, person, { nodeId: node.row.id, membership: false, below: false });
      return work(write, node, version.size);
    });
  }

  return {
    async list(actor, target) {
      const { row, space } = await locate(db, requirePerson(actor), target);
      requireRead(space);
      const rows = await db.query<VersionRow>(VERSIONS, [row.id]);
      const people = await viewer.names(rows.flatMap((version) => version.created_by ?? []));
      return rows.map((version): VersionView => ({
        id: version.id,
        size: version.size,
        mime: version.mime,
        mtime: version.mtime,
        createdAt: version.created_at,
        createdBy: version.created_by === null ? null : (people.get(version.created_by) ?? null),
        label: version.label,
        release: releaseState(version.release),
        etag: versionEtag(version.id),
      }));
    },

    async restore(actor, target, versionId) {
      const person = requirePerson(actor);
      const node = await change(person, target, versionId, async (write, found, size) => {
        const [values] = await write.writeArrays(RESTORE, [
          versionId,
          found.row.id,
          write.now,
          person.personId,
          write.nextChange(),
        ]);
        const row = nodeRow(values as unknown[]);
        if (row.parentId !== null) write.touch(row.parentId, { size: size - found.row.size });
        write.record(actor, 'version-restored', row);
        return { ...found, row };
      });
      return viewer.one(node);
    },

    async remove(actor, target, versionId) {
      await change(requirePerson(actor), target, versionId, async (write, { row }, size) => {
        await assertNotHeld(write, row.id);
        await write.write('delete from files.version where id = $1', [versionId]);
        write.use(-size);
      });
    },

    async label(actor, target, versionId, label) {
      await change(requirePerson(actor), target, versionId, async (write) => {
        await write.write('update files.version set label = $2 where id = $1', [versionId, label]);
      });
    },
  };
}
