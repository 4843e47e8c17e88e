import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isDomainError, systemActor, type PersonActor } from '@landescloud/kernel';
import { startWorld, type World } from '@landescloud/testing';
import { emptyFields, readCard, readFields } from '@landescloud/vcard';
import type { Contacts } from '../src/index.ts';

let world: World;
let rooms: Contacts;
let [anna, bernd, clara, admin]: PersonActor[] = [];
let offset = 0;

before(async () => {
  world = await startWorld({ clock: { now: () => Date.now() + offset } });
  rooms = world.landescloud.contacts;
  [anna, bernd, clara, admin] = ['anna', 'bernd', 'clara', 'admin'].map((login) => world.person(login).actor);
});
after(() => world?.stop());

const organisations = ['land', 'tfm', 'tmil', 'stadt-erfurt'];
const me = (actor: PersonActor | undefined): PersonActor => actor ?? assert.fail('the world has not begun');
const mail = (value: string) => ({ value, kind: 'work' as const, label: null, preferred: false });
const refused = (work: Promise<unknown>, code: string) =>
  assert.rejects(work, (error: unknown) => isDomainError(error) && error.code === code, code);
const dav = (
  login: string,
  method: string,
  path: string,
  init: { body?: string; headers?: Record<string, string> } = {},
) => world.fetch(login, `/remote.php/dav/addressbooks/users/${path}`, { method, ...init });
const card = (uid: string, name: string, more: string[] = [], version = '3.0') =>
  [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${uid}`,
    `FN:${name}`,
    `N:${name.split(' ').toReversed().join(';')};;;`,
    ...more,
    'END:VCARD',
    '',
  ].join('\r\n');
const carddav = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"';
const sync = (token: string, more = '') =>
  `<d:sync-collection ${carddav}><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level>${more}<d:prop><d:getetag/></d:prop></d:sync-collection>`;
const tokenOf = (text: string) => /<d:sync-token>([^<]+)<\/d:sync-token>/.exec(text)?.[1] ?? assert.fail(text);
const hrefs = (text: string) =>
  [...text.matchAll(/<d:href>([^<]*)<\/d:href>/g)].map(([, href]) =>
    decodeURIComponent(href ?? '')
      .split('/')
      .at(-1),
  );

describe('address books and contacts', () => {
  test('everybody begins with one; what is added is found as one types', async () => {
    const [book, ...others] = await rooms.books.list(me(anna));
    assert.deepEqual([book?.uri, book?.name, book?.role, others.length], ['contacts', 'Kontakte', 'manager', 0]);
    const added = await rooms.contacts.add(me(anna), 'contacts', {
      names: { ...emptyFields.names, given: 'Jürgen', family: 'Müller-Lüdenscheidt' },
      organisation: 'Stadtwerke Gera',
      mails: [mail('j.mueller@stadtwerke.example')],
      phones: [{ value: '+49 365 83-10', kind: 'work', label: null, preferred: false }],
      birthday: '1968-02-29',
      categories: ['Energie'],
    });
    assert.equal(added.fields.name, 'Jürgen Müller-Lüdenscheidt');
    for (const q of ['mull', 'Lüden', 'gera', 'j.mueller@', '8310', 'MÜLLER stadt', 'ju']) {
      const { items } = await rooms.contacts.list(me(anna), { text: q, offset: 0, limit: 10 });
      assert.deepEqual(
        items.map(({ id }) => id),
        [added.id],
        q,
      );
    }
    assert.equal((await rooms.contacts.list(me(anna), { text: 'nirgends', offset: 0, limit: 10 })).total, 0);
    const { letters, items } = await rooms.contacts.list(me(anna), { offset: 0, limit: 10 });
    assert.deepEqual(letters, [{ letter: 'M', at: 0 }]);
    assert.equal(items[0]?.name, 'Müller-Lüdenscheidt, Jürgen');
    assert.deepEqual(await rooms.contacts.categories(me(anna)), ['Energie']);
    const { birthdays, state } = await rooms.birthdays.list(me(anna));
    assert.deepEqual(
      birthdays.map(({ name, date }) => [name, date]),
      [['Jürgen Müller-Lüdenscheidt', '1968-02-29']],
    );
    const changed = await rooms.contacts.change(me(anna), 'contacts', added.id, { title: 'Vorstand' }, added.etag);
    assert.notEqual((await rooms.birthdays.list(me(anna))).state, state);
    await refused(
      rooms.contacts.change(me(anna), 'contacts', added.id, { title: 'x' }, added.etag),
      'contacts.contact_changed',
    );
    assert.equal((await rooms.contacts.get(me(anna), 'contacts', added.id)).fields.title, 'Vorstand');
    await refused(rooms.contacts.add(me(anna), 'contacts', {}), 'contacts.invalid_contact');
    await refused(
      rooms.contacts.add(me(anna), 'contacts', { mails: [mail('keine Adresse')] }),
      'contacts.invalid_contact',
    );
    await refused(
      rooms.contacts.add(me(anna), 'contacts', { name: 'x', birthday: '2023-02-30' }),
      'contacts.invalid_contact',
    );
    await refused(
      rooms.contacts.add(me(anna), 'contacts', { name: 'x', urls: [mail('javascript:alert(1)')] }),
      'contacts.invalid_contact',
    );
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const pictured = await rooms.contacts.setPhoto(me(anna), 'contacts', added.id, png);
    assert.ok(pictured.photo);
    assert.deepEqual(Buffer.from((await rooms.contacts.photo(me(anna), 'contacts', added.id)).bytes), png);
    await refused(
      rooms.contacts.setPhoto(me(anna), 'contacts', added.id, Buffer.from('<svg/>')),
      'contacts.invalid_photo',
    );
    assert.notEqual(changed.etag, pictured.etag);
  });

  test('groups hold contacts and addresses, and who is in them', async () => {
    const member = await rooms.contacts.add(me(anna), 'contacts', {
      name: 'Mitglied Eins',
      mails: [mail('m@x.example')],
    });
    const group = await rooms.contacts.add(me(anna), 'contacts', {
      kind: 'group',
      name: 'Krisenstab',
      members: [`urn:uuid:${member.uid}`, 'mailto:extern@x.example', 'urn:uuid:unbekannt'],
    });
    assert.deepEqual(
      group.members.map(({ name, mail: address, id }) => [name, address, id]),
      [
        ['Mitglied Eins', 'm@x.example', member.id],
        ['extern@x.example', 'extern@x.example', null],
        ['', null, null],
      ],
    );
    assert.deepEqual((await rooms.contacts.get(me(anna), 'contacts', member.id)).groups, [
      { id: group.id, name: 'Krisenstab' },
    ]);
    const { items } = await rooms.contacts.list(me(anna), { kind: 'group', offset: 0, limit: 10 });
    assert.deepEqual(
      items.map(({ name }) => name),
      ['Krisenstab'],
    );
  });

  test('the trash gives back what it took, for 30 days', async () => {
    const added = await rooms.contacts.add(me(anna), 'contacts', { name: 'Kurz Da' });
    const trashId = await rooms.contacts.remove(me(anna), 'contacts', added.id);
    await refused(rooms.contacts.get(me(anna), 'contacts', added.id), 'contacts.contact_not_found');
    assert.deepEqual(
      (await rooms.trash.list(me(anna))).contacts.map(({ id, name, bookName }) => [id, name, bookName]),
      [[trashId, 'Kurz Da', 'Kontakte']],
    );
    await refused(rooms.trash.restore(me(bernd), trashId), 'contacts.contact_not_found');
    const back = await rooms.trash.restore(me(anna), trashId);
    assert.deepEqual((await rooms.contacts.get(me(anna), back.book, back.id)).fields.name, 'Kurz Da');
    assert.deepEqual((await rooms.trash.list(me(anna))).contacts, []);
    const again = await rooms.contacts.remove(me(anna), 'contacts', back.id);
    const book = await rooms.books.add(me(anna), { name: 'Messe' });
    await rooms.contacts.add(me(anna), book.uri, { name: 'Mit Buch' });
    await rooms.books.remove(me(anna), book.uri);
    await refused(rooms.books.get(me(anna), book.uri), 'contacts.address_book_not_found');
    await refused(rooms.books.restore(me(bernd), book.id), 'contacts.address_book_not_found');
    const restored = await rooms.books.restore(me(anna), book.id);
    assert.equal((await rooms.contacts.list(me(anna), { book: restored.uri, offset: 0, limit: 10 })).total, 1);
    await rooms.books.remove(me(anna), book.uri);
    offset = 31 * 86_400_000;
    await rooms.trash.purgeOld();
    offset = 0;
    await refused(rooms.trash.restore(me(anna), again), 'contacts.contact_not_found');
    assert.deepEqual(await rooms.trash.list(me(anna)), { contacts: [], books: [] });
  });

  test('duplicates are found, merged with a report, and taken apart again', async () => {
    const book = await rooms.books.add(me(anna), { name: 'Doppelt' });
    const one = await rooms.contacts.add(me(anna), book.uri, {
      name: 'Petra Lehmann',
      phones: [{ value: '0361 / 57 34 11', kind: 'work', label: null, preferred: false }],
    });
    const two = await rooms.contacts.add(me(anna), book.uri, {
      name: 'P. Lehmann',
      title: 'Leiterin',
      phones: [{ value: '+49 361 573411', kind: 'mobile', label: null, preferred: false }],
    });
    const three = await rooms.contacts.add(me(anna), book.uri, { name: 'Petra Lehmann', mails: [mail('p@x.example')] });
    const other = await rooms.contacts.add(me(anna), book.uri, { name: 'Ganz Anders' });
    const group = await rooms.contacts.add(me(anna), book.uri, {
      kind: 'group',
      name: 'Liste',
      members: [`urn:uuid:${three.uid}`, 'mailto:x@x.example'],
    });
    const [found, ...none] = await rooms.merges.duplicates(me(anna), book.uri);
    assert.equal(none.length, 0);
    assert.deepEqual(found?.reasons, ['phone', 'name']);
    assert.deepEqual(
      found?.contacts.map(({ id }) => id).toSorted((a, b) => a - b),
      [one.id, two.id, three.id],
    );
    const ids = [one.id, two.id, three.id];
    const preview = await rooms.merges.preview(me(anna), book.uri, ids);
    assert.ok(
      preview.report.some(({ field, fate, value }) => field === 'name' && fate === 'dropped' && value === 'P. Lehmann'),
    );
    await refused(rooms.merges.merge(me(anna), book.uri, ids, ['x', 'y', 'z']), 'contacts.contact_changed');
    await refused(rooms.merges.preview(me(anna), book.uri, [one.id]), 'contacts.nothing_to_merge');
    const merged = await rooms.merges.merge(me(anna), book.uri, ids, preview.etags);
    const { fields } = await rooms.contacts.get(me(anna), book.uri, merged.id);
    assert.deepEqual(
      [fields.name, fields.title, fields.phones.length, fields.mails[0]?.value],
      ['Petra Lehmann', 'Leiterin', 1, 'p@x.example'],
    );
    assert.deepEqual(
      (await rooms.contacts.get(me(anna), book.uri, group.id)).members.map(({ id }) => id),
      [one.id, null],
    );
    // what others do to the group meanwhile stays
    const { etag, fields: of } = await rooms.contacts.get(me(anna), book.uri, group.id);
    const members = [...of.members, `urn:uuid:${other.uid}`];
    await rooms.contacts.change(me(anna), book.uri, group.id, { members }, etag);
    assert.deepEqual(await rooms.merges.duplicates(me(anna), book.uri), []);
    for (const id of merged.trashed) await rooms.trash.restore(me(anna), id);
    assert.equal((await rooms.contacts.get(me(anna), book.uri, one.id)).fields.title, '');
    assert.deepEqual((await rooms.contacts.get(me(anna), book.uri, group.id)).fields.members, [
      `urn:uuid:${three.uid}`,
      'mailto:x@x.example',
      `urn:uuid:${other.uid}`,
    ]);
    assert.equal(
      (await rooms.contacts.list(me(anna), { book: book.uri, text: 'lehmann', offset: 0, limit: 10 })).total,
      3,
    );
    await rooms.books.remove(me(anna), book.uri);
  });

  test('import says what it will do, does it, and does it once; export gives it back', async () => {
    const book = await rooms.books.add(me(anna), { name: 'Übernahme' });
    const file = Buffer.from(
      card('u-1', 'Erika Eins', ['X-EIGEN:bleibt']) + card('u-2', 'Zwei Zwo') + card('u-2', 'Zwei Zwei'),
    );
    const run = (data: Buffer, format: 'vcard' | 'csv', write: boolean, skipAlike = false) =>
      rooms.imports.run(me(anna), book.uri, { data, format, write, skipAlike });
    const preview = await run(file, 'vcard', false);
    assert.deepEqual(
      [preview.total, preview.added, preview.changed, preview.same, preview.sample[0]?.name],
      [2, 2, 0, 0, 'Eins, Erika'],
    );
    assert.equal((await rooms.contacts.list(me(anna), { book: book.uri, offset: 0, limit: 9 })).total, 0);
    await run(file, 'vcard', true);
    assert.deepEqual([(await run(file, 'vcard', false)).same, (await run(file, 'vcard', true)).added], [2, 0]);
    const changed = Buffer.from(card('u-2', 'Zwei Drei'));
    assert.equal((await run(changed, 'vcard', true)).changed, 1);
    const table = Buffer.from(
      'Vorname;Nachname;E-Mail-Adresse;Zimmer\r\nErika;Eins;e@x.example;7\r\nNeu;Neuland;n@x.example;8\r\n',
      'latin1',
    );
    const tabled = await run(table, 'csv', false, true);
    assert.deepEqual([tabled.table, tabled.added, tabled.alike, tabled.unknownColumns], ['outlook', 1, 1, ['Zimmer']]);
    await run(table, 'csv', true, true);
    await refused(run(Buffer.from('nichts'), 'vcard', true), 'contacts.invalid_card');
    await refused(run(Buffer.from('nichts'), 'csv', true), 'contacts.invalid_table');
    const exported = async (format: 'vcard' | 'outlook') => {
      const { chunks } = await rooms.exports.run(me(anna), book.uri, { format, language: 'de' });
      return (await Array.fromAsync(chunks)).join('');
    };
    const cards = await exported('vcard');
    assert.ok(cards.includes('X-EIGEN:bleibt') && cards.includes('Zwei Drei') && cards.includes('Neuland'));
    assert.equal((await exported('outlook')).trim().split('\r\n').length, 4);
    await rooms.books.remove(me(anna), book.uri);
  });
});

describe('who may what', () => {
  test('roles of shares, by person, group and organisation; withdrawn at once', async () => {
    const { directory } = world.landescloud;
    const system = systemActor('test');
    // bernd is of another authority, whom anna finds where both say so
    for (const key of organisations)
      await directory.organisations.setRule(system, key, 'people.visibility', 'everyone');
    await directory.groups.add(system, { key: 'stab', name: 'Stab', organisationKey: null });
    await directory.groups.addMembers(system, 'stab', ['bernd']);
    const book = await rooms.books.add(me(anna), { name: 'Presse' });
    const uri = `book-${book.id}`;
    const entry = await rooms.contacts.add(me(anna), book.uri, { name: 'Redaktion', mails: [mail('r@x.example')] });
    const asBernd = {
      see: () => rooms.contacts.get(me(bernd), uri, entry.id),
      change: async () =>
        rooms.contacts.change(me(bernd), uri, entry.id, { note: String(Math.random()) }, (await asBernd.see()).etag),
      add: () => rooms.contacts.add(me(bernd), uri, { name: 'Neu' }),
      share: () => rooms.books.share(me(bernd), uri, { kind: 'person', key: 'clara' }, 'viewer'),
      rename: () => rooms.books.update(me(bernd), uri, { name: 'Anders' }),
      remove: () => rooms.books.remove(me(bernd), uri),
      davPut: async () =>
        (await dav('bernd', 'PUT', `bernd/${uri}/x.vcf`, { body: card(`x-${Math.random()}`, 'Per Dav') })).status,
    };
    for (const ask of [asBernd.see, asBernd.add, asBernd.share, asBernd.rename, asBernd.remove])
      await refused(ask(), 'contacts.address_book_not_found');
    assert.equal(await asBernd.davPut(), 404);
    for (const [kind, key] of [
      ['person', 'bernd'],
      ['group', 'stab'],
      ['organisation', 'tmil'],
    ] as const) {
      const actor = kind === 'group' ? me(admin) : me(anna);
      await rooms.books.share(me(anna), book.uri, { kind: 'person', key: 'admin' }, 'manager');
      const from = kind === 'group' ? uri : book.uri;
      await rooms.books.share(actor, from, { kind, key }, 'viewer');
      assert.equal((await asBernd.see()).fields.name, 'Redaktion', kind);
      for (const ask of [asBernd.change, asBernd.add, asBernd.share, asBernd.rename])
        await refused(ask(), 'contacts.not_allowed');
      assert.equal(await asBernd.davPut(), 403);
      await rooms.books.share(actor, from, { kind, key }, 'editor');
      await asBernd.change();
      assert.ok([201, 204].includes(await asBernd.davPut()));
      await refused(asBernd.share(), 'contacts.not_allowed');
      await rooms.books.share(actor, from, { kind, key }, 'manager');
      await asBernd.rename();
      await refused(asBernd.remove(), 'contacts.not_allowed');
      await rooms.books.share(actor, from, { kind, key }, null);
      await refused(asBernd.see(), 'contacts.address_book_not_found');
    }
    await refused(
      rooms.books.share(me(anna), book.uri, { kind: 'person', key: 'niemand' }, 'viewer'),
      'contacts.grantee_not_found',
    );
    await refused(
      rooms.books.share(me(anna), book.uri, { kind: 'person', key: 'anna' }, 'viewer'),
      'contacts.share_not_possible',
    );
    const tree = await dav('anna', 'PROPFIND', 'bernd/', {});
    assert.ok([403, 404].includes(tree.status), 'nobody gets into another’s home');
  });

  test('books of an organisation: its people read, its administrators write', async () => {
    const book = await rooms.books.add(me(admin), { name: 'Poststellen', owner: { kind: 'organisation', key: 'tfm' } });
    await refused(
      rooms.books.add(me(anna), { name: 'Meins', owner: { kind: 'organisation', key: 'tfm' } }),
      'contacts.not_allowed',
    );
    const uri = `book-${book.id}`;
    assert.equal((await rooms.books.get(me(anna), uri)).role, 'viewer');
    await refused(rooms.contacts.add(me(anna), uri, { name: 'x' }), 'contacts.not_allowed');
    await refused(rooms.books.get(me(clara), uri), 'contacts.address_book_not_found');
  });
});

describe('CardDAV', () => {
  test('is discovered, lists, keeps byte for byte, and says what does not hold', async () => {
    const principal = await world.fetch('anna', '/remote.php/dav/principals/users/anna/', {
      method: 'PROPFIND',
      headers: { depth: '0' },
      body: `<d:propfind ${carddav}><d:prop><c:addressbook-home-set/><c:directory-gateway/></d:prop></d:propfind>`,
    });
    const found = await principal.text();
    assert.match(found, /addressbooks\/users\/anna\/<\/d:href>/);
    assert.match(found, /addressbooks\/users\/anna\/directory\/<\/d:href>/);
    const home = await (await dav('anna', 'PROPFIND', 'anna/', { headers: { depth: '1' } })).text();
    assert.match(home, /anna\/contacts\//);
    const options = await dav('anna', 'OPTIONS', 'anna/contacts/');
    assert.match(options.headers.get('dav') ?? '', /addressbook/);
    const text = card('dav-1', 'Dav Eins', ['X-Eigen;Q=1:bleibt', 'NOTE:ä'.padEnd(200, 'ö')]).replaceAll('\r\n', '\n');
    const put = await dav('anna', 'PUT', 'anna/contacts/dav-1.vcf', { body: text, headers: { 'if-none-match': '*' } });
    assert.equal(put.status, 201);
    const got = await dav('anna', 'GET', 'anna/contacts/dav-1.vcf');
    assert.equal(await got.text(), text);
    assert.equal(got.headers.get('etag'), put.headers.get('etag'));
    assert.equal(
      (await dav('anna', 'PUT', 'anna/contacts/dav-1.vcf', { body: text, headers: { 'if-none-match': '*' } })).status,
      412,
    );
    assert.equal(
      (await dav('anna', 'PUT', 'anna/contacts/dav-1.vcf', { body: text, headers: { 'if-match': '"x"' } })).status,
      412,
    );
    const conflict = await dav('anna', 'PUT', 'anna/contacts/other.vcf', { body: text });
    assert.equal(conflict.status, 409);
    assert.match(
      await conflict.text(),
      /no-uid-conflict[^>]*><d:href>\/remote\.php\/dav\/addressbooks\/users\/anna\/contacts\/dav-1\.vcf/,
    );
    const bad = await dav('anna', 'PUT', 'anna/contacts/bad.vcf', { body: 'BEGIN:VCARD\nkaputt' });
    assert.deepEqual([bad.status, /valid-address-data/.test(await bad.text())], [403, true]);
    const large = await dav('anna', 'PUT', 'anna/contacts/large.vcf', { body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    assert.deepEqual([large.status, /max-resource-size/.test(await large.text())], [403, true]);
    const four = await dav('anna', 'GET', 'anna/contacts/dav-1.vcf', {
      headers: { accept: 'text/vcard; version=4.0' },
    });
    assert.match(await four.text(), /VERSION:4\.0/);
    const made = await dav('anna', 'MKCOL', 'anna/neu/', {
      body: `<d:mkcol ${carddav}><d:set><d:prop><d:resourcetype><d:collection/><c:addressbook/></d:resourcetype><d:displayname>Neu</d:displayname></d:prop></d:set></d:mkcol>`,
      headers: { 'content-type': 'application/xml' },
    });
    assert.equal(made.status, 201);
    const moved = await dav('anna', 'MOVE', 'anna/contacts/dav-1.vcf', {
      headers: { destination: `${world.url}/remote.php/dav/addressbooks/users/anna/neu/m.vcf` },
    });
    assert.equal(moved.status, 201);
    assert.equal(await (await dav('anna', 'GET', 'anna/neu/m.vcf')).text(), text);
    assert.equal((await dav('anna', 'GET', 'anna/contacts/dav-1.vcf')).status, 404);
    const renamed = await dav('anna', 'PROPPATCH', 'anna/neu/', {
      body: `<d:propertyupdate ${carddav}><d:set><d:prop><d:displayname>Neuer</d:displayname></d:prop></d:set></d:propertyupdate>`,
    });
    assert.match(await renamed.text(), /200 OK/);
    assert.equal((await rooms.books.get(me(anna), 'neu')).name, 'Neuer');
    assert.equal((await dav('anna', 'DELETE', 'anna/neu/')).status, 204);
    assert.equal((await dav('anna', 'MKCALENDAR', 'anna/kalender/')).status, 403);
  });

  test('query: filters of every kind, limits, versions, parts', async () => {
    const put = (name: string, lines: string[], version?: string) =>
      dav('anna', 'PUT', `anna/contacts/${name}.vcf`, { body: card(name, `Q ${name}`, lines, version) });
    await put('alpha', ['EMAIL;TYPE=WORK:alpha@query.example', 'NICKNAME:Größe']);
    await put('beta', ['EMAIL;TYPE=HOME:beta@query.example', 'TEL:+49 361 1']);
    await put('gamma', ['EMAIL:gamma@elsewhere.example'], '4.0');
    const query = async (filter: string, data = '', limit = '') => {
      const body = `<c:addressbook-query ${carddav}><d:prop><d:getetag/>${data}</d:prop>${filter}${limit}</c:addressbook-query>`;
      return (await dav('anna', 'REPORT', 'anna/contacts/', { body, headers: { depth: '1' } })).text();
    };
    const names = async (filter: string) =>
      hrefs(await query(filter))
        .filter((href) => /^(alpha|beta|gamma)/.test(href ?? ''))
        .toSorted();
    const match = (text: string, more = '') => `<c:text-match ${more}>${text}</c:text-match>`;
    const prop = (name: string, inner: string, more = '') =>
      `<c:prop-filter name="${name}" ${more}>${inner}</c:prop-filter>`;
    assert.deepEqual(await names(`<c:filter>${prop('EMAIL', match('QUERY.example'))}</c:filter>`), [
      'alpha.vcf',
      'beta.vcf',
    ]);
    assert.deepEqual(await names(`<c:filter>${prop('EMAIL', match('query', 'negate-condition="yes"'))}</c:filter>`), [
      'gamma.vcf',
    ]);
    assert.deepEqual(await names(`<c:filter>${prop('NICKNAME', match('größe', 'match-type="equals"'))}</c:filter>`), [
      'alpha.vcf',
    ]);
    assert.deepEqual(await names(`<c:filter>${prop('EMAIL', match('e@', 'match-type="starts-with"'))}</c:filter>`), []);
    assert.deepEqual(
      await names(
        `<c:filter>${prop('EMAIL', '<c:param-filter name="TYPE"><c:text-match>home</c:text-match></c:param-filter>')}</c:filter>`,
      ),
      ['beta.vcf'],
    );
    assert.deepEqual(
      await names(
        `<c:filter test="allof">${prop('EMAIL', match('query'))}${prop('TEL', '<c:is-not-defined/>')}</c:filter>`,
      ),
      ['alpha.vcf'],
    );
    assert.deepEqual(
      await names(
        `<c:filter test="anyof">${prop('TEL', '')}${prop('EMAIL', match('gamma', 'match-type="starts-with"'))}</c:filter>`,
      ),
      ['beta.vcf', 'gamma.vcf'],
    );
    assert.deepEqual(await names(''), ['alpha.vcf', 'beta.vcf', 'gamma.vcf']);
    assert.match(await query('', '', '<c:limit><c:nresults>1</c:nresults></c:limit>'), /507/);
    assert.match(
      await query(`<c:filter>${prop('EMAIL', match('x', 'collation="i;klingon"'))}</c:filter>`),
      /supported-collation/,
    );
    const gamma = `<c:filter>${prop('FN', match('gamma'))}</c:filter>`;
    assert.match(await query(gamma, '<c:address-data/>'), /VERSION:3\.0/);
    assert.match(await query(gamma, '<c:address-data content-type="text/vcard" version="4.0"/>'), /VERSION:4\.0/);
    assert.doesNotMatch(await query(gamma, '<c:address-data><c:prop name="FN"/></c:address-data>'), /EMAIL/);
    assert.match(await query(gamma, '<c:address-data content-type="application/json"/>'), /supported-address-data/);
    const multiget = `<c:addressbook-multiget ${carddav}><d:prop><c:address-data/></d:prop><d:href>/remote.php/dav/addressbooks/users/anna/contacts/alpha.vcf</d:href><d:href>/remote.php/dav/addressbooks/users/anna/contacts/nix.vcf</d:href></c:addressbook-multiget>`;
    const got = await (await dav('anna', 'REPORT', 'anna/contacts/', { body: multiget })).text();
    assert.ok(got.includes('alpha@query.example') && got.includes('404'));
  });

  test('sync tells each change once, in pages, and refuses tokens that mean nothing', async () => {
    const report = async (token: string, more = '') =>
      dav('bernd', 'REPORT', 'bernd/contacts/', { body: sync(token, more) });
    await dav('bernd', 'PROPFIND', 'bernd/', { headers: { depth: '1' } });
    const start = tokenOf(await (await report('')).text());
    for (const name of ['a', 'b', 'c'])
      await dav('bernd', 'PUT', `bernd/contacts/${name}.vcf`, { body: card(name, `S ${name}`) });
    await dav('bernd', 'DELETE', 'bernd/contacts/b.vcf');
    const first = await (await report(start, '<d:limit><d:nresults>2</d:nresults></d:limit>')).text();
    assert.match(first, /507/);
    const second = await (await report(tokenOf(first))).text();
    assert.deepEqual([...hrefs(first), ...hrefs(second)].filter((each) => each !== '').toSorted(), [
      'a.vcf',
      'b.vcf',
      'c.vcf',
    ]);
    assert.match(second + first, /b\.vcf<\/d:href><d:status>HTTP\/1\.1 404/);
    assert.deepEqual(hrefs(await (await report(tokenOf(second))).text()), []);
    for (const token of ['urn:landescloud:sync:1-99999999', 'nonsense', start.replace(/-\d+$/, '-99999')]) {
      const refusedToken = await report(token);
      assert.deepEqual([refusedToken.status, /valid-sync-token/.test(await refusedToken.text())], [403, true], token);
    }
  });
});

describe('the directory as an address book', () => {
  const report = async (login: string, token: string, more = '') =>
    dav(login, 'REPORT', `${login}/directory/`, { body: sync(token, more) });
  const people = async (login: string) => {
    const text = await (await report(login, '')).text();
    return { ids: hrefs(text).map((href) => Number.parseInt(href ?? '', 10)), token: tokenOf(text) };
  };
  const rule = async (name: 'people.visibility' | 'contacts.directory', value: string) => {
    const { setRule } = world.landescloud.directory.organisations;
    for (const key of organisations) await setRule(systemActor('test'), key, name, value);
  };
  const idOf = (login: string) => world.person(login).id;

  test('lists by the rules: all, the own organisation, nobody; what is found is what both sides allow', async () => {
    await rule('people.visibility', 'everyone');
    await rule('contacts.directory', 'everyone');
    const all = await people('anna');
    assert.ok(all.ids.includes(idOf('bernd')) && all.ids.includes(idOf('clara')) && all.ids.includes(idOf('anna')));
    await rule('contacts.directory', 'organisation');
    const own = await people('anna');
    assert.ok(own.ids.includes(idOf('anna')) && !own.ids.includes(idOf('bernd')));
    assert.equal((await report('anna', all.token)).status, 403, 'another selection is another state');
    await rule('contacts.directory', 'search');
    const none = await people('anna');
    assert.deepEqual(none.ids, []);
    const query = (text: string) =>
      dav('anna', 'REPORT', 'anna/directory/', {
        body: `<c:addressbook-query ${carddav}><d:prop><c:address-data/></d:prop><c:filter><c:prop-filter name="FN"><c:text-match>${text}</c:text-match></c:prop-filter></c:filter></c:addressbook-query>`,
      }).then((answer) => answer.text());
    const found = await query('bernd');
    assert.match(found, new RegExp(`directory/${idOf('bernd')}\\.vcf`));
    assert.match(found, /BEGIN:VCARD/);
    const listed = await rooms.contacts.list(me(anna), { book: 'directory', text: 'bernd', offset: 0, limit: 5 });
    assert.deepEqual(
      listed.items.map(({ id }) => id),
      [idOf('bernd')],
    );
    const one = await rooms.contacts.get(me(anna), 'directory', idOf('bernd'));
    assert.equal(one.fields.name, world.person('bernd').name);
    await rule('people.visibility', 'organisation');
    assert.doesNotMatch(await query('bernd'), /BEGIN:VCARD/);
    assert.equal((await dav('anna', 'GET', `anna/directory/${idOf('bernd')}.vcf`)).status, 404);
    await refused(rooms.contacts.get(me(anna), 'directory', idOf('bernd')), 'contacts.contact_not_found');
    await rule('people.visibility', 'everyone');
    await rule('contacts.directory', 'everyone');
  });

  test('its token tells who changed, came and left, and nothing twice', async () => {
    const { directory } = world.landescloud;
    const system = systemActor('test');
    const before = await people('anna');
    const since = async (token: string) => (await report('anna', token)).text();
    assert.deepEqual(hrefs(await since(before.token)), []);
    await directory.people.update(system, 'clara', { jobTitle: 'Amtsleiterin' });
    const changed = await since(before.token);
    assert.deepEqual(hrefs(changed), [`${idOf('clara')}.vcf`]);
    const got = await (await dav('anna', 'GET', `anna/directory/${idOf('clara')}.vcf`)).text();
    assert.equal(readFields(readCard(got)).title, 'Amtsleiterin');
    await directory.people.update(system, 'clara', { language: 'en' });
    assert.deepEqual(hrefs(await since(tokenOf(changed))), [], 'what no card shows changes none');
    await directory.organisations.update(system, 'stadt-erfurt', { name: 'Landeshauptstadt' });
    const renamed = await since(tokenOf(changed));
    assert.ok(hrefs(renamed).includes(`${idOf('clara')}.vcf`));
    await directory.people.add(system, { login: 'neu', name: 'Neu Hier', organisationKey: 'tfm' });
    await directory.people.update(system, 'clara', { disabled: true });
    const left = await since(tokenOf(renamed));
    assert.match(left, new RegExp(`${idOf('clara')}\\.vcf</d:href><d:status>HTTP/1\\.1 404`));
    assert.equal(hrefs(left).length, 2);
    const paged = await (await report('anna', '', '<d:limit><d:nresults>1</d:nresults></d:limit>')).text();
    assert.match(paged, /507/);
    const rest = await since(tokenOf(paged));
    assert.equal(
      hrefs(rest).filter((href) => href !== '').length +
        hrefs(paged).filter((href) => href !== '').length -
        hrefs(rest).filter((href) => rest.includes(`${href}</d:href><d:status>HTTP/1.1 404`)).length,
      (await people('anna')).ids.length,
    );
    await directory.people.update(system, 'clara', { disabled: false });
  });

  test('is changed by nobody, and not there for guests', async () => {
    const href = `anna/directory/${idOf('bernd')}.vcf`;
    assert.equal((await dav('anna', 'PUT', href, { body: card('x', 'X Y') })).status, 403);
    assert.equal((await dav('anna', 'DELETE', href)).status, 403);
    assert.equal((await dav('anna', 'DELETE', 'anna/directory/')).status, 403);
    await refused(rooms.contacts.add(me(anna), 'directory', { name: 'x' }), 'contacts.directory_is_read_only');
    const copied = await dav('anna', 'COPY', href, {
      headers: { destination: `${world.url}/remote.php/dav/addressbooks/users/anna/contacts/kollege.vcf` },
    });
    assert.equal(copied.status, 201);
    const guest: PersonActor = { ...me(clara), role: 'guest' };
    assert.equal(await rooms.directory.book(guest), null);
    assert.equal((await rooms.contacts.list(guest, { book: 'directory', offset: 0, limit: 5 })).total, 0);
    await refused(rooms.books.add(guest, { name: 'Meins' }), 'contacts.not_allowed');
  });
});
