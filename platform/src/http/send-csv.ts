import type { HttpReply } from './http-types.ts';
import { Readable } from 'node:stream';

/** A file for a spreadsheet, as it is made. */
export function sendCsv(reply: HttpReply, name: string, lines: AsyncIterable<string>): HttpReply {
  return reply
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    })
    .send(Readable.from(lines));
}
