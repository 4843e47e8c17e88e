import { inflateSync } from 'node:zlib';
import { notWhole } from './sign-pdf.ts';
import type { Receipt } from './receipt.ts';

const largest = 64 * 1024 * 1024;

/** What is attached for programs. Only to be asked of a PDF whose signature is ours: we know how we write them. */
export function readReceipt(pdf: Buffer): Receipt {
  const text = pdf.toString('latin1');
  const [head = '', length] =
    /<<\s*\/Type \/EmbeddedFile\b(?:(?!endobj)[\s\S])*?\/Length (\d+)(?:(?!endobj)[\s\S])*?stream\r?\n/.exec(text) ??
    [];
  const at = text.indexOf(head) + head.length;
  try {
    const body = pdf.subarray(at, at + Number(length));
    const json = head.includes('/FlateDecode') ? inflateSync(body, { maxOutputLength: largest }) : body;
    const receipt = JSON.parse(json.toString()) as Receipt;
    if (receipt.format !== 'landescloud.receipt/1') throw new Error(`format ${String(receipt.format)}`);
    return receipt;
  } catch (error) {
    throw notWhole(`What is attached to it cannot be read (${(error as Error).message}).`);
  }
}
