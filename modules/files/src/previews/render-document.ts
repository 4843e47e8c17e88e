import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { renderImage, type Previews } from './render-image.ts';

const run = promisify(execFile);

/** The first page of a PDF. */
export function renderPdf(source: Buffer, signal: AbortSignal): Promise<Previews> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'document.pdf'), source);
    return firstPage(folder, signal);
  });
}

/** The first page of an office document, by LibreOffice with a profile of its own that ends with it. */
export function renderOffice(source: Buffer, extension: string, signal: AbortSignal): Promise<Previews> {
  return inTemporaryFolder(async (folder) => {
    const input = join(folder, `document.${extension}`);
    await writeFile(input, source);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const options = ['--headless', '--norestore', '--convert-to', 'pdf', '--outdir', folder, input];
    await limited({ seconds: 90, mebibytes: 4096 }, ['soffice', profile, ...options], signal);
    return firstPage(folder, signal);
  });
}

async function firstPage(folder: string, signal: AbortSignal): Promise<Previews> {
  const page = ['-f', '1', '-l', '1', '-singlefile', '-scale-to', '1600', '-png'];
  const files = [join(folder, 'document.pdf'), join(folder, 'page')];
  await limited({ seconds: 30, mebibytes: 2048 }, ['pdftoppm', ...page, ...files], signal);
  return renderImage(await readFile(join(folder, 'page.png')));
}

/** Foreign documents are read by foreign programs: in a child process with bounded time and memory. */
async function limited(
  { seconds, mebibytes }: { seconds: number; mebibytes: number },
  command: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const script = `ulimit -t ${seconds} && ulimit -v ${mebibytes * 1024} && exec "$@"`;
  await run('/bin/sh', ['-c', script, 'sh', ...command], { timeout: seconds * 1000, killSignal: 'SIGKILL', signal });
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-preview-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
