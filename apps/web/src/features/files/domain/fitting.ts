interface Sized {
  readonly file: { readonly size: number };
}

/** In their order, what fits into so many bytes; a large one that does not is left out and the next ones are tried. */
export function splitByRoom<Item extends Sized>(
  items: readonly Item[],
  freeBytes: number,
): { fits: Item[]; tooMuch: Item[] } {
  let left = freeBytes;
  const fits: Item[] = [];
  const tooMuch: Item[] = [];
  for (const item of items) {
    if (item.file.size > left) {
      tooMuch.push(item);
      continue;
    }
    left -= item.file.size;
    fits.push(item);
  }
  return { fits, tooMuch };
}
