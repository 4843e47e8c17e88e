import { statement } from '@landescloud/platform/database';
import type { FilesContext } from '../context.ts';
import { nodeNotFound } from '../errors.ts';
import { readMounts } from '../tree/node-reader.ts';
import { CONTEXT_COLUMNS, NODE_COLUMNS, SEEN_WIDTH, type SeenNode, seenNode } from '../tree/node-row.ts';
import { MOUNTED_SPACES } from '../tree/walk-sql.ts';
import type { NodeView } from '../views.ts';

export interface PersonRoot {
  readonly personal: SeenNode;
  readonly projects: readonly SeenNode[];
}

/**
 * The root alone, and what its etag says of everything that stands in it: how often something came or went, and the
 * counters of the spaces that it is of. Each space is looked up once, however much of it was shared.
 */
const ROOT = statement(
  'files.person_root',
  `${MOUNTED_SPACES}
   select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS},
     (select r.change from files.person_root r where r.person_id = $1),
     (select sum(other.change)::bigint from spaces join files.space other on other.id = spaces.id)
   from (
     select g.node_id, g.rights, 0 as above, g.node_id as mount_id, g.mount_name
     from files.node_grant g where g.grantee_id = (select $1::bigint) and g.mount_name = ''
   ) access
   join files.node n on n.id = access.node_id
   join files.space s on s.id = n.space_id`,
);

/** A link's own root is the node that it leads to; a person's is made when it is missing. */
export async function rootView(context: FilesContext, granteeId: number): Promise<NodeView> {
  const [values = await made()] = await context.db.arrays(ROOT, [granteeId]);
  const root = seenNode(values);
  const view = await context.viewer.one(root);
  const spaces = values[SEEN_WIDTH + 1] as number | null;
  if (spaces === null) return view;
  return { ...view, etag: `root-${root.row.etagNo}-${values[SEEN_WIDTH] as number}-${spaces}` };

  async function made(): Promise<unknown[]> {
    await ensureRoot(context, granteeId);
    const [found] = await context.db.arrays(ROOT, [granteeId]);
    if (found === undefined) throw nodeNotFound();
    return found;
  }
}

/** Everything that stands in a person's root. */
export async function readPersonRoot(context: FilesContext, granteeId: number): Promise<PersonRoot> {
  let mounts = await readMounts(context.db, granteeId);
  if (mounts[0]?.space.mountName !== '') {
    await ensureRoot(context, granteeId);
    mounts = await readMounts(context.db, granteeId);
  }
  const [personal, ...projects] = mounts;
  if (personal === undefined) throw nodeNotFound();
  return { personal, projects };
}

async function ensureRoot(context: FilesContext, granteeId: number): Promise<void> {
  if (granteeId < 0) throw nodeNotFound();
  await context.ensurePersonalSpace(granteeId);
}
