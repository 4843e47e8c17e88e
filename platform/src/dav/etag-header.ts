import { badRequest } from './dav-error.ts';

/** An entity tag of a header: without quotes. Weak ones never match strongly (RFC 9110 section 8.8.3.2). */
export interface EntityTag {
  readonly tag: string;
  readonly weak: boolean;
}

/** If-Match and If-None-Match (RFC 9110 section 13.1): '*', tags with quotes, and bare ones that old clients send. */
export function parseEntityTags(header: string | undefined): readonly EntityTag[] | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (text === '*') return [{ tag: '*', weak: false }];
  const tags: EntityTag[] = [];
  const item = /\s*(?:(W\/)?"([^"]*)"|([^\s",]+))\s*(?:,|$)/gy;
  while (item.lastIndex < text.length) {
    const match = item.exec(text);
    if (match === null) throw badRequest('dav.etag_invalid', 'An entity tag of the conditions cannot be read.');
    tags.push({ tag: match[2] ?? match[3] ?? '', weak: match[1] !== undefined });
  }
  return tags;
}

/** For commands that change something: strong tags only. */
export function strongTags(header: string | undefined): string[] | undefined {
  return parseEntityTags(header)
    ?.filter((t) => !t.weak)
    .map((t) => t.tag);
}
