import type { IncomingHttpHeaders } from 'node:http';
import { parseRange, type ByteRange } from './byte-range.ts';
import { parseEntityTags } from './etag-header.ts';

export type ReadDecision =
  | { readonly status: 200; readonly range: null }
  | { readonly status: 206; readonly range: ByteRange }
  | { readonly status: 304 | 412 | 416; readonly range: null };

/** RFC 9110 section 13.2.2, the order of the conditions for GET and HEAD. `etag` without quotes, `mtime` in ms. */
export function decideRead(
  headers: IncomingHttpHeaders,
  content: { etag: string; mtime: number; size: number },
): ReadDecision {
  const modified = Math.floor(content.mtime / 1000) * 1000;
  const ifMatch = parseEntityTags(headers['if-match']);
  if (ifMatch !== undefined) {
    if (!ifMatch.some((t) => t.tag === '*' || (!t.weak && t.tag === content.etag))) return { status: 412, range: null };
  } else if (after(modified, headers['if-unmodified-since'])) return { status: 412, range: null };
  const ifNoneMatch = parseEntityTags(headers['if-none-match']);
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.some((t) => t.tag === '*' || t.tag === content.etag)) return { status: 304, range: null };
  } else if (after(modified, headers['if-modified-since']) === false) return { status: 304, range: null };
  if (headers.range === undefined || !rangeApplies(headers['if-range'], content.etag, modified))
    return { status: 200, range: null };
  const range = parseRange(headers.range, content.size);
  if (range === 'unsatisfiable') return { status: 416, range: null };
  return range === 'whole' ? { status: 200, range: null } : { status: 206, range };
}

/** undefined where the date is missing or cannot be read: such a condition is ignored. */
function after(modified: number, date: string | undefined): boolean | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : modified > time;
}

function rangeApplies(ifRange: string | string[] | undefined, etag: string, modified: number): boolean {
  if (typeof ifRange !== 'string') return true;
  const text = ifRange.trim();
  if (text.startsWith('"')) return text === `"${etag}"`;
  return Date.parse(text) === modified;
}
