import { CalendarInvalid } from './calendar-invalid.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 only (RFC 5545, section 3.1.4). Old programs fold by octets, in the middle of a character: those lines are joined first. */
export function decodeText(input: Uint8Array | string, size: number): string {
  if (input.length > size) throw new CalendarInvalid('too-large', `More than ${size} bytes.`);
  if (typeof input === 'string') return input;
  if ((input[0] === 0xff && input[1] === 0xfe) || (input[0] === 0xfe && input[1] === 0xff))
    throw new CalendarInvalid('encoding', 'The text is UTF-16, not UTF-8.');
  try {
    return strict.decode(input);
  } catch {
    try {
      return strict.decode(joinFolded(input));
    } catch {
      throw new CalendarInvalid('encoding', 'The text is not UTF-8.');
    }
  }
}

function joinFolded(input: Uint8Array): Uint8Array {
  const joined = new Uint8Array(input.length);
  let length = 0;
  for (let at = 0; at < input.length; at += 1) {
    const newline = input[at] === 13 && input[at + 1] === 10 ? 2 : input[at] === 10 ? 1 : 0;
    const next = input[at + newline];
    if (newline > 0 && (next === 32 || next === 9)) at += newline;
    else joined[length++] = input[at]!;
  }
  return joined.subarray(0, length);
}
