import { DomainError } from '@landescloud/kernel';

/** Where the signature is and what it covers. */
export interface SignedRange {
  /** Offset of '<' before the hex digits, and of the byte after '>'. */
  readonly from: number;
  readonly to: number;
}

const marker = '/ByteRange [0 9999999999 9999999999 9999999999]';

/** Puts a signature over everything but itself into the place that was left for it. */
export async function signPdf(pdf: Buffer, sign: (content: Buffer) => Promise<Buffer>): Promise<Buffer> {
  const at = pdf.indexOf(marker);
  const from = pdf.indexOf('/Contents <', at) + '/Contents '.length;
  const to = pdf.indexOf('>', from) + 1;
  if (at < 0 || from < at || to <= from) throw new Error('the PDF has no place for a signature');
  const signed = Buffer.from(pdf);
  const range = `/ByteRange [0 ${from} ${to} ${pdf.length - to}]`;
  signed.write(range.padEnd(marker.length), at, 'latin1');
  const signature = await sign(covered(signed, { from, to }));
  const hex = signature.toString('hex');
  if (hex.length > to - from - 2) throw new Error(`a signature of ${signature.length} bytes has no room`);
  signed.write(hex, from + 1, 'latin1');
  return signed;
}

export function covered(pdf: Buffer, { from, to }: SignedRange): Buffer {
  return Buffer.concat([pdf.subarray(0, from), pdf.subarray(to)]);
}

/** The one signature of a receipt and what it covers. Throws Invalid `sharing.receipt_not_whole` where that is not all. */
export function findSignature(pdf: Buffer): { readonly signature: Buffer; readonly range: SignedRange } {
  const text = pdf.toString('latin1');
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  const [start, from, to, rest] = (ranges[0] ?? []).slice(1).map(Number);
  if (ranges.length !== 1 || start !== 0 || from === undefined || to === undefined || rest === undefined) {
    throw notWhole('It has no signature, or several.');
  }
  if (to + rest !== pdf.length || from >= to) throw notWhole('Its signature does not cover the whole file.');
  const gap = text.slice(from, to);
  // nothing may hide in what the signature leaves out
  if (!/^<(?:[0-9a-f]{2})+>$/.test(gap)) throw notWhole('What the signature leaves out is more than the signature.');
  return { signature: Buffer.from(gap.slice(1, -1), 'hex'), range: { from, to } };
}

export function notWhole(reason: string): DomainError {
  return new DomainError('Invalid', 'sharing.receipt_not_whole', `This is no receipt as it was made. ${reason}`);
}
