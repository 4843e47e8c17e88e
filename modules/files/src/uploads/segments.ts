/**
 * A source cut into pieces of at most `size` bytes, each an own source. Ask for the next only when the one before is
 * read to its end. When the source breaks in the middle, the segment under way ends early as if it were complete and
 * the break is thrown instead of a further segment: so what was received can be kept.
 */
export async function* segments(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<AsyncIterable<Uint8Array>, void, undefined> {
  const state: State = { iterator: source[Symbol.asyncIterator](), carried: null, broken: null, ended: false };
  try {
    for (;;) {
      // Looking ahead by one piece: an empty last segment must not become an empty blob.
      state.carried ??= await next(state);
      if (state.carried === null) break;
      yield segment(state, size);
    }
    if (state.broken !== null) throw state.broken.reason;
  } finally {
    if (!state.ended) await state.iterator.return?.();
  }
}

interface State {
  readonly iterator: AsyncIterator<Uint8Array>;
  carried: Uint8Array | null;
  broken: { readonly reason: unknown } | null;
  ended: boolean;
}

async function next(state: State): Promise<Uint8Array | null> {
  while (!state.ended) {
    try {
      const result = await state.iterator.next();
      if (result.done === true) state.ended = true;
      else if (result.value.length > 0) return result.value;
    } catch (reason) {
      state.ended = true;
      state.broken = { reason };
    }
  }
  return null;
}

async function* segment(state: State, size: number): AsyncGenerator<Uint8Array> {
  let room = size;
  while (room > 0) {
    const piece = state.carried ?? (await next(state));
    state.carried = null;
    if (piece === null) return;
    if (piece.length > room) {
      state.carried = piece.subarray(room);
      yield piece.subarray(0, room);
      return;
    }
    room -= piece.length;
    yield piece;
  }
}
