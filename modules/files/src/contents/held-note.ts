import type { ReleaseState } from '../views.ts';

/** What a zip leaves out. */
export interface HeldEntry {
  readonly path: string;
  readonly release: ReleaseState | null;
}

export const heldNoteName = 'Nicht enthalten - not included.txt';

const most = 1_000;
const german: Readonly<Record<string, string>> = {
  waiting: 'wird noch geprüft',
  infected: 'enthält Schadsoftware',
  withheld: 'lässt sich nicht prüfen und wird zurückgehalten',
};
const english: Readonly<Record<string, string>> = {
  waiting: 'is still being checked',
  infected: 'contains malware',
  withheld: 'cannot be checked and is held back',
};

/** For whoever opens the zip, in whichever language. */
export function heldNote(held: readonly HeldEntry[]): Buffer {
  const says = (words: Readonly<Record<string, string>>) =>
    held.slice(0, most).map(({ path, release }) => `- ${path}: ${words[release ?? ''] ?? ''}`);
  const more = held.length - most;
  const lines = [
    'Diese Dateien sind nicht enthalten:',
    '',
    ...says(german),
    ...(more > 0 ? [`… und ${more} weitere`] : []),
    '',
    'These files are not included:',
    '',
    ...says(english),
    ...(more > 0 ? [`… and ${more} more`] : []),
    '',
  ];
  // with a byte order mark: Windows opens it as what it is
  return Buffer.from(`\ufeff${lines.join('\r\n')}`);
}
