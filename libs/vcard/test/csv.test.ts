import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CsvInvalid, csvFormats, emptyFields, readCsv, writeCsv, type Fields } from '../src/index.ts';

const entry = (value: string, kind: 'work' | 'home' | 'other') => ({ value, kind, label: null, preferred: false });
const contact: Fields = {
  ...emptyFields,
  name: 'Dr. Jürgen Groß',
  names: { ...emptyFields.names, prefix: 'Dr.', given: 'Jürgen', family: 'Groß' },
  organisation: 'Stadt Gera; Bauamt',
  department: 'Referat "31"',
  title: 'Leiter',
  mails: [entry('j@x.example', 'work'), entry('p@x.example', 'other')],
  phones: [{ value: '+49 365 838-0', kind: 'work', label: null, preferred: false }, { value: '0171 1', kind: 'mobile', label: null, preferred: false }],
  addresses: [
    { kind: 'work', label: null, preferred: false, street: 'Kornmarkt 12', extended: '', box: '', code: '07545', locality: 'Gera', region: 'Thüringen', country: 'Deutschland' },
  ],
  birthday: '1970-12-31',
  note: 'Zeile 1\nZeile 2',
}; // prettier-ignore

for (const format of csvFormats) {
  for (const language of ['de', 'en'] as const) {
    void test(`${format}, ${language}: what is exported is imported again`, () => {
      const text = writeCsv([contact], format, language);
      const read = readCsv(Buffer.from(text));
      assert.equal(read.format, format);
      assert.deepEqual(read.unknown, []);
      const expected = format === 'thunderbird' ? { ...contact, names: { ...contact.names, prefix: '' } } : contact;
      assert.deepEqual(read.contacts, [expected]);
    });
  }
}

void test('German Outlook in Windows-1252, with columns that nobody knows', () => {
  const text =
    'Anrede;Vorname;Nachname;Firma;E-Mail-Adresse;Geburtstag;Abrechnungsinformation\r\n;Käthe;Müller;Stadt;k@x.example;0.0.00;egal\r\n;;;;;;\r\n';
  const { contacts, unknown } = readCsv(Buffer.from(text, 'latin1'));
  assert.deepEqual(unknown, ['Abrechnungsinformation']);
  assert.equal(contacts.length, 1);
  assert.deepEqual([contacts[0]?.name, contacts[0]?.birthday], ['Käthe Müller', '']);
});

void test('Google: labels of its own, several values in a cell, older headings', () => {
  const text = [
    'Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Group Membership,Birthday',
    'Sven Öz,Sven,Öz,* Work,a@x.example ::: b@x.example,Bereitschaft,112,Bau,* myContacts ::: Bau, --02-29',
  ].join('\n');
  const [found] = readCsv(text).contacts;
  assert.deepEqual(
    found?.mails.map(({ value, kind, preferred }) => [value, kind, preferred]),
    [
      ['a@x.example', 'work', true],
      ['b@x.example', 'work', true],
    ],
  );
  assert.deepEqual(
    [found?.phones[0]?.label, found?.organisation, found?.categories, found?.birthday],
    ['Bereitschaft', 'Bau', ['Bau'], '--02-29'],
  );
});

void test('a formula stays a text, and tables that are none say why', () => {
  assert.ok(writeCsv([{ ...contact, title: '=1+1', note: '-cmd' }], 'outlook', 'en').includes("'=1+1"));
  assert.ok(writeCsv([contact], 'outlook', 'en').includes(',+49 365 838-0,'));
  const reasonOf = (text: string | Uint8Array) => {
    try {
      readCsv(text, { maxRows: 3 });
    } catch (error) {
      return (error as CsvInvalid).reason;
    }
    return 'none';
  };
  assert.equal(reasonOf(''), 'columns');
  assert.equal(reasonOf('a,b\n1,2'), 'columns');
  assert.equal(reasonOf('Name\n"x'), 'syntax');
  assert.equal(reasonOf('Name\n1\n2\n3\n4'), 'too-many-rows');
  assert.equal(reasonOf('x'.repeat(11_000_000)), 'too-large');
  assert.equal(reasonOf(Buffer.from([1, 0, 2])), 'syntax');
});
