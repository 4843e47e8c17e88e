import assert from 'node:assert/strict';
import { it } from 'node:test';
import { csvLine } from './csv.ts';

it('a line of CSV holds texts whole and no formula', () => {
  assert.equal(
    csvLine([1, -2, null, 'a,b', 'say "ja"', 'zwei\r\nZeilen']),
    '1,-2,,"a,b","say ""ja""","zwei\r\nZeilen"\r\n',
  );
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) assert.equal(csvLine([text]), `"'${text}"\r\n`);
  assert.equal(csvLine(['=HYPERLINK("x")']), `"'=HYPERLINK(""x"")"\r\n`);
});
