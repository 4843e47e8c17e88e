import { X509Certificate } from 'node:crypto';
import { DomainError } from '@landescloud/kernel';
import { readReceipt } from './read-receipt.ts';
import type { Receipt } from './receipt.ts';
import { fingerprintOf, verifySignature } from './seal.ts';
import { covered, findSignature } from './sign-pdf.ts';

export interface Verified {
  readonly receipt: Receipt;
  /** SHA-256 of the certificate, in hex. */
  readonly fingerprint: string;
}

/**
 * Without a database: the signature covers the whole file and was made with the key of one of these certificates (DER), be it
 * under another certificate of the same key.
 * Invalid `sharing.receipt_not_whole`, `sharing.receipt_not_ours`.
 */
export async function verifyReceipt(pdf: Buffer, trusted: readonly Buffer[]): Promise<Verified> {
  const { signature, range } = findSignature(pdf);
  const certificate = await verifySignature(signature, covered(pdf, range));
  const fingerprint = fingerprintOf(certificate);
  // a certificate is made anew over the same key: who has that one signed before and after
  if (!trusted.some((each) => keyOf(each).equals(keyOf(certificate)))) {
    throw new DomainError('Invalid', 'sharing.receipt_not_ours', 'This receipt was signed by somebody else.', {
      fingerprint,
    });
  }
  return { receipt: readReceipt(pdf), fingerprint };
}

function keyOf(certificate: Buffer): Buffer {
  return new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' });
}
