import type { Parameter, Property } from './card.ts';
import { VcardInvalid } from './vcard-invalid.ts';

const NAME = /^(?:([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\.)?([A-Za-z0-9_-]+)(?=[;:])/;

/**
 * One unfolded line (RFC 6350, section 3.3; RFC 6868 in parameters). Also takes what old programs write: bare parameters
 * (`TEL;WORK;FAX:`), which become a TYPE, an ENCODING or stay a name without value.
 */
export function parseLine(text: string, line: number): Property {
  const head = NAME.exec(text);
  if (head === null) throw new VcardInvalid('line', line);
  const params: Parameter[] = [];
  let at = head[0].length;
  while (text[at] === ';') {
    const read = parseParameter(text, at + 1, line);
    if (read.param !== null) params.push(read.param);
    at = read.end;
  }
  if (text[at] !== ':') throw new VcardInvalid('line', line);
  return { group: head[1] ?? null, name: (head[2] ?? '').toUpperCase(), params, value: text.slice(at + 1) };
}

function parseParameter(text: string, start: number, line: number): { param: Parameter | null; end: number } {
  let at = start;
  while (at < text.length && text[at] !== '=' && text[at] !== ';' && text[at] !== ':') at += 1;
  const name = text.slice(start, at).trim().toUpperCase();
  if (text[at] !== '=') return { param: name === '' ? null : bare(name), end: at };
  const values: string[] = [];
  do {
    at += 1;
    if (text[at] === '"') {
      const end = text.indexOf('"', at + 1);
      if (end === -1) throw new VcardInvalid('line', line);
      values.push(decodeParam(text.slice(at + 1, end)));
      at = end + 1;
      // what follows a closing quote belongs to nobody
      while (at < text.length && !',;:'.includes(text[at] ?? '')) at += 1;
    } else {
      const from = at;
      while (at < text.length && !',;:'.includes(text[at] ?? '')) at += 1;
      values.push(decodeParam(text.slice(from, at)));
    }
  } while (text[at] === ',');
  return { param: { name, values }, end: at };
}

const ENCODINGS = new Set(['QUOTED-PRINTABLE', 'BASE64', '8BIT', '7BIT', 'B']);

function bare(name: string): Parameter {
  return ENCODINGS.has(name) ? { name: 'ENCODING', values: [name] } : { name: 'TYPE', values: [name] };
}

function decodeParam(value: string): string {
  if (!value.includes('^')) return value;
  return value.replace(/\^(['n^])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === "'" ? '"' : '^'));
}

function encodeParam(value: string): string {
  // a caret that means itself needs no code unless it would be read as one
  const coded = value
    .replace(/\^(?=['n^])/g, '^^')
    .replace(/"/g, "^'")
    .replace(/\r\n|\r|\n/g, '^n');
  return /[,;:]/.test(coded) ? `"${coded}"` : coded;
}

/** Without line end, not folded. */
export function writeLine({ group, name, params, value }: Property): string {
  const written = params.map((each) => `;${each.name}=${each.values.map(encodeParam).join(',')}`).join('');
  return `${group === null ? '' : `${group}.`}${name}${written}:${value}`;
}

const widest = 75;

/** Folds after 75 bytes of UTF-8, never within a character (RFC 6350, section 3.2). */
export function foldLine(line: string): string {
  if (line.length * 3 <= widest) return line;
  const parts: string[] = [];
  let start = 0;
  let bytes = 0;
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
    // the space that begins what follows counts
    if (bytes + size > (parts.length === 0 ? widest : widest - 1)) {
      parts.push(line.slice(start, at));
      start = at;
      bytes = 0;
    }
    bytes += size;
    at += code > 0xff_ff ? 2 : 1;
  }
  parts.push(line.slice(start));
  return parts.join('\r\n ');
}
