import { isUtf8 } from 'node:buffer';
import { DomainError } from '@landescloud/kernel';
import type { ClientChecksum, OnConflict, UploadMetadata } from '../files.ts';

function invalid(what: string): DomainError {
  return new DomainError('Invalid', 'files.upload_metadata_invalid', `The upload’s metadata cannot be read: ${what}.`);
}

/** The Upload-Metadata header (tus 1.0, creation): 'key base64,key base64'. */
export function parseMetadata(header: string | undefined): UploadMetadata {
  const values = new Map<string, string>();
  for (const pair of (header ?? '').split(',')) {
    const [key, value = '', ...rest] = pair.trim().split(/ +/);
    if (key === undefined || key === '') continue;
    if (rest.length > 0 || values.has(key) || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw invalid(key);
    values.set(key, decoded(key, value));
  }
  const filename = values.get('filename') ?? values.get('name');
  const mime = values.get('filetype') ?? values.get('type');
  // It becomes a header of whoever reads the file.
  if (mime !== undefined && !/^[\u0020-\u007e]{0,255}$/.test(mime)) throw invalid('filetype');
  return {
    ...(filename === undefined ? {} : { filename }),
    ...(mime === undefined || mime === '' ? {} : { mime }),
    ...whole(values, 'parentId'),
    ...whole(values, 'mtime'),
    ...relativePath(values),
    ...sha256(values),
    ...onConflict(values),
  };
}

/** What HTTP dates can say. */
const farthest = Date.UTC(9999, 11, 31);
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u001f\u007f]/;

function decoded(key: string, value: string): string {
  const bytes = Buffer.from(value, 'base64');
  const text = bytes.toString('utf8');
  if (control.test(text) || !isUtf8(bytes)) throw invalid(key);
  return text;
}

function whole<Key extends 'parentId' | 'mtime'>(values: Map<string, string>, key: Key): { [K in Key]?: number } {
  const text = values.get(key);
  if (text === undefined || text === '') return {};
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(number)) throw invalid(key);
  if (key === 'mtime' && Math.abs(number) > farthest) throw invalid(key);
  return { [key]: number } as { [K in Key]?: number };
}

function relativePath(values: Map<string, string>): Pick<UploadMetadata, 'relativePath'> {
  const path = values.get('relativePath');
  // Browsers and Uppy send 'null' for a file that was not dropped within a folder.
  if (path === undefined || path === '' || path === 'null') return {};
  if (path.split('/').length > 64) throw invalid('relativePath');
  return { relativePath: path };
}

function sha256(values: Map<string, string>): Pick<UploadMetadata, 'sha256'> {
  const hex = values.get('sha256')?.toLowerCase();
  if (hex === undefined || hex === '') return {};
  if (!/^[0-9a-f]{64}$/.test(hex)) throw invalid('sha256');
  return { sha256: hex };
}

const conflictWays: readonly string[] = ['fail', 'replace', 'rename'] satisfies OnConflict[];

function onConflict(values: Map<string, string>): Pick<UploadMetadata, 'onConflict'> {
  const way = values.get('onConflict');
  if (way === undefined || way === '') return {};
  if (!conflictWays.includes(way)) throw invalid('onConflict');
  return { onConflict: way as OnConflict };
}

/** For HEAD, which answers what creation was given. */
export function formatMetadata({ mime, ...rest }: UploadMetadata): string {
  const fields = { ...rest, ...(mime === undefined ? {} : { filetype: mime }) };
  return Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`)
    .join(',');
}

const checksumAlgorithms = { sha1: 20, sha256: 32, md5: 16 } as const;
export const checksumAlgorithmNames = Object.keys(checksumAlgorithms).join(',');

/** The Upload-Checksum header (tus 1.0, checksum): 'sha1 base64'. */
export function parseChecksum(header: string | undefined): ClientChecksum | undefined {
  if (header === undefined) return undefined;
  const [algorithm = '', value = ''] = header.trim().split(/ +/);
  if (!Object.hasOwn(checksumAlgorithms, algorithm))
    throw invalid('Upload-Checksum has an algorithm that is not supported');
  const digest = Buffer.from(value, 'base64');
  const known = algorithm as keyof typeof checksumAlgorithms;
  if (digest.length !== checksumAlgorithms[known]) throw invalid('Upload-Checksum');
  return { algorithm: known, hex: digest.toString('hex') };
}

/** A header that must be a whole number of bytes. */
export function parseBytes(name: string, header: string | string[] | undefined): number {
  const number = typeof header === 'string' && /^\d{1,16}$/.test(header) ? Number(header) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new DomainError('Invalid', 'files.upload_header_invalid', `The header ${name} is missing or not a length.`);
}

/** 'partial', or the ids of the uploads that a final one joins (tus 1.0, concatenation). */
export function parseConcat(header: string | undefined): 'partial' | readonly string[] | null {
  if (header === undefined) return null;
  if (header.trim() === 'partial') return 'partial';
  const final = /^\s*final;(.*)$/s.exec(header);
  const urls = (final?.[1] ?? '')
    .trim()
    .split(/ +/)
    .filter((url) => url !== '');
  const ids = urls.map((url) => /\/api\/v1\/uploads\/([0-9a-f-]{36})$/.exec(url)?.[1] ?? null);
  if (ids.length === 0 || ids.length > 1000 || ids.includes(null)) throw invalid('Upload-Concat');
  return ids as string[];
}
