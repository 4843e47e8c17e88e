/**
 * What people are found by, and what is typed to find them: without case and marks, and alike however umlauts are
 * written ('Müller', 'Mueller', 'MULLER'), so that nobody has to know how a name is spelt.
 */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'a')
    .replaceAll('œ', 'o')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replace(/([aou])e/g, '$1')
    .replace(/[^\p{L}\p{N}@._-]+/gu, ' ')
    .trim();
}
