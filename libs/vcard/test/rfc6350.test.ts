import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { photoOf, readCard, readCards, readFields, toVersion, uidOf, writeCard } from '../src/index.ts';

const folder = new URL('./rfc6350/', import.meta.url);
const names = readdirSync(folder);
const bytes = (name: string) => readFileSync(new URL(`${name}.vcf`, folder));
const read = (name: string) => readCard(bytes(name));
const fieldsOf = (name: string) => readFields(read(name));

void test('every example of the RFC reads, and writes as it stands there', () => {
  assert.equal(names.length, 18);
  for (const name of names) {
    const given = bytes(name.replace('.vcf', ''));
    // quotes that nothing needs are not written
    assert.equal(writeCard(readCard(given)), given.toString().replace('"ABC"', 'ABC'), name);
  }
});

void test('every example means the same in vCard 3.0 and back', () => {
  for (const name of names) {
    const card = read(name.replace('.vcf', ''));
    const back = toVersion(readCard(writeCard(toVersion(card, '3.0'))), '4.0');
    const { names: _, ...fields } = readFields(card);
    assert.partialDeepStrictEqual(readFields(back), fields, name);
    assert.equal(uidOf(back), uidOf(card), name);
  }
});

void test('section 3.2: wherever a line is folded', () => {
  const whole =
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x\r\nNOTE:This is a long description that exists on a long line.\r\nEND:VCARD\r\n';
  const spaced = whole.replace('description', 'description\r\n ').replace('long line', 'long\r\n  line');
  const narrow = whole.replace('long desc', 'long desc\n\t');
  for (const text of [spaced.replace('description\r\n  that', 'description\r\n  that'), narrow]) {
    assert.equal(readFields(readCard(text)).note, 'This is a long description that exists on a long line.');
  }
});

void test('names, addresses and numbers of the examples', () => {
  const public_ = fieldsOf('6-2-identification');
  assert.equal(public_.name, 'Mr. John Q. Public, Esq.');
  assert.deepEqual(public_.names, {
    family: 'Public',
    given: 'John',
    additional: 'Quinlan',
    prefix: 'Mr.',
    suffix: 'Esq.',
  });
  assert.equal(public_.birthday, '1996-04-15');
  assert.deepEqual(photoOf(read('6-2-identification')), {
    kind: 'uri',
    type: null,
    uri: 'http://www.example.com/pub/photos/jqpublic.gif',
  });
  const [address] = fieldsOf('6-3-1-adr').addresses;
  assert.deepEqual(
    [address?.street, address?.locality, address?.region, address?.code, address?.country],
    ['123 Main Street', 'Any Town', 'CA', '91921-1234', 'U.S.A.'],
  );
  const { phones, mails } = fieldsOf('6-4-communications');
  assert.deepEqual(
    phones.map(({ value, kind, preferred }) => [value, kind, preferred]),
    [
      ['+1-555-555-5555;ext=5555', 'home', true],
      ['+33-01-23-45-67', 'home', false],
    ],
  );
  assert.deepEqual(
    mails.map(({ value }) => value),
    ['jqpublic@xyz.example.com', 'jane_doe@example.com'],
  );
  assert.deepEqual(
    [fieldsOf('6-1-4-org').kind, fieldsOf('6-1-4-org').department],
    ['organisation', 'North American Division, Marketing'],
  );
  assert.equal(fieldsOf('6-6-5-member').kind, 'group');
  assert.equal(fieldsOf('6-6-5-member').members[0], `urn:uuid:${uidOf(read('6-6-5-member-john'))}`);
  assert.equal(fieldsOf('6-6-5-list').members.length, 4);
  assert.deepEqual(fieldsOf('6-7-explanatory').categories, [
    'TRAVEL AGENT', 'INTERNET', 'IETF', 'INDUSTRY', 'INFORMATION TECHNOLOGY',
  ]); // prettier-ignore
  const author = fieldsOf('8-author');
  assert.deepEqual([author.birthday, author.anniversary, author.phones[1]?.kind], ['--02-03', '2009-08-08', 'mobile']);
});

void test('all examples as one file', () => {
  const file = Buffer.concat(names.map((name) => readFileSync(new URL(name, folder))));
  assert.equal(readCards(file, { maxCards: 100 }).length, names.length);
});
