import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { editCard, photoOf, readCard, readFields, toVersion, uidOf, writeCard, type Card } from '../src/index.ts';

const folder = new URL('./corpus/', import.meta.url);
const bytes = (name: string) => readFileSync(new URL(name, folder));
const read = (name: string) => readCard(bytes(`${name}.vcf`));
const names = readdirSync(folder).filter((name) => name.endsWith('.vcf'));

/** What people see, without what a conversion may number anew. */
function seen(card: Card) {
  const fields = readFields(card);
  const photo = photoOf(card);
  return { ...fields, photo: photo?.kind === 'data' ? photo.base64 : (photo?.uri ?? null), uid: uidOf(card) };
}

for (const name of names) {
  void test(`${name}: what is written reads the same, in its own version and in the other`, () => {
    const card = readCard(bytes(name));
    assert.deepEqual(readCard(writeCard(card)).properties, card.properties);
    const other = toVersion(card, card.version === '3.0' ? '4.0' : '3.0');
    assert.deepEqual(seen(readCard(writeCard(other))), seen(card));
    assert.deepEqual(seen(toVersion(other, card.version)), seen(card));
    for (const line of writeCard(card).split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  });

  void test(`${name}: nothing changes where nothing is changed`, () => {
    const card = readCard(bytes(name));
    const { name: called, ...fields } = readFields(card);
    assert.deepEqual(editCard(card, fields).properties, card.properties);
    assert.notEqual(called, '');
  });

  const text = bytes(name).toString();
  if (!text.includes('VERSION:2.1')) {
    void test(`${name}: a second reader sees the same properties`, () => {
      const parsed = ICAL.parse(text) as [string, [string, Record<string, unknown>, string, unknown][]];
      const theirs = parsed[1].map(([property]) => property.toUpperCase()).filter((each) => each !== 'VERSION');
      assert.deepEqual(
        readCard(text)
          .properties.map((each) => each.name)
          .toSorted(),
        theirs.toSorted(),
      );
    });
  }
}

void test('what each program wrote is understood', () => {
  const apple = readFields(read('apple'));
  assert.deepEqual(
    apple.mails.map(({ value, kind, label, preferred }) => [value, kind, label, preferred]),
    [
      ['anna.schmidt@jena.example', 'work', null, true],
      ['anna@verein.example', 'other', 'Verein', false],
    ],
  );
  assert.equal(apple.birthday, '--11-05');
  assert.equal(apple.anniversary, '2010-06-19');
  assert.equal(apple.urls[0]?.label, 'HomePage');
  assert.deepEqual(
    apple.phones.map(({ kind }) => kind),
    ['mobile', 'fax'],
  );
  assert.equal(readFields(read('apple-group')).kind, 'group');
  assert.equal(readFields(read('apple-group')).members.length, 2);
  assert.equal(readFields(read('apple-company')).kind, 'organisation');
  const outlook = readFields(read('outlook'));
  assert.equal(outlook.name, 'Björn Köhler');
  assert.equal(outlook.department, 'Straßenverkehr');
  assert.equal(outlook.note, 'Sprechzeit: Di, Do\n9 bis 12 Uhr; sonst nach Absprache');
  assert.equal(outlook.addresses[0]?.street, 'Oschitzer Straße 4');
  assert.equal(photoOf(read('outlook'))?.type, 'image/jpeg');
  assert.equal(readFields(read('nokia-21')).name, 'Ayşe Özgür');
  const davx5 = readFields(read('davx5'));
  assert.equal(davx5.birthday, '--07-04');
  assert.equal(davx5.phones[1]?.label, 'Bereitschaft');
  assert.equal(readFields(read('google')).urls[0]?.value, 'https://www.firma.example/');
  assert.equal(readFields(read('nextcloud')).mails[1]?.preferred, true);
  assert.equal(readFields(read('evolution')).department, 'Institut für Informatik, Büro 12');
  assert.equal(readFields(read('thunderbird')).note, 'Mit Komma, Semikolon; und\nZeilenumbruch');
  // Apple's group, brought to 4.0
  assert.deepEqual(toVersion(read('apple-group'), '4.0').properties.filter((each) => each.name === 'MEMBER').length, 2);
});
