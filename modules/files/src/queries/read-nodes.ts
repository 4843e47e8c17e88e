import { acting } from '../access.ts';
import type { FilesContext } from '../context.ts';
import { isFile } from '../errors.ts';
import type { Nodes } from '../files.ts';
import { isPersonRoot, locate } from '../tree/locate.ts';
import { readChain, readChildren } from '../tree/node-reader.ts';
import type { NodeTarget } from '../views.ts';
import { readPersonRoot, rootView } from './person-root.ts';

export function readNodes(context: FilesContext): Pick<Nodes, 'get' | 'list' | 'pathOf' | 'ancestors' | 'properties'> {
  const { db, viewer } = context;

  return {
    async get(actor, target) {
      const who = acting(actor);
      if (who.kind === 'person' && isRootPath(target)) return rootView(context, who.granteeId);
      const node = await locate(db, who, target);
      return isPersonRoot(node) ? rootView(context, who.granteeId) : viewer.one(node);
    },

    async list(actor, target) {
      const who = acting(actor);
      const located = isRootPath(target) && who.kind === 'person' ? null : await locate(db, who, target);
      if (located === null || isPersonRoot(located)) {
        // The folder's state first: what changes meanwhile is listed already, and told again by the next etag.
        const folder = await rootView(context, who.granteeId);
        const root = await readPersonRoot(context, who.granteeId);
        const children = await readChildren(db, root.personal, who.granteeId);
        return { folder, children: await viewer.all([...root.projects, ...children]) };
      }
      if (!located.row.isFolder) throw isFile();
      const [folder, ...children] = await viewer.all([located, ...(await readChildren(db, located, who.granteeId))]);
      return { folder: folder as NonNullable<typeof folder>, children };
    },

    async pathOf(actor, id) {
      const node = await locate(db, acting(actor), { id });
      const { mountId, mountName } = node.space;
      const names = fromMount(await readChain(db, id), mountId).map((step) => step.name);
      return mountName === '' ? names.slice(1) : [mountName, ...names.slice(1)];
    },

    async ancestors(actor, id) {
      const who = acting(actor);
      const node = await locate(db, who, { id });
      const { mountId, mountName } = node.space;
      const chain = fromMount(await readChain(db, id), mountId).slice(0, -1);
      if (mountName === '') return chain;
      const personal = await locate(db, who, { path: [] });
      const named = chain.map((step, depth) => (depth === 0 ? { ...step, name: mountName } : step));
      return [{ id: personal.row.id, name: '' }, ...named];
    },

    async properties(_actor, nodeIds, names) {
      // Ids come from nodes the actor has just been shown; asking once more would double every listing's cost.
      const rows = await db.query<{ node_id: number; namespace: string; name: string; value: string }>(
        `select p.node_id, p.namespace, p.name, p.value from files.property p where p.node_id = any ($1)
           and ($2::text[] is null or (p.namespace, p.name) in (select * from unnest($2::text[], $3::text[])))`,
        [nodeIds, names?.map(({ namespace }) => namespace) ?? null, names?.map(({ name }) => name) ?? null],
      );
      return Map.groupBy(rows, (row) => row.node_id);
    },
  };
}

/** What lies above the mount is not the person's to know. */
function fromMount<T extends { readonly id: number }>(chain: readonly T[], mountId: number): T[] {
  return chain.slice(chain.findIndex((step) => step.id === mountId));
}

function isRootPath(target: NodeTarget): boolean {
  return 'path' in target && target.path.length === 0;
}
