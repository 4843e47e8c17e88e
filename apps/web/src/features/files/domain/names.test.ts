import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeName, nameProblemOf, nameWarningOf, stemLengthOf } from './names.ts';

test('names that cannot be', () => {
  assert.equal(nameProblemOf('  '), 'empty');
  assert.equal(nameProblemOf('a/b'), 'slash');
  assert.equal(nameProblemOf('..'), 'dots');
  assert.equal(nameProblemOf('a\u0000'), 'control');
  assert.equal(nameProblemOf('ä'.repeat(128)), 'long');
  assert.equal(nameProblemOf('ä'.repeat(127)), null);
  assert.equal(nameProblemOf('Übersicht 😀.odt'), null);
});

test('names that Windows would change', () => {
  assert.equal(nameWarningOf('con.txt'), 'windows');
  assert.equal(nameWarningOf('a:b'), 'windows');
  assert.equal(nameWarningOf('Bericht.'), 'edge');
  assert.equal(nameWarningOf('Bericht.odt'), null);
});

test('renaming starts with all but the ending selected', () => {
  assert.equal(stemLengthOf('Bericht.odt', 'file'), 7);
  assert.equal(stemLengthOf('archiv.tar.gz', 'file'), 6);
  assert.equal(stemLengthOf('.profile', 'file'), 8);
  assert.equal(stemLengthOf('v1.2', 'folder'), 4);
});

test('a free name, letters of either case being one', () => {
  assert.equal(freeName('Neuer Ordner', new Set(), 'folder'), 'Neuer Ordner');
  assert.equal(freeName('Notiz.txt', new Set(['notiz.txt', 'Notiz (2).txt']), 'file'), 'Notiz (3).txt');
});
