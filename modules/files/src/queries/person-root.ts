import { createHash } from 'node:crypto';
import type { FilesContext } from '../context.ts';
import { readMounts } from '../tree/node-reader.ts';
import type { SeenNode } from '../tree/node-row.ts';
import type { NodeView } from '../views.ts';

export interface PersonRoot {
  readonly personal: SeenNode;
  readonly projects: readonly SeenNode[];
}

export async function readPersonRoot(context: FilesContext, personId: number): Promise<PersonRoot> {
  let mounts = await readMounts(context.db, personId);
  if (mounts[0]?.space.mountName !== '') {
    await context.ensurePersonalSpace(personId);
    mounts = await readMounts(context.db, personId);
  }
  const [personal, ...projects] = mounts;
  return { personal: personal as SeenNode, projects };
}

/** The root changes when anything in any of its spaces does: that is what sync clients poll. */
export async function personRootView(context: FilesContext, root: PersonRoot): Promise<NodeView> {
  const view = await context.viewer.one(root.personal);
  if (root.projects.length === 0) return view;
  return {
    ...view,
    etag: rootEtag(root),
    size: root.projects.reduce((sum, project) => sum + project.row.size, view.size),
    folderCount: view.folderCount + root.projects.length,
    change: root.personal.row.change,
  };
}

function rootEtag({ personal, projects }: PersonRoot): string {
  const state = [personal, ...projects].map(({ row, space }) => `${row.id}:${row.etagNo}:${space.mountName}`);
  return `root-${createHash('sha256').update(state.join('\n')).digest('hex').slice(0, 24)}`;
}
