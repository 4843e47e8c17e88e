import { acting, requireRead } from '../access.ts';
import type { FilesContext } from '../context.ts';
import { isFile } from '../errors.ts';
import type { Nodes, PageInput } from '../files.ts';
import { foldForSearch } from '../names.ts';
import { isPersonRoot, locate } from '../tree/locate.ts';
import { childLine, childNodes, type SeenNode } from '../tree/node-row.ts';
import { readPersonRoot, rootView } from './person-root.ts';

/** Sorted by what people see; the name settles what is equal, so that pages never overlap. */
const ORDER: Readonly<Record<PageInput['sort'], (direction: string) => string>> = {
  name: (direction) => `n.is_folder desc, n.name collate files.people ${direction}`,
  size: (direction) => `n.is_folder desc, n.size ${direction}, n.name collate files.people`,
  mtime: (direction) => `n.is_folder desc, n.mtime ${direction}, n.name collate files.people`,
  kind: (direction) => `n.is_folder desc, n.mime ${direction}, n.name collate files.people`,
};

export function pageNodes(context: FilesContext, ancestors: Nodes['ancestors']): Pick<Nodes, 'page' | 'pageIds'> {
  const { db, viewer } = context;

  async function open(granteeId: number, folder: SeenNode, filter: string | undefined): Promise<readonly SeenNode[]> {
    if (!folder.row.isFolder) throw isFile();
    requireRead(folder.space);
    if (!isPersonRoot(folder)) return [];
    const { projects } = await readPersonRoot(context, granteeId);
    const wanted = foldForSearch(filter ?? '');
    return projects.filter((project) => foldForSearch(project.space.mountName).includes(wanted));
  }

  return {
    async page(actor, input) {
      const who = acting(actor);
      const folder = await locate(db, who, { id: input.id });
      const projects = await open(who.granteeId, folder, input.filter);
      const filter = likePattern(input.filter);
      const shown = projects.slice(input.offset, input.offset + input.limit);
      const rows = await db.arrays(pageStatement(input, filter), [
        input.id,
        who.granteeId,
        Math.max(0, input.offset - projects.length),
        input.limit - shown.length,
        folder.row.spaceId,
        ...(filter === null ? [] : [filter]),
      ]);
      const children = childNodes(rows, folder);
      const counted =
        filter === null ? folder.row.folderCount + folder.row.fileCount : await countMatching(input.id, filter);
      const [view, chain, items] = await Promise.all([
        isPersonRoot(folder) ? rootView(context, who.granteeId) : viewer.one(folder),
        ancestors(actor, input.id),
        viewer.all([...shown, ...children]),
      ]);
      return { folder: view, ancestors: chain, total: counted + projects.length, items };
    },

    async pageIds(actor, input) {
      const who = acting(actor);
      const folder = await locate(db, who, { id: input.id });
      const projects = await open(who.granteeId, folder, input.filter);
      const filter = likePattern(input.filter);
      const rows = await db.query<{ id: number }>(
        `select n.id from files.node n where n.parent_id = $1${filter === null ? '' : ' and n.name_key like $2'}
         order by ${ORDER[input.sort](input.descending ? 'desc' : 'asc')}`,
        filter === null ? [input.id] : [input.id, filter],
      );
      return [...projects.map((project) => project.row.id), ...rows.map((row) => row.id)];
    },
  };

  async function countMatching(folderId: number, pattern: string): Promise<number> {
    const [row] = await db.query<{ count: number }>(
      `select count(*) as count from files.node where parent_id = $1 and name_key like $2`,
      [folderId, pattern],
    );
    return row?.count ?? 0;
  }
}

function pageStatement(input: PageInput, filter: string | null): string {
  return `select ${childLine('$2', '$5')}
    from files.node n where n.parent_id = $1${filter === null ? '' : ' and n.name_key like $6'}
    order by ${ORDER[input.sort](input.descending ? 'desc' : 'asc')} offset $3 limit $4`;
}

function likePattern(filter: string | undefined): string | null {
  if (filter === undefined || filter.trim() === '') return null;
  return `%${escapeLike(foldForSearch(filter.trim()))}%`;
}

export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
