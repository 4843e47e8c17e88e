const plain = /^[A-Za-z0-9._~()-]*$/;

/** One path segment, percent-encoded so that it may stand in XML and in headers as it is. */
export function encodeSegment(segment: string): string {
  if (plain.test(segment)) return segment;
  return encodeURIComponent(segment.isWellFormed() ? segment : segment.toWellFormed()).replaceAll("'", '%27');
}

/** Segments joined by slashes, each with one before it: '' for the empty path. */
export function encodePath(segments: readonly string[]): string {
  let path = '';
  for (const segment of segments) path += `/${encodeSegment(segment)}`;
  return path;
}

/**
 * The decoded segments of a raw request path, or why it is refused: bad percent-encoding or UTF-8, NUL, a slash
 * inside a segment, '.' and '..' in whatever writing. Empty segments are skipped.
 */
export function decodePath(raw: string): { ok: true; segments: string[] } | { ok: false; reason: string } {
  const segments: string[] = [];
  for (const part of raw.split('/')) {
    if (part === '') continue;
    let segment = part;
    if (part.includes('%')) {
      try {
        segment = decodeURIComponent(part);
      } catch {
        return { ok: false, reason: 'The path is not valid percent-encoded UTF-8.' };
      }
    }
    if (segment === '.' || segment === '..')
      return { ok: false, reason: 'The path must not contain . or .. segments.' };
    if (segment.includes('/')) return { ok: false, reason: 'The path must not contain encoded slashes.' };
    if (segment.includes('\0')) return { ok: false, reason: 'The path must not contain NUL.' };
    segments.push(segment);
  }
  return { ok: true, segments };
}
