import type { IncomingHttpHeaders } from 'node:http';
import { badRequest } from '@landescloud/platform/dav';
import type { ClientChecksum } from '../files.ts';

const lengths: Readonly<Record<ClientChecksum['algorithm'], number>> = {
  sha1: 40,
  sha256: 64,
  md5: 32,
  adler32: 8,
  'sha3-256': 64,
};

/** OC-Checksum ('SHA1:…', several apart by spaces) and Content-MD5. Algorithms that are not known are passed over. */
export function clientChecksums(headers: IncomingHttpHeaders): ClientChecksum[] {
  const checksums: ClientChecksum[] = [];
  const announced = headers['oc-checksum'];
  if (typeof announced === 'string') {
    for (const part of announced.trim().split(/\s+/)) {
      const checksum = parseChecksum(part);
      if (checksum !== null) checksums.push(checksum);
    }
  }
  const md5 = headers['content-md5'];
  if (typeof md5 === 'string') checksums.push(contentMd5(md5));
  return checksums;
}

export function parseChecksum(text: string): ClientChecksum | null {
  const match = /^([A-Za-z0-9-]+):([0-9A-Za-z]+)$/.exec(text);
  if (match === null) throw badRequest('dav.checksum_invalid', 'The checksum cannot be read.');
  const algorithm = (match[1] ?? '').toLowerCase();
  if (!isAlgorithm(algorithm)) return null;
  const hex = (match[2] ?? '').toLowerCase();
  // Adler-32 is a number: some clients leave leading zeros out.
  const padded = algorithm === 'adler32' ? hex.padStart(8, '0') : hex;
  if (!/^[0-9a-f]+$/.test(padded) || padded.length !== lengths[algorithm])
    throw badRequest('dav.checksum_invalid', 'The checksum cannot be read.');
  return { algorithm, hex: padded };
}

function isAlgorithm(text: string): text is ClientChecksum['algorithm'] {
  return Object.hasOwn(lengths, text);
}

function contentMd5(value: string): ClientChecksum {
  const digest = Buffer.from(value, 'base64');
  if (digest.length !== 16) throw badRequest('dav.checksum_invalid', 'Content-MD5 cannot be read.');
  return { algorithm: 'md5', hex: digest.toString('hex') };
}
