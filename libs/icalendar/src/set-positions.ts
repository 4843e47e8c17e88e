/** The indices that BYSETPOS takes from a set of `size`, rising. */
export function positionsOf(wanted: readonly number[], size: number): number[] {
  const found = new Set<number>();
  for (const position of wanted) {
    const index = position > 0 ? position - 1 : size + position;
    if (index >= 0 && index < size) found.add(index);
  }
  return [...found].toSorted((a, b) => a - b);
}
