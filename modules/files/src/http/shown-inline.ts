/**
 * The media type under which a browser may show a foreign content from our origin, or null where it must only be
 * saved: HTML, SVG and XML can carry scripts.
 */
export function shownInline(mime: string): string | null {
  if (mime === 'application/pdf') return mime;
  if (mime.startsWith('image/')) return mime === 'image/svg+xml' ? null : mime;
  if (mime.startsWith('audio/') || mime.startsWith('video/')) return mime;
  return mime.startsWith('text/') || mime === 'application/json' ? 'text/plain; charset=utf-8' : null;
}
