import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loginsIn, withIds, withLogins, withNames } from './mention-text.ts';

test('who is mentioned is found where a person would see it', () => {
  const found = {
    'Hallo @anna, schau mal.': ['anna'],
    '@Anna.Petersen. @anna-b und @"d.e@tfm.example"!': ['anna.petersen', 'anna-b', 'd.e@tfm.example'],
    'an poststelle@tfm.example, @@anna, a@b': [],
    '(@bernd) @bernd': ['bernd'],
    '@ anna @': [],
    '@{17}': [],
  };
  for (const [text, logins] of Object.entries(found)) assert.deepEqual(loginsIn(text), logins, text);
});

test('people stand in the stored text by their ids and come back by what they are called now', () => {
  const kept = withIds(
    'Bitte @Anna und @niemand, auch @"d@tfm".',
    new Map([
      ['anna', 17],
      ['d@tfm', 4],
    ]),
  );
  assert.equal(kept, 'Bitte @{17} und @niemand, auch @{4}.');
  assert.equal(
    withLogins(
      kept,
      new Map([
        [17, 'erased-17'],
        [4, 'd@tfm'],
      ]),
    ),
    'Bitte @erased-17 und @niemand, auch @"d@tfm".',
  );
  assert.equal(
    withNames(
      `${kept} @{9}`,
      new Map([
        [17, 'Anna Ebert'],
        [4, 'Doris'],
      ]),
    ),
    'Bitte Anna Ebert und @niemand, auch Doris. @{9}',
  );
});
