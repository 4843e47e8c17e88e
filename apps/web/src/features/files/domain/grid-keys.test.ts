import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridCommandOf, type GridState, type KeyPress } from './grid-keys.ts';

const list: GridState = { focused: 5, total: 100, columns: 1, pageRows: 10, typing: false };
const tiles: GridState = { focused: 5, total: 11, columns: 4, pageRows: 3, typing: false };

function press(keys: string): KeyPress {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  return {
    key: key === 'Space' ? ' ' : key,
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Meta'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  };
}
const focus = (keys: string, state: GridState) => {
  const command = gridCommandOf(press(keys), state);
  return command?.type === 'focus' ? command.index : null;
};

test('arrows, Home, End and pages move in the list and stop at its ends', () => {
  assert.equal(focus('ArrowDown', list), 6);
  assert.equal(focus('ArrowUp', list), 4);
  assert.equal(focus('ArrowUp', { ...list, focused: 0 }), 0);
  assert.equal(focus('ArrowDown', { ...list, focused: 99 }), 99);
  assert.equal(focus('Home', list), 0);
  assert.equal(focus('End', list), 99);
  assert.equal(focus('PageDown', list), 14);
  assert.equal(focus('PageUp', list), 0);
  assert.equal(focus('PageDown', { ...list, focused: 95 }), 99);
});

test('tiles move in two directions', () => {
  assert.equal(focus('ArrowRight', tiles), 6);
  assert.equal(focus('ArrowDown', tiles), 9);
  assert.equal(focus('ArrowDown', { ...tiles, focused: 7 }), 10, 'the last row is shorter');
  assert.equal(focus('ArrowDown', { ...tiles, focused: 9 }), 9);
  assert.equal(focus('Home', tiles), 4);
  assert.equal(focus('End', tiles), 7);
  assert.equal(focus('Ctrl+End', tiles), 10);
});

test('Shift extends, Ctrl moves without selecting', () => {
  assert.deepEqual(gridCommandOf(press('Shift+ArrowDown'), list), {
    type: 'focus',
    index: 6,
    extend: true,
    keepSelection: false,
  });
  assert.deepEqual(gridCommandOf(press('Ctrl+ArrowDown'), list), {
    type: 'focus',
    index: 6,
    extend: false,
    keepSelection: true,
  });
});

test('every action has its key', () => {
  const expected: Record<string, string> = {
    Enter: 'open',
    Backspace: 'parent',
    'Alt+ArrowUp': 'parent',
    F2: 'rename',
    Delete: 'delete',
    'Ctrl+a': 'selectAll',
    'Meta+a': 'selectAll',
    'Ctrl+c': 'copy',
    'Ctrl+x': 'cut',
    'Ctrl+v': 'paste',
    'Ctrl+z': 'undo',
    'Alt+n': 'newFolder',
    'Meta+Backspace': 'delete',
    'Shift+F10': 'menu',
    ContextMenu: 'menu',
    'Alt+Enter': 'details',
    Escape: 'clear',
    Space: 'toggle',
    ArrowRight: 'cell',
  };
  for (const [keys, type] of Object.entries(expected)) {
    assert.equal(gridCommandOf(press(keys), list)?.type, type, keys);
  }
  for (const keys of ['F10', 'F5', 'Tab', 'Ctrl+r', 'Ctrl+Shift+A', 'Alt+d', 'Shift']) {
    assert.equal(gridCommandOf(press(keys), list), null, keys);
  }
});

test('typing jumps; a space within it belongs to the name', () => {
  assert.deepEqual(gridCommandOf(press('ü'), list), { type: 'jump', character: 'ü' });
  assert.deepEqual(gridCommandOf(press('Space'), { ...list, typing: true }), { type: 'jump', character: ' ' });
});
