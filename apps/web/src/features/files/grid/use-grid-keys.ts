import { useRef, type KeyboardEvent } from 'react';
import type { EntrySource, GridEntry } from '../domain/entry-source.ts';
import { gridCommandOf, type GridCommand } from '../domain/grid-keys.ts';
import { isTyping, jumpOf, noTyping, typed } from '../domain/type-ahead.ts';
import type { GridControl } from './use-grid-state.ts';

/** Commands that the page carries out: everything that is not moving and selecting. */
export type PageCommand = Exclude<GridCommand['type'], 'focus' | 'toggle' | 'cell' | 'jump' | 'selectAll' | 'clear'>;

export interface GridKeysInput<T extends GridEntry> {
  readonly source: EntrySource<T>;
  readonly control: GridControl;
  readonly columns: number;
  readonly pageRows: () => number;
  /** Brings the entry into view and gives it the focus. */
  readonly goTo: (index: number) => void;
  readonly onCommand: (command: PageCommand, entry: T | undefined) => void;
}

export function useGridKeys<T extends GridEntry>(input: GridKeysInput<T>) {
  const typing = useRef(noTyping);
  const latest = useRef(0);

  return (event: KeyboardEvent<HTMLElement>) => {
    const { source, control, columns, pageRows, goTo, onCommand } = input;
    const target = event.target as HTMLElement;
    if (target.closest('[data-editor]')) return;
    const onControl = target.matches('button, a, input');
    if (onControl && (event.key === 'Enter' || event.key === ' ') && !event.ctrlKey) return;
    // When the key was pressed, however late a busy page comes to it.
    const now = event.timeStamp;
    const command = gridCommandOf(event, {
      focused: control.focused,
      total: source.total ?? 0,
      columns,
      pageRows: pageRows(),
      typing: isTyping(typing.current, now),
    });
    // Pasting comes as an event of its own, with the files of other programs.
    if (!command || command.type === 'paste') return;
    event.preventDefault();
    const mine = ++latest.current;
    switch (command.type) {
      case 'focus': {
        if (!source.total) return;
        if (command.extend) void control.extendTo(command.index, event.ctrlKey || event.metaKey);
        else if (!command.keepSelection && control.selection.ids.size === 1) control.onlyAt(command.index);
        goTo(command.index);
        return;
      }
      case 'toggle':
        if (command.extend) void control.extendTo(control.focused, false);
        else control.toggleAt(control.focused);
        return;
      case 'cell':
        moveWithin(target, command.step);
        return;
      case 'jump': {
        typing.current = typed(typing.current, command.character, now);
        const { prefix, fromNext } = jumpOf(typing.current);
        void source.findPrefix(prefix, control.focused + (fromNext ? 1 : 0)).then((index) => {
          // An answer that comes late must not undo what was typed or pressed since.
          if (index < 0 || mine !== latest.current) return;
          if (control.selection.ids.size === 1) control.onlyAt(index);
          goTo(index);
        });
        return;
      }
      case 'selectAll':
        void control.everything();
        return;
      case 'clear':
        if (onControl) goTo(control.focused);
        else control.clear();
        return;
      default:
        onCommand(command.type, source.at(control.focused));
    }
  };
}

/** Left and right walk through what can be pressed in a row. */
function moveWithin(target: HTMLElement, step: 1 | -1): void {
  const row = target.closest<HTMLElement>('[data-index]');
  if (!row) return;
  const stops = [row, ...row.querySelectorAll<HTMLElement>('input, a, button')].filter(
    (stop) => stop.offsetParent !== null,
  );
  stops[stops.indexOf(target) + step]?.focus();
}
