import type { QueryClient } from '@tanstack/react-query';
import { fileKeys } from '../api/file-keys.ts';

/** After a change of one's own: the folders it touched, and the lists that may show it. */
export function refreshFolders(client: QueryClient, folderIds: Iterable<number | null | undefined>): Promise<unknown> {
  const waits = [...new Set(folderIds)].flatMap((id) =>
    typeof id === 'number' ? [client.invalidateQueries({ queryKey: fileKeys.folder(id) })] : [],
  );
  refreshLists(client);
  return Promise.all(waits);
}

/** Lists across folders, and how full the spaces are. */
export function refreshLists(client: QueryClient): void {
  for (const queryKey of [
    fileKeys.favourites,
    fileKeys.recent,
    fileKeys.trash,
    ['files', 'search'],
    ['files', 'node'],
  ]) {
    void client.invalidateQueries({ queryKey });
  }
  // The shell's own: storage meter and start page.
  for (const queryKey of [['spaces'], ['recent'], ['favourites']]) void client.invalidateQueries({ queryKey });
}
