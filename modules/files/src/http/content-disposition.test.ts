import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contentDisposition } from './content-disposition.ts';

describe('Content-Disposition', () => {
  it('carries every name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const header = contentDisposition('attachment', name);
        assert.match(header, /^[\u0020-\u007e]*$/);
        const value = /; filename\*=UTF-8''([\w!#$&+.^`|~%-]*)$/.exec(header)?.[1];
        assert.equal(decodeURIComponent(value ?? ''), name.toWellFormed());
      }),
    );
  });

  it('is short for plain names', () => {
    assert.equal(
      contentDisposition('inline', 'Grüße "neu".txt'),
      `inline; filename="Gr__e _neu_.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22neu%22.txt`,
    );
  });
});
