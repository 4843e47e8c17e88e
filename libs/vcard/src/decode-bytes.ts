import { VcardInvalid } from './vcard-invalid.ts';

/** UTF-8; UTF-16 by its mark; else Windows-1252, as programs for Windows write it. A byte order mark is taken off. */
export function decodeBytes(input: Uint8Array | string): string {
  if (typeof input === 'string') return input.startsWith('\ufeff') ? input.slice(1) : input;
  if ((input[0] === 0xff && input[1] === 0xfe) || (input[0] === 0xfe && input[1] === 0xff)) {
    return decode(input, input[0] === 0xff ? 'utf-16le' : 'utf-16be');
  }
  if (input.includes(0)) throw new VcardInvalid('encoding');
  try {
    return decode(input, 'utf-8');
  } catch {
    return decode(input, 'windows-1252');
  }
}

function decode(input: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(input);
}
