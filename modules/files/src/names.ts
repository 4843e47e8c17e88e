import { nameInvalid } from './errors.ts';

const MAX_NAME_BYTES = 255;
// XML 1.0 cannot carry these, so no DAV client could ever list such a name.
// oxlint-disable-next-line no-control-regex
const UNSPEAKABLE = /[\u0000-\u001f\u007f\ufffe\uffff]/;

/**
 * Names are kept byte for byte as the client sent them (ADR 0005); this only refuses what cannot be a name.
 * Throws Invalid `files.name_invalid`.
 */
export function checkName(name: string): string {
  if (name === '' || name === '.' || name === '..') throw nameInvalid('it is empty or a dot');
  if (name.includes('/')) throw nameInvalid('it contains a slash');
  if (UNSPEAKABLE.test(name)) throw nameInvalid('it contains a control character');
  if (!name.isWellFormed()) throw nameInvalid('it is not Unicode');
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw nameInvalid('it is longer than 255 bytes');
  return name;
}

// Embeddings, overrides and isolates: with them 'planfdp.exe' reads as 'planexe.pdf'. Marks that languages need are none of these.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** Of a visitor's file: who gets it must be able to read what it is. Throws as `checkName`. */
export function checkVisitorsName(name: string): void {
  if (TURNING.test(name)) throw nameInvalid('it changes the direction of writing');
}

/** What people take for the same name: canonical composition, case folded. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** What search compares: as nameKey, with compatibility forms (ligatures, full width) opened. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** 'Bericht.odt' -> 'Bericht (2).odt', until `taken` (name keys) does not hold it. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(nameKey(name))) return name;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let n = 2; ; n++) {
    const suffix = ` (${n})${extension}`;
    const candidate = fitBytes(stem, MAX_NAME_BYTES - Buffer.byteLength(suffix)) + suffix;
    if (!taken.has(nameKey(candidate))) return candidate;
  }
}

function fitBytes(text: string, bytes: number): string {
  let kept = text;
  while (Buffer.byteLength(kept) > bytes) kept = [...kept].slice(0, -1).join('');
  return kept;
}
