import { fileTypeFromBuffer } from 'file-type';
import type { ReleaseRules } from './release-context.ts';

/** As much of a content as its kind is told from. */
export const headBytes = 1024 * 1024;

/** What a content is, whatever it is called: an extension as file-type gives it, or one of ours. */
export type ContentKind = string;

const TEXT = 'txt';
const SCRIPT = 'script';
const INSTALLER = 'msi';
const UNKNOWN = 'unknown';

/** By magic bytes and what stands in containers; text has none and is told by being text. */
export async function kindOf(head: Buffer): Promise<ContentKind> {
  if (head.subarray(0, 2).toString('latin1') === '#!') return SCRIPT;
  const found = await fileTypeFromBuffer(head);
  if (found?.ext === 'cfb' && isInstaller(head)) return INSTALLER;
  if (found !== undefined) return found.ext;
  return isText(head) ? TEXT : UNKNOWN;
}

function setOf(own: readonly ContentKind[], others: string): ReadonlySet<ContentKind> {
  return new Set([...own, ...others.split(' ')]);
}

/** What a processor, a system or an office program would run. Archives of such are the scanner's to find. */
const programs = setOf(
  [SCRIPT, INSTALLER],
  'exe elf macho class jar apk dex wasm nes crx xpi deb rpm dmg lnk alias swf ps appx cab docm dotm ' +
    'xlsm xltm pptm potm ppsm',
);

const documents = setOf(
  [TEXT],
  'pdf rtf xml epub cfb ics vcf eml pst dwg shp docx dotx xlsx xltx pptx potx ppsx odt ott ods ots odp ' +
    'otp odg otg vsdx jpg png apng gif webp avif heic tif bmp ico jp2 jxl psd cr2 cr3 nef arw dng raf orf ' +
    'rw2 mp3 m4a aac flac ogg oga opus wav aif amr mid wma mp4 m4v mov avi mkv webm mpg mpeg mp1 mp2 ogv ' +
    'wmv asf 3gp 3g2 mts flv',
);

/** Whether the rule lets such a content in. */
export function admitsKind(rule: ReleaseRules['kinds'], kind: ContentKind): boolean {
  switch (rule) {
    case 'any':
      return true;
    case 'no-programs':
      return !programs.has(kind);
    case 'documents':
      return documents.has(kind);
  }
}

const installerClass = Buffer.from('84100c0000000000c000000000000046', 'hex');

/** An installer is a compound file like an old office document; its root says which ([MS-CFB] 2.2 and 2.6). */
function isInstaller(head: Buffer): boolean {
  const sector = 2 ** head.readUInt16LE(30);
  const root = (head.readUInt32LE(48) + 1) * sector;
  return head.subarray(root + 80, root + 96).equals(installerClass);
}

/** UTF-8, or UTF-16 as Windows writes it; a last character may be cut through. */
function isText(head: Buffer): boolean {
  const mark = head.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return true;
  if (head.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    // old texts in Latin-1: hardly any control characters
    const odd = head.subarray(0, 4096).filter((byte) => byte < 9 || (byte > 13 && byte < 32) || byte === 127).length;
    return odd === 0;
  }
}
