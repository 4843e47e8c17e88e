import { csvLine } from '@landescloud/platform/http';

const pageSize = 500;

/** A list as CSV in parts, however long it is. */
export async function* csvPages(
  head: readonly string[],
  page: (offset: number, limit: number) => Promise<{ total: number; rows: readonly (readonly string[])[] }>,
): AsyncIterable<string> {
  // spreadsheets take it for UTF-8 by this
  yield `\ufeff${csvLine(head, ';')}`;
  for (let offset = 0, total = 1; offset < total; offset += pageSize) {
    const found = await page(offset, pageSize);
    total = found.total;
    yield found.rows.map((row) => csvLine(row, ';')).join('');
  }
}
