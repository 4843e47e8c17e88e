import { DavError, badRequest } from './dav-error.ts';

export type Depth = '0' | '1' | 'infinity';

/** RFC 4918 section 10.2. */
export function parseDepth(header: string | undefined, missing: Depth): Depth {
  if (header === undefined) return missing;
  // Microsoft's programs add ',noroot'; the folder itself may stand in the answer all the same.
  const depth = header
    .trim()
    .toLowerCase()
    .replace(/\s*,\s*noroot$/, '');
  if (depth === '0' || depth === '1' || depth === 'infinity') return depth;
  throw badRequest('dav.depth_invalid', 'Depth must be 0, 1 or infinity.');
}

/** RFC 4918 section 10.6; missing means overwrite. */
export function parseOverwrite(header: string | undefined): boolean {
  if (header === undefined) return true;
  const value = header.trim().toUpperCase();
  if (value === 'T' || value === 'F') return value === 'T';
  throw badRequest('dav.overwrite_invalid', 'Overwrite must be T or F.');
}

/**
 * RFC 4918 section 10.7: the first time-out of the list that is understood, in seconds. What is longer than `longest`
 * is cut to it, 'Infinite' is `longest`.
 */
export function parseTimeout(header: string | undefined, missing: number, longest: number): number {
  for (const part of (header ?? '').split(',')) {
    const value = part.trim().toLowerCase();
    if (value === 'infinite') return longest;
    const seconds = /^second-(\d{1,10})$/.exec(value)?.[1];
    if (seconds !== undefined && Number(seconds) > 0) return Math.min(Number(seconds), longest);
  }
  return missing;
}

/** A missing Depth is taken as 1, as clients know it; infinity is refused (RFC 4918 section 9.1.1). */
export function propfindDepth(header: string | string[] | undefined): Exclude<Depth, 'infinity'> {
  const depth = parseDepth(header?.toString(), '1');
  if (depth !== 'infinity') return depth;
  throw new DavError(403, 'dav.depth_infinity_refused', 'Depth infinity is not answered; go folder by folder.', {
    condition: '<d:propfind-finite-depth/>',
  });
}
