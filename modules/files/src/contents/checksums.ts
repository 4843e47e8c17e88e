import { DomainError } from '@landescloud/kernel';
import type { DigestAlgorithm } from '@landescloud/platform/blobs';
import type { ClientChecksum } from '../files.ts';

export function checksumMismatch(algorithm: string): DomainError {
  return new DomainError(
    'Invalid',
    'files.checksum_mismatch',
    'The bytes that came do not fit the checksum that was announced; nothing was stored.',
    { algorithm },
  );
}

export function algorithmsOf(checksums: readonly ClientChecksum[]): DigestAlgorithm[] {
  return [...new Set(checksums.map((checksum) => checksum.algorithm))];
}

/** Throws Invalid `files.checksum_mismatch` unless every announced checksum is what was computed. */
export function checkDigests(
  announced: readonly ClientChecksum[],
  computed: ReadonlyMap<DigestAlgorithm, string>,
): void {
  for (const { algorithm, hex } of announced) {
    if (computed.get(algorithm) !== hex.toLowerCase()) throw checksumMismatch(algorithm);
  }
}

/** As the OC-Checksum header and oc:checksums write them: 'SHA1:… MD5:…'. */
export function formatChecksums(checksums: readonly ClientChecksum[]): string {
  return checksums.map(({ algorithm, hex }) => `${algorithm.toUpperCase()}:${hex.toLowerCase()}`).join(' ');
}
