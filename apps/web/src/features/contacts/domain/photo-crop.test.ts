import assert from 'node:assert/strict';
import { test } from 'node:test';
import { squareOf } from './photo-crop.ts';

test('the square stays within the picture', () => {
  const wide = { width: 800, height: 400 };
  assert.deepEqual(squareOf(wide, { x: 400, y: 200, zoom: 1 }), { left: 200, top: 0, side: 400 });
  assert.deepEqual(squareOf(wide, { x: 0, y: 0, zoom: 1 }), { left: 0, top: 0, side: 400 });
  assert.deepEqual(squareOf(wide, { x: 900, y: 400, zoom: 2 }), { left: 600, top: 200, side: 200 });
  assert.deepEqual(squareOf(wide, { x: 400, y: 200, zoom: 0.5 }), { left: 200, top: 0, side: 400 });
});
