import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  VcardInvalid,
  comparablePhone,
  editCard,
  emptyFields,
  mediaBytes,
  mediaText,
  mergeCards,
  newCard,
  photoOf,
  readCard,
  readCards,
  readFields,
  setPhoto,
  stampRevision,
  toVersion,
  writeCard,
} from '../src/index.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');

function reasonOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof VcardInvalid, String(error));
    return error.reason;
  }
  return 'none';
}

void test('what is no card says why, at once', () => {
  const started = performance.now();
  const bad: [string, Uint8Array | string][] = [
    ['not-a-card', ''],
    ['not-a-card', 'FN:Jemand'],
    ['not-a-card', '<html>'],
    ['not-ended', 'BEGIN:VCARD\nVERSION:4.0\nFN:x'],
    ['version', 'BEGIN:VCARD\nVERSION:5.0\nFN:x\nEND:VCARD'],
    ['line', card('FN:x', 'no colon here')],
    ['line', card('FN:x', 'TEL;TYPE="open:1')],
    ['nested', card('BEGIN:VCARD', 'FN:x', 'END:VCARD')],
    ['nested', card('BEGIN:VEVENT', 'FN:x')],
    ['several', card('FN:x') + card('FN:y')],
    ['encoding', Buffer.from('BEGIN:VCARD\0')],
    ['encoding', 'BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=klingon;QUOTED-PRINTABLE:=41\nEND:VCARD'],
    ['too-large', 'x'.repeat(10 * 1024 * 1024 + 1)],
    ['too-many-lines', card(...Array.from({ length: 10_001 }, () => 'NOTE:x'))],
    ['too-many-lines', '\n'.repeat(9_000_000)],
    ['too-many-lines', `BEGIN:VCARD\n${'X:1\n'.repeat(500_000)}`],
  ];
  for (const [reason, text] of bad)
    assert.equal(
      reasonOf(() => readCard(text)),
      reason,
    );
  const folded = card('FN:x', `NOTE:${'\r\n x'.repeat(200_000)}`);
  assert.equal(readFields(readCard(folded)).note.length, 200_000);
  const slashes = card(
    'FN:x',
    `N:${'\\'.repeat(1_000_000)}`,
    `ADR;X=${'^'.repeat(1_000_000)}:${';'.repeat(1_000_000)}`,
  );
  readFields(readCard(slashes));
  readFields(readCard(card('FN:x', ...Array.from({ length: 9_990 }, (_, at) => `item${at}.EMAIL:a${at}@x`))));
  assert.ok(performance.now() - started < 10_000, `${performance.now() - started} ms`);
});

void test('a mark in front, bare line feeds and lines of any length are read', () => {
  const photo = 'A'.repeat(4_000_000);
  const text = `\ufeff${card('FN:Jürgen', `PHOTO;ENCODING=b;TYPE=PNG:${photo}`).replaceAll('\r\n', '\n')}`;
  for (const given of [text, Buffer.from(text), Buffer.from(text, 'utf16le')]) {
    const read = readCard(given);
    assert.equal(readFields(read).name, 'Jürgen');
    assert.equal((photoOf(read) as { base64: string }).base64.length, photo.length);
  }
  assert.equal(readFields(readCard(Buffer.from(card('FN:Jürgen'), 'latin1'))).name, 'Jürgen');
  assert.equal(readCards(card('FN:a') + '\r\n\r\n' + card('FN:b'), { maxCards: 2 }).length, 2);
});

void test('an agent of vCard 2.1 stays with its card', () => {
  const agent = 'BEGIN:VCARD\nVERSION:2.1\nFN:Chef\nAGENT:\nBEGIN:VCARD\nFN:Vertretung\nEND:VCARD\nTEL:1\nEND:VCARD';
  const read = readCard(agent);
  assert.deepEqual(
    read.properties.map(({ name }) => name),
    ['FN', 'AGENT', 'TEL'],
  );
  assert.deepEqual(readCard(writeCard(read)).properties, read.properties);
});

const word = fc.string({
  unit: fc.constantFrom('a', 'ß', 'Ü', ' ', ',', ';', '\\', '\n', '"', '^', ':', '😀', "'"),
  maxLength: 90,
});
const text = word.map((each) => each.trim());

