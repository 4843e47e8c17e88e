/** What makes a preview of a media type; each needs something of the machine (see preview-tools.ts). */
export type PreviewMaker = 'image' | 'text' | 'pdf' | 'office';

const mebibyte = 1024 * 1024;
/** A larger file is not read for a picture of it. */
const sizeLimits: Readonly<Record<PreviewMaker, number>> = {
  image: 64 * mebibyte,
  text: 1024 * mebibyte,
  pdf: 128 * mebibyte,
  office: 64 * mebibyte,
};

const images = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
  'image/svg+xml',
]);
const texts = new Set(['application/json', 'application/xml']);
const office =
  /^application\/(msword|rtf|vnd\.ms-(excel|powerpoint)|vnd\.(openxmlformats-officedocument|oasis\.opendocument)\..+)$/;

/** Null where no preview is made of such a file. */
export function previewMaker(mime: string, size: number): PreviewMaker | null {
  const maker = makerOf(mime);
  return maker === null || size === 0 || size > sizeLimits[maker] ? null : maker;
}

function makerOf(mime: string): PreviewMaker | null {
  if (images.has(mime)) return 'image';
  if (mime === 'application/pdf') return 'pdf';
  if (mime.startsWith('text/') || texts.has(mime)) return 'text';
  return office.test(mime) ? 'office' : null;
}
