import type { CollaborationDeps } from '../collaboration-deps.ts';
import { dropUnusedTags, forgetNodes, knownNodes } from './tidy-store.ts';

const batch = 1_000;

/** What was said about files and folders goes with them, once the trash has let go of them. */
export function tidyJob({ db, files }: Pick<CollaborationDeps, 'db' | 'files'>) {
  return async (): Promise<void> => {
    for (let ids = await knownNodes(db, 0, batch); ids.length > 0; ids = await knownNodes(db, ids.at(-1) ?? 0, batch)) {
      const there = await files.tracks.there(ids);
      const gone = ids.filter((id) => !there.has(id));
      if (gone.length > 0) await forgetNodes(db, gone);
    }
    await dropUnusedTags(db);
  };
}
