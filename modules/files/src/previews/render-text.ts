import { renderImage, type Previews } from './render-image.ts';

const lines = 44;
const columns = 80;
/** As much of a text as can fill one page. */
export const textBytes = 16 * 1024;

/** The first page of a text, as on paper. */
export function renderText(source: Buffer): Promise<Previews> {
  return renderImage(Buffer.from(pageOf(source.subarray(0, textBytes).toString('utf8'))));
}

function pageOf(text: string): string {
  const rows = text
    .split(/\r\n|\n|\r/)
    .flatMap((line) => wrap(line.replaceAll('\t', '    ')))
    .slice(0, lines)
    .map((line, index) => `<text x="40" y="${60 + index * 18}" xml:space="preserve">${escapeXml(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="880" font-family="monospace" font-size="12" fill="#1f2430">
    <rect width="640" height="880" fill="#ffffff"/>${rows.join('')}</svg>`;
}

function wrap(line: string): string[] {
  const letters = [...line];
  const rows: string[] = [];
  do rows.push(letters.splice(0, columns).join(''));
  while (letters.length > 0 && rows.length < lines);
  return rows;
}

function escapeXml(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const speakable = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return speakable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
