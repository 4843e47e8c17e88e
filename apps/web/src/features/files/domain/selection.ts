/**
 * What is selected in a list of which only parts are loaded: ids, never positions, so that it survives sorting and
 * live changes. `anchor` is where a range with Shift begins.
 */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  readonly anchor: number | null;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null };

export function selectOnly(id: number): Selection {
  return { ids: new Set([id]), anchor: id };
}

export function toggle(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** `range`: the ids from the anchor to the lead. With `add` (Ctrl+Shift) what was selected stays. */
export function selectRange(selection: Selection, range: readonly number[], add: boolean): Selection {
  const anchor = selection.anchor ?? range[0] ?? null;
  return { ids: add ? new Set([...selection.ids, ...range]) : new Set(range), anchor };
}

export function selectAll(ids: readonly number[]): Selection {
  return { ids: new Set(ids), anchor: ids[0] ?? null };
}

/** After a refresh: what is gone is not selected any more. The same object when nothing changed. */
export function retain(selection: Selection, gone: (id: number) => boolean): Selection {
  const ids = [...selection.ids].filter((id) => !gone(id));
  if (ids.length === selection.ids.size) return selection;
  return { ids: new Set(ids), anchor: selection.anchor !== null && gone(selection.anchor) ? null : selection.anchor };
}

/** 'some' shows the dash in the header's checkbox. */
export function coverage(selection: Selection, total: number): 'none' | 'some' | 'all' {
  if (selection.ids.size === 0) return 'none';
  return selection.ids.size >= total ? 'all' : 'some';
}
