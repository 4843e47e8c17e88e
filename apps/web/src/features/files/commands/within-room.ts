import type { QueryClient } from '@tanstack/react-query';
import { spacesQuery } from '../../../session/spaces.ts';
import type { DroppedFile } from '../domain/drop-tree.ts';
import { splitByRoom } from '../domain/fitting.ts';
import { askRoom } from './ask-room.ts';

/**
 * Of the files those that are to be uploaded: all where they fit or nobody knows, else what the person says. Null: nothing.
 * What others upload meanwhile may still take the room.
 */
export async function withinRoom(
  client: QueryClient,
  spaceId: number | undefined,
  files: DroppedFile[],
): Promise<DroppedFile[] | null> {
  const spaces = await client.fetchQuery({ ...spacesQuery, staleTime: 0 }).catch(() => []);
  const free = spaces.find(({ id }) => id === spaceId)?.freeBytes ?? null;
  const needed = files.reduce((sum, { file }) => sum + file.size, 0);
  if (free === null || needed <= free) return files;
  const { fits, tooMuch } = splitByRoom(files, free);
  const names = tooMuch.map(({ file, folders }) => [...folders, file.name].join('/'));
  const question = { freeBytes: free, neededBytes: needed, tooMuch: names, fitting: fits.length };
  return (await askRoom(question)) ? fits : null;
}
