import type { Card, Property } from './card.ts';
import { from21 } from './from-21.ts';
import { parseLine } from './content-line.ts';
import { decodeBytes } from './decode-bytes.ts';
import { VcardInvalid } from './vcard-invalid.ts';

export interface VcardLimits {
  /** Bytes, or characters of a string. */
  readonly maxBytes: number;
  /** Of one card. */
  readonly maxLines: number;
  readonly maxCards: number;
}

export const defaultLimits: VcardLimits = { maxBytes: 10 * 1024 * 1024, maxLines: 10_000, maxCards: 1 };

/** One card. Throws VcardInvalid, 'several' where there are more. */
export function readCard(input: Uint8Array | string, limits: Partial<VcardLimits> = {}): Card {
  const [card] = readCards(input, { ...limits, maxCards: 1 });
  if (card === undefined) throw new VcardInvalid('not-a-card');
  return card;
}

/**
 * Every card of a file: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), with or without byte order mark, CRLF or bare LF, lines
 * folded or of any length. Throws VcardInvalid.
 */
export function readCards(input: Uint8Array | string, limits: Partial<VcardLimits> = {}): Card[] {
  const { maxBytes, maxLines, maxCards } = { ...defaultLimits, ...limits };
  if (input.length > maxBytes) throw new VcardInvalid('too-large');
  const lines = unfold(decodeBytes(input));
  const cards: Card[] = [];
  let current: { version: string | null; properties: Property[]; nested: string[] | null } | null = null;
  for (let at = 0; at < lines.length; at += 1) {
    const { text, number } = lines[at] as Line;
    if (text.trim() === '') continue;
    const mark = text.trim().toUpperCase();
    if (current?.nested) {
      current.nested.push(text);
      if (mark === 'BEGIN:VCARD' && current.nested.length > 1) throw new VcardInvalid('nested', number);
      if (mark === 'END:VCARD') current = closeNested(current);
      continue;
    }
    if (mark === 'BEGIN:VCARD') {
      if (current === null) {
        current = { version: null, properties: [], nested: null };
        continue;
      }
      // an AGENT of vCard 2.1 is a card within a card
      if (current.properties.at(-1)?.name !== 'AGENT') throw new VcardInvalid('nested', number);
      current.nested = [text];
      continue;
    }
    if (current === null) throw new VcardInvalid('not-a-card', number);
    if (mark === 'END:VCARD') {
      if (cards.length >= maxCards) throw new VcardInvalid(maxCards === 1 ? 'several' : 'too-many-cards', number);
      cards.push(finish(current.version, current.properties));
      current = null;
      continue;
    }
    if (current.properties.length >= maxLines) throw new VcardInvalid('too-many-lines', number);
    const read = quotedPrintable(lines, at);
    at = read.end;
    const property = parseLine(read.text, number);
    if (property.name === 'BEGIN') throw new VcardInvalid('nested', number);
    if (property.name === 'VERSION') current.version ??= property.value.trim();
    else current.properties.push(property);
  }
  if (current !== null) throw new VcardInvalid('not-ended');
  return cards;
}

function finish(version: string | null, properties: Property[]): Card {
  if (version === '4.0' || version === '3.0') return { version, properties };
  // cards of old telephones often do not say what they are
  if (version === '2.1' || version === null) return from21(properties);
  throw new VcardInvalid('version');
}

function closeNested(current: { version: string | null; properties: Property[]; nested: string[] | null }) {
  const agent = current.properties.pop();
  const value = (current.nested ?? []).join(String.raw`\n`).replace(/[,;]/g, String.raw`\$&`);
  if (agent !== undefined) current.properties.push({ ...agent, value });
  return { ...current, nested: null };
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** A line that begins with a space or a tab goes on with the one before (RFC 6350, section 3.2). */
function unfold(text: string): Line[] {
  const lines: { text: string; number: number; parts: string[] | null }[] = [];
  const raw = text.split(/\r\n|\n|\r/);
  for (const [index, line] of raw.entries()) {
    const before = lines.at(-1);
    if (before !== undefined && (line.startsWith(' ') || line.startsWith('\t'))) {
      before.parts ??= [before.text];
      before.parts.push(line.slice(1));
    } else lines.push({ text: line, number: index + 1, parts: null });
  }
  return lines.map(({ text: first, number, parts }) => ({ number, text: parts === null ? first : parts.join('') }));
}

/** Quoted-printable goes on in the next line after `=`, without any space (vCard 2.1). */
function quotedPrintable(lines: readonly Line[], at: number): { text: string; end: number } {
  let { text } = lines[at] as Line;
  let end = at;
  if (!text.endsWith('=') || !/^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(text)) return { text, end };
  const parts: string[] = [];
  while (text.endsWith('=') && end + 1 < lines.length) {
    parts.push(text.slice(0, -1));
    end += 1;
    ({ text } = lines[end] as Line);
  }
  parts.push(text);
  return { text: parts.join(''), end };
}
