import { api } from '../../../api/api.ts';
import { ApiError } from '../../../api/api-error.ts';
import { createFolder } from '../api/node-commands.ts';
import type { NodePage } from '../api/node-types.ts';

/** Makes the folders on the way that are missing; answers the last one's id. */
export async function makeFolders(parentId: number, names: readonly string[]): Promise<number> {
  let id = parentId;
  for (const name of names) {
    try {
      id = (await createFolder(id, name)).id;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      const page = await api.get<NodePage>(`/nodes/${id}/children`, { query: { filter: name, limit: 1000 } });
      const folder = page.items.find(
        (node) => node.kind === 'folder' && node.name.toLowerCase() === name.toLowerCase(),
      );
      if (!folder) throw error;
      id = folder.id;
    }
  }
  return id;
}
