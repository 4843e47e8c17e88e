import type { ContentDeps } from '../contents/content-deps.ts';
import type { Contents } from '../files.ts';
import type { PreviewSource } from '../previews/find-source.ts';
import { defineMakePages, enqueuePages, pagesAtOnce } from './make-pages-job.ts';
import { pageStore, type Paged } from './page-store.ts';

const dayMs = 24 * 3_600_000;

export type FindReadable = (actor: Parameters<Contents['pages']>[0], id: number) => Promise<PreviewSource | null>;

/** Before `jobs.start`. `find` checks the right, and answers null for what nobody can make pages of here. */
export function createPages(deps: ContentDeps, find: FindReadable): Pick<Contents, 'pages' | 'page'> {
  const { db, clock } = deps;
  defineMakePages(deps);

  async function paged(source: PreviewSource): Promise<Paged | null> {
    const found = await pageStore.paged(db, source.contentId);
    const now = clock.now();
    if (found !== null && now - found.seenAt > dayMs) await pageStore.touch(db, source.contentId, now);
    if (found === null) await enqueue(source, 1);
    return found;
  }

  function enqueue({ contentId, maker, extension }: PreviewSource, from: number): Promise<void> {
    return enqueuePages(deps, { contentId, maker, extension, from });
  }

  return {
    async pages(actor, id) {
      const source = await find(actor, id);
      if (source === null) return null;
      const found = await paged(source);
      if (found === null) return 'pending';
      const { count, pictures, whole } = found;
      return count === 0 ? null : { count, pictures, whole };
    },

    async page(actor, id, page) {
      const source = await find(actor, id);
      if (source === null) return null;
      const found = await paged(source);
      if (found === null) return 'pending';
      if (page > found.count) return null;
      const made = await pageStore.page(db, source.contentId, page);
      if (made !== null) return made.picture === null && made.words === null ? null : made;
      await enqueue(source, page - ((page - 1) % pagesAtOnce));
      return 'pending';
    },
  };
}
