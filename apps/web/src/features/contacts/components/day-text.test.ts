import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayToText, textToDay } from './day-text.ts';

void test('days with and without a year', () => {
  assert.equal(textToDay('12.4.1985'), '1985-04-12');
  assert.equal(textToDay(' 1985-04-12 '), '1985-04-12');
  assert.equal(textToDay('29.2.'), '--02-29');
  assert.equal(textToDay('5.11'), '--11-05');
  for (const wrong of ['31.4.2000', '29.2.2023', '12', 'gestern', '1.13.']) assert.equal(textToDay(wrong), null, wrong);
  assert.equal(dayToText('--02-29'), '29.02.');
  assert.equal(dayToText('1985-04-12'), '12.04.1985');
});
