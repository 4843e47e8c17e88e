interface Undoable {
  readonly run: () => void;
}

let last: Undoable | null = null;

/** What Ctrl+Z takes back: the last deletion or move. Answers the function for the toast's button. */
export function undoable(run: () => void): () => void {
  const entry: Undoable = {
    run: () => {
      if (last === entry) last = null;
      run();
    },
  };
  last = entry;
  return () => entry.run();
}

export function undoLast(): boolean {
  if (!last) return false;
  last.run();
  return true;
}
