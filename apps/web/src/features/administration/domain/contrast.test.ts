import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrastToWhite, isColour, readable, readableContrast } from './contrast.ts';

test('contrast to white is what WCAG says', () => {
  assert.equal(contrastToWhite('#ffffff'), 1);
  assert.equal(Math.round(contrastToWhite('#000000') * 100) / 100, 21);
  assert.equal(Math.round(contrastToWhite('#767676') * 100) / 100, 4.54);
});

test('a bright colour becomes readable, a readable one stays', () => {
  assert.ok(contrastToWhite('#f0c000') < readableContrast);
  assert.ok(contrastToWhite(readable('#f0c000')) >= readableContrast);
  assert.equal(readable('#005b7f'), '#005b7f');
});

test('only six digits are a colour', () => {
  assert.equal(isColour('#00aaFF'), true);
  for (const text of ['', '#fff', 'red', '#00aaff00', 'url(#x)']) assert.equal(isColour(text), false);
});
