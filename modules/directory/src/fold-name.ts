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

/** 'Müller-Lüdenscheidt' is found by either half, an address by each of its parts. */
export function foldWords(text: string): string[] {
  return foldName(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

export interface NamedPerson {
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  readonly addresses: readonly string[];
}

/** The column `folded` of a person: every word once, each after a space, the name first (people are listed by it). */
export function foldPerson({ name, login, email, addresses }: NamedPerson): string {
  const words = [name, login, email ?? '', ...addresses].flatMap(foldWords);
  return [...new Set(words)].map((word) => ` ${word}`).join('');
}
