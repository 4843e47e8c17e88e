import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { renderImage, type Previews } from './render-image.ts';

const run = promisify(execFile);

/** What poppler's programs may take. */
export const pdfTool = { seconds: 30, mebibytes: 2048 } as const;

/** The first page of a PDF. */
export function renderPdf(source: Buffer, signal: AbortSignal): Promise<Previews> {
  return withFolder(async (folder) => {
    await writeDocument(folder, 'pdf', source);
    return firstPage(folder, signal);
  });
}

/** The first page of an office document. */
export function renderOffice(source: Buffer, extension: string, signal: AbortSignal): Promise<Previews> {
  return withFolder(async (folder) => {
    await convertToPdf(folder, await writeDocument(folder, extension, source), signal);
    return firstPage(folder, signal);
  });
}

/** As `document.pdf` in the folder, by LibreOffice with a profile of its own that ends with it. */
export async function convertToPdf(folder: string, input: string, signal: AbortSignal): Promise<void> {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const options = ['--headless', '--norestore', '--convert-to', 'pdf', '--outdir', folder, input];
  await limited({ seconds: 90, mebibytes: 4096 }, ['soffice', profile, ...options], signal);
}

async function firstPage(folder: string, signal: AbortSignal): Promise<Previews> {
  const page = ['-f', '1', '-l', '1', '-singlefile', '-scale-to', '1600', '-png'];
  const files = [join(folder, 'document.pdf'), join(folder, 'page')];
  await limited(pdfTool, ['pdftoppm', ...page, ...files], signal);
  return renderImage(await readFile(join(folder, 'page.png')));
}

/** Answers where it is. */
export async function writeDocument(folder: string, extension: string, source: Buffer): Promise<string> {
  const path = join(folder, `document.${extension}`);
  await writeFile(path, source);
  return path;
}

/** Foreign documents are read by foreign programs: in a child process with bounded time and memory. Answers what it says. */
export async function limited(
  { seconds, mebibytes }: { readonly seconds: number; readonly mebibytes: number },
  command: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const script = `ulimit -t ${seconds} && ulimit -v ${mebibytes * 1024} && exec "$@"`;
  const limits = { timeout: seconds * 1000, killSignal: 'SIGKILL', signal } as const;
  return (await run('/bin/sh', ['-c', script, 'sh', ...command], limits)).stdout;
}

/** A temporary one, gone when `work` has ended. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-preview-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
