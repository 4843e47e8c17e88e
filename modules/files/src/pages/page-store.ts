import { type Queryable, statement } from '@landescloud/platform/database';

const FIND_PAGED = statement(
  'files.find_paged',
  `select page_count as "count", pictures, whole, seen_at as "seenAt" from files.paged where content_id = $1`,
);
const FIND_PDF = statement('files.find_paged_pdf', 'select pdf from files.paged where content_id = $1');
const TOUCH = statement('files.touch_paged', 'update files.paged set seen_at = $2 where content_id = $1');
const SAVE_PAGED = statement(
  'files.save_paged',
  `insert into files.paged (content_id, page_count, pictures, whole, pdf, failed, seen_at)
   select $1, $2, $3, $4, $5, $6, $7 where exists (select 1 from files.content where id = $1)
   on conflict do nothing`,
);
const FIND_PAGE = statement(
  'files.find_page',
  'select picture, words from files.page where content_id = $1 and page = $2',
);
const FIND_MADE = statement(
  'files.find_made_pages',
  'select page from files.page where content_id = $1 and page between $2 and $3',
);
const SAVE_PAGE = statement(
  'files.save_page',
  `insert into files.page (content_id, page, picture, words, failed)
   select $1, $2, $3, $4, $5 where exists (select 1 from files.paged where content_id = $1) on conflict do nothing`,
);
const FORGET = statement('files.forget_pages', 'delete from files.paged where seen_at < $1');

export interface Paged {
  /** 0: it was tried, and cannot be read. */
  readonly count: number;
  readonly pictures: boolean;
  readonly whole: boolean;
  readonly seenAt: number;
}

/** Both null: it was tried, and cannot be shown. */
export interface StoredPage {
  readonly picture: Buffer | null;
  readonly words: string | null;
}

export const pageStore = {
  async paged(q: Queryable, contentId: number): Promise<Paged | null> {
    return (await q.query<Paged>(FIND_PAGED, [contentId]))[0] ?? null;
  },
  async pdf(q: Queryable, contentId: number): Promise<Buffer | null> {
    return (await q.query<{ pdf: Buffer | null }>(FIND_PDF, [contentId]))[0]?.pdf ?? null;
  },
  async touch(q: Queryable, contentId: number, now: number): Promise<void> {
    await q.query(TOUCH, [contentId, now]);
  },
  async savePaged(
    q: Queryable,
    contentId: number,
    paged: Paged & { readonly pdf: Buffer | null; readonly failed: string | null },
  ): Promise<void> {
    const { count, pictures, whole, pdf, failed, seenAt } = paged;
    await q.query(SAVE_PAGED, [contentId, count, pictures, whole, pdf, failed, seenAt]);
  },
  async page(q: Queryable, contentId: number, page: number): Promise<StoredPage | null> {
    return (await q.query<StoredPage>(FIND_PAGE, [contentId, page]))[0] ?? null;
  },
  async made(q: Queryable, contentId: number, from: number, to: number): Promise<Set<number>> {
    return new Set((await q.query<{ page: number }>(FIND_MADE, [contentId, from, to])).map(({ page }) => page));
  },
  async savePage(
    q: Queryable,
    contentId: number,
    page: number,
    made: StoredPage & { readonly failed?: string },
  ): Promise<void> {
    await q.query(SAVE_PAGE, [contentId, page, made.picture, made.words, made.failed ?? null]);
  },
  async forget(q: Queryable, seenBefore: number): Promise<void> {
    await q.query(FORGET, [seenBefore]);
  },
};
