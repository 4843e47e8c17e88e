import assert from 'node:assert/strict';
import { it } from 'node:test';
import { csvLine } from './csv.ts';

it('a line of CSV holds texts whole and no formula', () => {
  assert.equal(
    csvLine([1, -2, null, 'a,b', 'say "ja"', 'zwei\r\nZeilen']),
    '1,-2,,"a,b","say ""ja""","zwei\r\nZeilen"\r\n',
  );
  assert.equal(csvLine(['a', null, 'b;c'], ';'), '"a";;"b;c"\r\n');
  const texts = ['=1+1', '+49', '-1', '@SUM(A1)', ' =1', '\u00a0=1', '\t=1', '\r=1', '|calc', '%0', '＝1', '＋1'];
  for (const text of texts) assert.equal(csvLine([text]), `"'${text}"\r\n`);
  assert.equal(csvLine(['=HYPERLINK("x")']), `"'=HYPERLINK(""x"")"\r\n`);
  for (const text of ['Anna Ämsel', 'a=1', '1-2', 'x@y.example']) assert.equal(csvLine([text]), `"${text}"\r\n`);
});
