import { suggestKey } from './suggest-key.ts';

/** "Dr. Änne Überschär" -> "aenne.ueberschaer": first and last name, without titles. */
export function suggestLogin(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => !word.endsWith('.'))
    .map(suggestKey)
    .filter(Boolean);
  const [first = '', ...more] = words;
  return [first, ...more.slice(-1)].join('.').slice(0, 64);
}
