import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldName, foldPerson, foldWords } from './fold-name.ts';

describe('folding', () => {
  it('takes every way of writing an umlaut for the same', () => {
    for (const spelt of ['Müller', 'Mu\u0308ller', 'MUELLER', 'muller']) assert.equal(foldName(spelt), 'muller');
    for (const spelt of ['Weiß', 'WEISS', 'weiss']) assert.equal(foldName(spelt), 'weiss');
    assert.equal(foldName('Łukasz Đorđe Ærø'), 'lukasz dorde aro');
  });

  it('a typed part of a name begins a word of what is kept, however it is written', () => {
    const name = fc.stringMatching(/^[A-Za-zÄÖÜäöüß]{2,12}(-[A-Za-zÄÖÜäöüß]{2,12})?$/);
    fc.assert(
      fc.property(name, (name) => {
        const folded = foldPerson({ name, login: 'x', email: null, addresses: [] });
        for (const written of [name, name.toUpperCase(), name.normalize('NFD'), name.replaceAll('ß', 'ss')]) {
          for (const word of foldWords(written)) assert.ok(folded.includes(` ${word}`), `${written} in ${folded}`);
        }
      }),
    );
  });

  it('leaves nothing that means something to LIKE or to an index', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of foldWords(text)) assert.match(word, /^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});
