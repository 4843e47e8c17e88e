/** What a key means in the grid of files. Pure, so that the whole keyboard is tested without a browser. */
export type GridCommand =
  | { readonly type: 'focus'; readonly index: number; readonly extend: boolean; readonly keepSelection: boolean }
  | { readonly type: 'toggle'; readonly extend: boolean }
  | { readonly type: 'cell'; readonly step: 1 | -1 }
  | { readonly type: 'jump'; readonly character: string }
  | {
      readonly type:
        | 'open'
        | 'parent'
        | 'rename'
        | 'delete'
        | 'selectAll'
        | 'clear'
        | 'copy'
        | 'cut'
        | 'paste'
        | 'menu'
        | 'details'
        | 'undo'
        | 'newFolder'
        | 'share';
    };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** The key's place: with Alt a Mac types other characters. */
  readonly code?: string;
}

export interface GridState {
  readonly focused: number;
  readonly total: number;
  /** 1 in a list; tiles in one row otherwise. */
  readonly columns: number;
  /** Whole rows in view, for Page Up and Page Down. */
  readonly pageRows: number;
  /** Typing is being collected: a space belongs to the name then. */
  readonly typing: boolean;
}

export function gridCommandOf(press: KeyPress, state: GridState): GridCommand | null {
  const control = press.ctrlKey || press.metaKey;
  if (press.altKey) return altCommandOf(press);
  const target = targetOf(press.key, control, state);
  if (target !== null) {
    const index = Math.max(0, Math.min(state.total - 1, target));
    return { type: 'focus', index, extend: press.shiftKey, keepSelection: control && !press.shiftKey };
  }
  if (control) return controlCommandOf(press);
  switch (press.key) {
    case 'Enter':
      return { type: 'open' };
    case 'Backspace':
      return { type: 'parent' };
    case 'F2':
      return { type: 'rename' };
    case 'Delete':
      return { type: 'delete' };
    case 'Escape':
      return { type: 'clear' };
    case 'ContextMenu':
      return { type: 'menu' };
    case 'F10':
      return press.shiftKey ? { type: 'menu' } : null;
    case 'ArrowRight':
      return { type: 'cell', step: 1 };
    case 'ArrowLeft':
      return { type: 'cell', step: -1 };
    case ' ':
      return state.typing ? { type: 'jump', character: ' ' } : { type: 'toggle', extend: press.shiftKey };
    default:
      return isCharacter(press.key) ? { type: 'jump', character: press.key } : null;
  }
}

function altCommandOf(press: KeyPress): GridCommand | null {
  if (press.key === 'ArrowUp') return { type: 'parent' };
  if (press.key === 'Enter') return { type: 'details' };
  if (press.code === 'KeyT' || press.key.toLowerCase() === 't') return { type: 'share' };
  return press.code === 'KeyN' || press.key.toLowerCase() === 'n' ? { type: 'newFolder' } : null;
}

function controlCommandOf(press: KeyPress): GridCommand | null {
  const key = press.key.toLowerCase();
  if (press.shiftKey) return null;
  // As on a Mac, which has no Delete key.
  if (press.metaKey && press.key === 'Backspace') return { type: 'delete' };
  const letters = { a: 'selectAll', c: 'copy', x: 'cut', v: 'paste', z: 'undo', i: 'details' } as const;
  if (key === ' ') return { type: 'toggle', extend: false };
  return key in letters ? { type: letters[key as keyof typeof letters] } : null;
}

function targetOf(key: string, control: boolean, state: GridState): number | null {
  const { focused, total, columns, pageRows } = state;
  switch (key) {
    case 'ArrowDown':
      // From above the last, shorter row of tiles one comes to the last tile.
      return focused + columns < total || isLastRow(focused, total, columns)
        ? min(focused + columns, focused, total)
        : total - 1;
    case 'ArrowUp':
      return focused - columns >= 0 ? focused - columns : focused;
    case 'ArrowRight':
      return columns > 1 ? focused + 1 : null;
    case 'ArrowLeft':
      return columns > 1 ? focused - 1 : null;
    case 'Home':
      return columns > 1 && !control ? focused - (focused % columns) : 0;
    case 'End':
      return columns > 1 && !control ? focused - (focused % columns) + columns - 1 : total - 1;
    case 'PageDown':
      return focused + Math.max(1, pageRows - 1) * columns;
    case 'PageUp':
      return focused - Math.max(1, pageRows - 1) * columns;
    default:
      return null;
  }
}

function isLastRow(index: number, total: number, columns: number): boolean {
  return Math.floor(index / columns) === Math.floor((total - 1) / columns);
}

function min(next: number, current: number, total: number): number {
  return next < total ? next : current;
}

function isCharacter(key: string): boolean {
  return [...key].length === 1 && key.trim() !== '';
}
