/**
 * A pattern of PostgreSQL for a word by itself, in whatever spelling `~*` and the flag 'i' allow: 'Ina' is not to be found in
 * 'Karina'.
 */
export function wholeWord(word: string): string {
  return `(?<![[:alnum:]])${word.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`)}(?![[:alnum:]])`;
}