void test('whatever is typed into fields comes back, in both versions', () => {
  const entry = fc.record({
    value: text.filter((each) => each !== ''),
    kind: fc.constantFrom('work', 'home', 'other'),
    label: fc.option(
      text.filter((each) => each !== ''),
      { nil: null },
    ),
    preferred: fc.boolean(),
  });
  const fields = fc.record({
    name: text.filter((each) => each !== ''),
    title: text,
    note: text,
    mails: fc.array(entry, { maxLength: 4 }),
    categories: fc.uniqueArray(
      text.filter((each) => each !== ''),
      { maxLength: 4 },
    ),
    birthday: fc.constantFrom('', '1985-04-12', '--02-29', '1604-01-02'.replace('1604', '1804')),
    kind: fc.constantFrom('person', 'group', 'organisation'),
  });
  fc.assert(
    fc.property(fields, fc.constantFrom('3.0' as const, '4.0' as const), (given, version) => {
      const written = writeCard(editCard(newCard('x', version), given));
      const read = readFields(readCard(written));
      const plain = { ...read, mails: read.mails.map(({ key: _, ...each }) => each) };
      assert.partialDeepStrictEqual(plain, given);
      const other = toVersion(readCard(written), version === '3.0' ? '4.0' : '3.0');
      const { categories, note, birthday, kind } = readFields(readCard(writeCard(other)));
      assert.deepEqual(
        { categories, note, birthday, kind },
        { categories: read.categories, note: read.note, birthday: read.birthday, kind: read.kind },
      );
    }),
    { numRuns: 300 },
  );
});

void test('a change keeps what it is not about', () => {
  const before = readCard(
    card(
      'UID:1',
      'X-EIGEN;X-Q=1:bleibt',
      'item1.EMAIL;X-FLAG=y;TYPE=WORK:a@x.example',
      'item1.X-ABLabel:Poststelle',
      'EMAIL;TYPE=HOME:b@x.example',
      'FN:Alt',
      'ADR;TYPE=WORK:;;Weg 1;Ort;;1;D',
      'LABEL;TYPE=WORK:Weg 1',
    ),
  );
  const fields = readFields(before);
  const [first] = fields.mails;
  assert.ok(first);
  const edited = editCard(before, {
    name: 'Neu',
    mails: [
      { ...first, value: 'neu@x.example', preferred: true },
      { value: 'c@x.example', kind: 'home', label: 'Zuhause', preferred: false },
    ],
  });
  assert.deepEqual(writeCard(edited).split('\r\n').slice(2, -2), [
    'UID:1',
    'X-EIGEN;X-Q=1:bleibt',
    'item1.EMAIL;X-FLAG=y;TYPE=WORK,PREF:neu@x.example',
    'item2.EMAIL;TYPE=HOME:c@x.example',
    'item1.X-ABLABEL:Poststelle',
    'FN:Neu',
    'ADR;TYPE=WORK:;;Weg 1;Ort;;1;D',
    'LABEL;TYPE=WORK:Weg 1',
    'item2.X-ABLABEL:Zuhause',
  ]);
  const gone = editCard(edited, { mails: [] });
  assert.equal(writeCard(gone).includes('X-ABLABEL'), false);
  const photo = mediaText(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0]));
  const pictured = setPhoto(gone, { kind: 'data', type: 'image/jpeg', base64: photo });
  const media = photoOf(toVersion(pictured, '4.0'));
  assert.equal(media?.kind === 'data' && mediaBytes(media.base64)[1], 0xd8);
  assert.match(writeCard(stampRevision(pictured, 0)), /REV:1970-01-01T00:00:00Z/);
  assert.equal(photoOf(setPhoto(pictured, null)), null);
});

void test('merging: one card, nothing lost without a word', () => {
  const a = readCard(card('UID:1', 'FN:Anna Schmidt', 'TEL;TYPE=CELL:+49 171 1', 'BDAY:1980-01-01', 'NOTE:eins'));
  const b = readCard(
    card(
      'UID:2',
      'FN:Schmidt\\, Anna',
      'ORG:Stadt',
      'TEL:0171/1',
      'TEL:112',
      'EMAIL:a@x.example',
      'NOTE:zwei',
      'X-MEHR:ja',
      'BDAY:1981-01-01',
    ),
  );
  const { card: merged, report } = mergeCards([a, b]);
  const fields = readFields(merged);
  assert.equal(fields.name, 'Anna Schmidt');
  assert.deepEqual(
    fields.phones.map(({ value }) => value),
    ['+49 171 1', '112'],
  );
  assert.equal(fields.note, 'eins\n\nzwei');
  assert.ok(writeCard(merged).includes('X-MEHR:ja'));
  assert.deepEqual(
    report
      .filter(({ from }) => from === 1)
      .map(({ field, fate }) => `${field} ${fate}`)
      .toSorted(),
    [
      'birthday dropped',
      'mails added',
      'name dropped',
      'note added',
      'organisation added',
      'phones added',
      'phones same',
    ],
  );
  assert.equal(comparablePhone('+49 (0)361 37-0'), comparablePhone('0361/370'));
  assert.equal(comparablePhone('0049361370'), comparablePhone('+49361370'));
  assert.deepEqual(readFields(newCard('1')), { ...emptyFields });
});
