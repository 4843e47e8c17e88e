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
  // room for pictures that are folded after 75 bytes
  const lines = unfold(decodeBytes(input), 300_000 + maxCards * 30);
  const cards: Card[] = [];
  let current: { version: string | null; properties: Property[]; nested: string[] | null } | null = null;
  for (let next = lines.next(); next.done !== true; next = lines.next()) {
    const { text, number } = next.value;
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
    const property = parseLine(quotedPrintable(text, lines), number);
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
  /** Where it begins in the file, counting from 1. */
  readonly number: number;
}

/**
 * A line that begins with a space or a tab goes on with the one before (RFC 6350, section 3.2). One after the other, so that a file of
 * nothing but line breaks costs nothing; throws VcardInvalid where there are more than `most`.
 */
function* unfold(given: string, most: number): Generator<Line, undefined> {
  const text = /\r(?!\n)/.test(given) ? given.replace(/\r(?!\n)/g, '\n') : given;
  let parts: string[] = [];
  let first = 1;
  let number = 0;
  for (let at = 0; at <= text.length;) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const line = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
    at = end + 1;
    number += 1;
    if (number > most) throw new VcardInvalid('too-many-lines', number);
    if (number > 1 && (line.startsWith(' ') || line.startsWith('\t'))) {
      parts.push(line.slice(1));
      continue;
    }
    if (number > 1) yield { text: parts.join(''), number: first };
    parts = [line];
    first = number;
  }
  yield { text: parts.join(''), number: first };
  return undefined;
}

/** Quoted-printable goes on in the next line after `=`, without any space (vCard 2.1). */
function quotedPrintable(start: string, lines: Iterator<Line, undefined>): string {
  if (!start.endsWith('=') || !/^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(start)) return start;
  const parts: string[] = [];
  let text = start;
  while (text.endsWith('=')) {
    const next = lines.next();
    if (next.done === true) break;
    parts.push(text.slice(0, -1));
    text = next.value.text;
  }
  parts.push(text);
  return parts.join('');
}
