import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convertToPdf, limited, pdfTool, withFolder, writeDocument } from '../previews/render-document.ts';
import { countPictures, pagePicture } from '../previews/render-image.ts';
import type { PreviewMaker } from '../previews/preview-kinds.ts';
import { pagesOfText } from './pages-of-text.ts';
import type { StoredPage } from './page-store.ts';

/** A document that is laid open to be read page by page. */
export interface OpenDocument {
  readonly count: number;
  readonly pictures: boolean;
  /** What it was turned into, where that took long. */
  readonly pdf: Buffer | null;
  page(number: number): Promise<StoredPage>;
}

export interface DocumentSource {
  readonly maker: PreviewMaker;
  readonly source: Buffer;
  readonly extension: string;
  /** What an office document was turned into before. */
  readonly pdf: Buffer | null;
}

const wordsAtMost = 64 * 1024;

/** What it needs on disk is gone when `work` has ended. */
export function withDocument<T>(
  { maker, source, extension, pdf }: DocumentSource,
  signal: AbortSignal,
  work: (document: OpenDocument) => Promise<T>,
): Promise<T> {
  switch (maker) {
    case 'text':
      return work(textDocument(source));
    case 'image':
      return imageDocument(source).then(work);
    case 'pdf':
      return withFolder(async (folder) => {
        await writeDocument(folder, 'pdf', source);
        return work(await pdfDocument(folder, null, signal));
      });
    case 'office':
      return withFolder(async (folder) => {
        if (pdf === null) await convertToPdf(folder, await writeDocument(folder, extension, source), signal);
        else await writeDocument(folder, 'pdf', pdf);
        return work(await pdfDocument(folder, pdf ?? (await readFile(join(folder, 'document.pdf'))), signal));
      });
  }
}

function textDocument(source: Buffer): OpenDocument {
  const pages = pagesOfText(source);
  return {
    count: pages.length,
    pictures: false,
    pdf: null,
    page: async (number) => ({ picture: null, words: pages[number - 1] ?? '' }),
  };
}

/** Faxes and scans come as TIFF with many pages. */
async function imageDocument(source: Buffer): Promise<OpenDocument> {
  return {
    count: await countPictures(source),
    pictures: true,
    pdf: null,
    page: async (number) => ({ picture: await pagePicture(source, number), words: '' }),
  };
}

async function pdfDocument(folder: string, pdf: Buffer | null, signal: AbortSignal): Promise<OpenDocument> {
  const input = join(folder, 'document.pdf');
  const facts = await limited(pdfTool, ['pdfinfo', input], signal);
  const count = Number(/^Pages:\s+(\d+)$/m.exec(facts)?.[1] ?? 0);
  return {
    count,
    pictures: true,
    pdf,
    async page(number) {
      const [picture, text] = [join(folder, 'page'), join(folder, 'page.txt')];
      const only = ['-f', String(number), '-l', String(number)];
      await limited(pdfTool, ['pdftoppm', ...only, '-singlefile', '-scale-to', '1600', '-png', input, picture], signal);
      await limited(pdfTool, ['pdftotext', ...only, '-enc', 'UTF-8', '-nopgbrk', input, text], signal);
      const words = (await readFile(text)).subarray(0, wordsAtMost).toString('utf8');
      return { picture: await pagePicture(await readFile(`${picture}.png`)), words };
    },
  };
}
