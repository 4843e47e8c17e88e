import { unreadableCsv } from '../source-errors.ts';

export type CsvEncoding = 'utf-8' | 'windows-1252' | 'utf-16le';

/** Text of what programs here write: UTF-8 with or without a mark, Excel's UTF-16, and Windows-1252. */
export function decodeCsv(content: Uint8Array): { text: string; encoding: CsvEncoding } {
  if (content[0] === 0xff && content[1] === 0xfe) return decoded(content, 'utf-16le');
  try {
    return decoded(content, 'utf-8');
  } catch {
    // what no byte of UTF-8 means is nearly always a file from Windows; every byte means something there
    return decoded(content, 'windows-1252');
  }
}

function decoded(content: Uint8Array, encoding: CsvEncoding): { text: string; encoding: CsvEncoding } {
  const text = new TextDecoder(encoding, { fatal: true }).decode(content);
  if (text.includes('\0')) throw unreadableCsv(null, 'not_text');
  return { text, encoding };
}

const delimiters = [';', ',', '\t', '|'] as const;
export type CsvDelimiter = (typeof delimiters)[number];

/** The one that the first line has most of, outside of quotes. */
export function guessDelimiter(text: string): CsvDelimiter {
  let first = '';
  let quoted = false;
  for (const character of text.slice(0, 20_000)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) {
      if (first !== '') break;
    } else if (!quoted) first += character;
  }
  const count = (delimiter: string) => first.split(delimiter).length;
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
