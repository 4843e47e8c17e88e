import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cell } from './guest-csv.ts';

describe('a cell of a list', () => {
  it('is never a formula', () => {
    for (const text of ['=1+1', '+49', '-1', '@SUM(A1)', ' =1', '\t=1', '|calc', '%0']) {
      assert.match(cell(text), /^"?'/, text);
    }
    assert.equal(cell('Anna Ämsel'), 'Anna Ämsel');
  });

  it('holds what separates cells', () => {
    assert.equal(cell('a,"b"\n'), '"a,""b""\n"');
  });
});
