const pause = 900;

/** What was typed in one go: 'be' jumps to 'Besprechung'; the same letter again goes to the next with it. */
export interface TypeAhead {
  readonly text: string;
  readonly at: number;
}

export const noTyping: TypeAhead = { text: '', at: 0 };

export function isTyping(state: TypeAhead, now: number): boolean {
  return state.text !== '' && now - state.at < pause;
}

export function typed(state: TypeAhead, character: string, now: number): TypeAhead {
  return { text: isTyping(state, now) ? state.text + character : character, at: now };
}

/** The prefix to look for, and whether the search starts behind the focused entry. */
export function jumpOf(state: TypeAhead): { prefix: string; fromNext: boolean } {
  const letters = [...state.text.toLocaleLowerCase()];
  const repeated = letters.length > 1 && letters.every((letter) => letter === letters[0]);
  if (repeated) return { prefix: letters[0] ?? '', fromNext: true };
  return { prefix: letters.join(''), fromNext: letters.length === 1 };
}

export function startsWith(name: string, prefix: string): boolean {
  return name.normalize('NFC').toLocaleLowerCase().startsWith(prefix.normalize('NFC'));
}

/** The first match from `from` on, around the end; -1 when none of those that are loaded match. */
export function findPrefix(
  nameAt: (index: number) => string | undefined,
  total: number,
  from: number,
  prefix: string,
): number {
  for (let step = 0; step < total; step += 1) {
    const index = (from + step) % total;
    const name = nameAt(index);
    if (name !== undefined && startsWith(name, prefix)) return index;
  }
  return -1;
}
