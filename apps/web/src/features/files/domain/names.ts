/** Why a name cannot be taken; the user interface has the words. */
export type NameProblem = 'empty' | 'slash' | 'dots' | 'long' | 'control';
/** Allowed, but some clients will show it differently. */
export type NameWarning = 'windows' | 'edge';

const encoder = new TextEncoder();
const reserved = /^(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\.|$)/i;

export function nameProblemOf(name: string): NameProblem | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.includes('/')) return 'slash';
  if (trimmed === '.' || trimmed === '..') return 'dots';
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(trimmed)) return 'control';
  if (encoder.encode(trimmed.normalize('NFC')).length > 255) return 'long';
  return null;
}

export function nameWarningOf(name: string): NameWarning | null {
  if (reserved.test(name) || /[\\:*?"<>|]/.test(name)) return 'windows';
  return /[. ]$/.test(name) ? 'edge' : null;
}

/** How much of the name is selected when renaming starts: all but the ending, so that typing keeps it. */
export function stemLengthOf(name: string, kind: 'file' | 'folder'): number {
  if (kind === 'folder') return name.length;
  const double = /\.(tar)\.[a-z0-9]{1,4}$/i.exec(name);
  if (double && double.index > 0) return double.index;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? dot : name.length;
}

/** 'Neuer Ordner', else 'Neuer Ordner (2)' and so on, whatever is free among the names known here. */
export function freeName(wanted: string, taken: ReadonlySet<string>, kind: 'file' | 'folder'): string {
  const folded = new Set([...taken].map((name) => name.toLowerCase()));
  if (!folded.has(wanted.toLowerCase())) return wanted;
  const stem = stemLengthOf(wanted, kind);
  for (let number = 2; ; number += 1) {
    const name = `${wanted.slice(0, stem)} (${number})${wanted.slice(stem)}`;
    if (!folded.has(name.toLowerCase())) return name;
  }
}
