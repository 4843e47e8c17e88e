import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PreviewMaker } from './preview-kinds.ts';

const run = promisify(execFile);

/** Which makers this machine can run: pdftoppm and soffice are used where they are installed, text needs a font. */
export async function findPreviewTools(): Promise<ReadonlySet<PreviewMaker>> {
  const [pdf, office, text] = await Promise.all([isInstalled('pdftoppm'), isInstalled('soffice'), hasFonts()]);
  const tools = new Set<PreviewMaker>(['image']);
  if (text) tools.add('text');
  if (pdf) tools.add('pdf');
  if (pdf && office) tools.add('office');
  return tools;
}

async function isInstalled(program: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'command -v "$1"', 'sh', program]);
    return true;
  } catch {
    return false;
  }
}

/** Without any font a text is rendered as an empty page. */
async function hasFonts(): Promise<boolean> {
  const { default: sharp } = await import('sharp');
  const letter = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="16">M</text></svg>';
  const { channels } = await sharp(Buffer.from(letter)).stats();
  return channels.some((channel) => channel.max > 0);
}
