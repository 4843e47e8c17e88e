import { api } from '../../../api/api.ts';
import type { NodeView } from '../api/node-types.ts';
import { sha256Of } from './hasher.ts';

/** Larger files are not read a second time only to be compared; the server checks its own storage. */
export const verifyLimit = 2_000_000_000;

const waits = [0, 2_000, 5_000, 15_000];

/** Whether the server, which sums up large files on its own time, came to the same SHA-256 as this browser. */
export async function isStoredAs(nodeId: number, file: File): Promise<boolean> {
  const hex = await sha256Of(file);
  if (hex === null) return false;
  for (const wait of waits) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const node = await api.get<NodeView>(`/nodes/${nodeId}`).catch(() => null);
    const known = /SHA256:([0-9a-f]{64})/i.exec(node?.checksums ?? '')?.[1];
    if (known !== undefined) return known.toLowerCase() === hex;
  }
  return false;
}
