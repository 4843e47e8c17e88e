import { api } from '../../../api/api.ts';
import type { NodePage } from '../api/node-types.ts';
import { sha256Of } from './hasher.ts';
import type { UploadItem } from './upload-types.ts';

/** The node that holds exactly this file already, with the same content; null when there is none. */
export async function isAlreadyThere(targetId: number, item: UploadItem, file: File): Promise<number | null> {
  let id = targetId;
  for (const name of [...item.folders, item.name]) {
    const page = await api
      .get<NodePage>(`/nodes/${id}/children`, { query: { filter: name, limit: 1000 } })
      .catch(() => null);
    const node = page?.items.find((one) => one.name === name.normalize('NFC'));
    if (!node) return null;
    id = node.id;
    if (node.kind === 'folder') continue;
    if (node.size !== item.size) return null;
    const hex = await sha256Of(file);
    return hex !== null && node.checksums?.toLowerCase().includes(`sha256:${hex}`) ? id : null;
  }
  return null;
}
