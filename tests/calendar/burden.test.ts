import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '@landescloud/testing';
import { countStatements } from './count-statements.ts';
import { costlyEvents, crlf, event, refusedEvents, start, takenEvents, unique, type Bad } from './hostile-objects.ts';

/** What strangers' programs send, and sizes that grow for years: through the doors that programs use, with somebody else at work beside. */
let world: World;
before(async () => {
  world = await startWorld({ settings: { requestsPerPerson: 0, requestsPerAddress: 0 } });
  const { directory } = world.landescloud;
  const { actor } = world.person('admin');
  for (const key of ['tfm', 'tmil']) await directory.organisations.setRule(actor, key, 'people.visibility', 'everyone');
});
after(() => world?.stop());

const calendars = '/remote.php/dav/calendars/anna/';
const books = '/remote.php/dav/addressbooks/users/anna/';
const db = () => world.landescloud.database;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

async function ask(
  method: string,
  path: string,
  body: string | Uint8Array = '',
  { type = 'application/xml', depth = '1', as = 'anna' } = {},
): Promise<Answer> {
  const given = typeof body === 'string' ? body : new Blob([new Uint8Array(body)]);
  const response = await world.fetch(as, path, {
    method,
    headers: { 'content-type': type, depth },
    ...(method === 'GET' ? {} : { body: given }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const putEvent = (path: string, body: string | Uint8Array) =>
  ask('PUT', calendars + path, body, { type: 'text/calendar' });
const putCard = (path: string, body: string | Uint8Array) => ask('PUT', books + path, body, { type: 'text/vcard' });
/** CPU that this process may use for one request, ours and the test's together: bounded, whatever the machine does besides. */
const mostCpuMs = 2_500;

/** Sends while somebody else goes on polling, and answers what came; nobody waits for long and nothing takes long. */
async function besideOthers<T>(what: string, work: () => Promise<T>): Promise<T> {
  const used = process.cpuUsage();
  let done = false;
  const other = (async () => {
    let answers = 0;
    while (!done) {
      const { status } = await ask('PROPFIND', '/remote.php/dav/calendars/bernd/', '', { as: 'bernd', depth: '0' });
      assert.equal(status, 207);
      answers += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return answers;
  })();
  const result = await work();
  done = true;
  assert.ok((await other) > 0);
  const { user, system } = process.cpuUsage(used);
  assert.ok((user + system) / 1000 < mostCpuMs, `${what}: ${Math.round((user + system) / 1000)} ms`);
  return result;
}

const ctag = async (path: string): Promise<string> =>
  /sync-token>([^<]*)</.exec(
    (
      await ask('PROPFIND', path, '<d:propfind xmlns:d="DAV:"><d:prop><d:sync-token/></d:prop></d:propfind>', {
        depth: '0',
      })
    ).text,
  )?.[1] ?? assert.fail(path);

describe('bad objects', () => {
  it('events that cannot be are refused with a reason, and nothing is changed', { timeout: 120_000 }, async () => {
    await ask('MKCALENDAR', `${calendars}feind/`);
    const before = await ctag(`${calendars}feind/`);
    for (const [what, body, condition] of refusedEvents) {
      const { status, text } = await besideOthers(what, () => putEvent('feind/x.ics', body()));
      assert.deepEqual([status, condition.test(text)], [403, true], `${what}: ${status} ${text.slice(0, 400)}`);
      assert.ok(text.length < 2_000, what);
    }
    assert.equal(await ctag(`${calendars}feind/`), before);
  });

  it(
    'events that are large or odd are kept byte for byte, and asked about in bounded time',
    { timeout: 120_000 },
    async () => {
      await ask('MKCALENDAR', `${calendars}gross/`);
      for (const [what, make] of takenEvents) {
        const body = make();
        const bytes = Buffer.from(body);
        const { status, text } = await besideOthers(what, () => putEvent('gross/x.ics', bytes));
        assert.ok([201, 204].includes(status), `${what}: ${status} ${text}`);
        const back = await world.fetch('anna', `${calendars}gross/x.ics`);
        assert.ok(Buffer.from(await back.arrayBuffer()).equals(bytes), what);
        await besideOthers(`${what}, asked for a month`, () => month('gross'));
      }
      for (const [what, body] of costlyEvents) {
        const { status, text } = await besideOthers(what, () => putEvent('gross/y.ics', body()));
        assert.ok(
          [201, 204].includes(status) || (status === 403 && /valid-calendar-data/.test(text)),
          `${what}: ${text}`,
        );
        await besideOthers(`${what}, asked for a month`, () => month('gross'));
      }
      const [row] = await db().query<{ most: number }>(
        'select max(n) as most from (select count(*) as n from calendar.occurrence group by object_id) as each',
      );
      assert.ok((row?.most ?? 0) <= 750, String(row?.most));
    },
  );

  it('the same UID stands once in a calendar, and in as many calendars as one likes', async () => {
    for (const name of ['eins', 'zwei']) await ask('MKCALENDAR', `${calendars}${name}/`);
    assert.equal((await putEvent('eins/a.ics', event(start, '', 'uid-1'))).status, 201);
    const conflict = await putEvent('eins/b.ics', event(start, '', 'uid-1'));
    assert.equal(conflict.status, 409);
    assert.match(conflict.text, /no-uid-conflict[^>]*><d:href>\/remote\.php\/dav\/calendars\/anna\/eins\/a\.ics</);
    assert.equal((await putEvent('zwei/a.ics', event(start, '', 'uid-1'))).status, 201);
    assert.equal((await putEvent('eins/a.ics', event(start, '', 'uid-2'))).status, 409);
    // at once: one is first
    const both = await Promise.all(
      ['c', 'd', 'e'].map((name) => putEvent(`eins/${name}.ics`, event(start, '', 'uid-3'))),
    );
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409, 409]);
  });

  it('eight programs that send 10 MB at once all get an answer', { timeout: 120_000 }, async () => {
    const body = Buffer.from(event(`${start}\nDESCRIPTION:${'ä'.repeat(4_500_000)}`));
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - before)), 10);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => putEvent(`zwei/gross-${at}.ics`, body)));
    clearInterval(watch);
    // theirs and ours, in one process
    assert.ok(most < 1_000_000_000, `${Math.round(most / 1e6)} MB`);
    // one UID: one of them stays
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('cards: refused with a reason, or kept byte for byte', { timeout: 120_000 }, async () => {
    const card = (lines: string, uid = 'k'): string =>
      crlf(`BEGIN:VCARD\nVERSION:3.0\nUID:${uid}\nFN:Anna\nN:Muster;Anna;;;\n${lines}END:VCARD\n`);
    await ask('PROPFIND', books);
    const path = `${books}contacts/`;
    const before = await ctag(path);
    const refused: readonly Bad[] = [
      ['more than 10 MB', () => card(`NOTE:${'x'.repeat(10 * 1024 * 1024)}\n`), /max-resource-size/],
      ['nothing', () => '', /valid-address-data/],
      ['an event', () => event(start), /valid-address-data/],
      ['NUL', () => card('NOTE:a\0b\n'), /valid-address-data/],
      ['a line without a colon', () => card('NOTE\n'), /valid-address-data/],
      ['cards within each other', () => 'BEGIN:VCARD\r\nVERSION:3.0\r\n'.repeat(100_000), /valid-address-data/],
      ['two cards', () => card('') + card('', 'l'), /valid-address-data/],
      ['a million lines', () => card('A:b\n'.repeat(1_000_000)), /valid-address-data/],
    ];
    for (const [what, body, condition] of refused) {
      const { status, text } = await besideOthers(what, () => putCard('contacts/x.vcf', body()));
      assert.deepEqual([status, condition.test(text)], [403, true], `${what}: ${status} ${text.slice(0, 400)}`);
    }
    assert.equal(await ctag(path), before);
    for (const [what, body] of [
      ['a photo of 4 MB', card(`PHOTO;ENCODING=b;TYPE=JPEG:${'/9j/'.repeat(1_400_000)}\n`)],
      ['10,000 properties', card('EMAIL;TYPE=WORK:a@example.org\n'.repeat(10_000))],
      ['10,000 categories', card(`CATEGORIES:${Array.from({ length: 10_000 }, (_, at) => `k${at}`).join(',')}\n`)],
      ['10,000 parameters', card(`TEL${';TYPE=x'.repeat(10_000)}:1\n`)],
      ['a UID of 3,000 letters', card('', unique(3_000))],
      ['a name of a megabyte', card(`NICKNAME:${unique(1_000_000)}\n`)],
    ] as const) {
      const { status, text } = await besideOthers(what, () => putCard('contacts/y.vcf', body));
      assert.ok([201, 204].includes(status) || (status === 403 && /valid-address-data/.test(text)), `${what}: ${text}`);
      if (status === 403) continue;
      const back = await world.fetch('anna', `${path}y.vcf`);
      assert.equal(await back.text(), body, what);
      assert.equal((await ask('DELETE', `${path}y.vcf`)).status, 204);
    }
  });
});

/** What programs ask: which have dates in a month, which dates these are, when somebody is busy; and what the web shows. */
async function month(name: string): Promise<void> {
  const range = 'start="20260601T000000Z" end="20260701T000000Z"';
  const spaces = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"';
  const filter = `<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range ${range}/></c:comp-filter></c:comp-filter></c:filter>`;
  const query = (data: string) =>
    `<c:calendar-query ${spaces}><d:prop><d:getetag/>${data}</d:prop>${filter}</c:calendar-query>`;
  const path = `${calendars}${name}/`;
  assert.equal((await ask('REPORT', path, query(''))).status, 207);
  const expanded = await ask('REPORT', path, query(`<c:calendar-data><c:expand ${range}/></c:calendar-data>`));
  assert.ok(expanded.status === 207 || /max-instances/.test(expanded.text), expanded.text.slice(0, 400));
  const busy = await ask('REPORT', path, `<c:free-busy-query ${spaces}><c:time-range ${range}/></c:free-busy-query>`);
  assert.ok(busy.status === 200 || /max-instances|max-results|too_costly/.test(busy.text), busy.text.slice(0, 400));
  const { calendar } = world.landescloud;
  await calendar.occurrences(world.person('anna').actor, { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 6, 1) });
}

const monthQuery =
  '<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="20260601T000000Z" end="20260701T000000Z"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>';
const everything = `<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:cs="http://calendarserver.org/ns/" xmlns:oc="http://owncloud.org/ns"><d:prop>
  <d:displayname/><d:resourcetype/><d:owner/><d:current-user-privilege-set/><d:sync-token/><cs:getctag/><cs:invite/><oc:invite/><c:calendar-description/>
  <c:supported-calendar-component-set/><c:schedule-default-calendar-URL/><c:schedule-calendar-transp/></d:prop></d:propfind>`;
const syncBody = (token: string): string =>
  `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;

describe('many at once into one calendar', () => {
  const tagOf = ({ headers }: Answer): string => headers.get('etag') ?? '';

  it('new ones, changes, the same address twice, conditions and deletions: each as if it were alone', async () => {
    const path = `${calendars}zugleich/`;
    await ask('MKCALENDAR', path);
    const old = await Promise.all(
      Array.from({ length: 8 }, (_, at) => putEvent(`zugleich/alt-${at}.ics`, event(start, '', `alt-${at}`))),
    );
    const before = await ctag(path);
    const put = (name: string, uid: string, headers: Record<string, string> = {}) =>
      world.fetch('anna', `${path}${name}.ics`, {
        method: 'PUT',
        body: event(`${start}\nSUMMARY:${uid}`, '', uid),
        headers: { 'content-type': 'text/calendar', ...headers },
      });
    const sent = [
      ...Array.from({ length: 24 }, (_, at) => put(`neu-${at}`, `neu-${at}`)),
      ...Array.from({ length: 3 }, () => put('doppelt', 'doppelt', { 'if-none-match': '*' })),
      ...Array.from({ length: 4 }, (_, at) => put(`alt-${at}`, `alt-${at}`, { 'if-match': tagOf(old[at]!) })),
      put('alt-4', 'alt-4', { 'if-match': '"1-1"' }),
      put('uid', 'alt-5'),
      world.fetch('anna', `${path}alt-6.ics`, { method: 'DELETE' }),
      put('alt-7', 'alt-7'),
      put('alt-7', 'alt-7'),
    ];
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    assert.deepEqual(
      statuses.slice(0, 24),
      Array.from({ length: 24 }, () => 201),
    );
    assert.deepEqual(statuses.slice(24, 27).toSorted(), [201, 412, 412]);
    assert.deepEqual(statuses.slice(27), [204, 204, 204, 204, 412, 409, 204, 204, 204]);
    const { text } = await ask('REPORT', path, syncBody(before));
    const changed = [...text.matchAll(/<d:href>[^<]*\/([^/<]+)\.ics<\/d:href><d:propstat/g)].map((match) => match[1]);
    const expected = [
      ...Array.from({ length: 24 }, (_, at) => `neu-${at}`),
      'doppelt',
      'alt-0',
      'alt-1',
      'alt-2',
      'alt-3',
      'alt-7',
    ];
    assert.deepEqual(changed.toSorted(), expected.toSorted());
    assert.match(text, /alt-6\.ics<\/d:href><d:status>HTTP\/1\.1 404/);
    const tags = [...text.matchAll(/<d:getetag>([^<]+)</g)].map((match) => match[1]);
    assert.equal(new Set(tags).size, expected.length);
    const [row] = await db().query<{ objects: number; dates: number }>(
      `select count(distinct o.id) as objects, count(n.object_id) as dates from calendar.object o
       join calendar.calendar c on c.id = o.calendar_id left join calendar.occurrence n on n.object_id = o.id
       where c.uri = 'zugleich' and o.deleted_at is null`,
    );
    assert.deepEqual(row, { objects: 32, dates: 32 });
  });

  it('who may not write any more is refused, also right after they have written', async () => {
    const { calendar } = world.landescloud;
    const { actor } = world.person('anna');
    const bernd = { kind: 'person', key: 'bernd' } as const;
    await ask('MKCALENDAR', `${calendars}geteilt/`);
    await calendar.share(actor, { uri: 'geteilt' }, { set: [{ ...bernd, role: 'editor' }] });
    const theirs = (await calendar.calendars(world.person('bernd').actor)).find(({ ownName }) => ownName === 'geteilt');
    const send = (name: string, body = event(start, '', name)) =>
      ask('PUT', `/remote.php/dav/calendars/bernd/${theirs?.uri}/${name}.ics`, body, {
        type: 'text/calendar',
        as: 'bernd',
      });
    assert.equal((await send('a')).status, 201);
    assert.equal((await send('b', 'kaputt')).status, 403);
    await calendar.share(actor, { uri: 'geteilt' }, { set: [{ ...bernd, role: 'viewer' }] });
    const refused = await send('c');
    assert.deepEqual([refused.status, /need-privileges/.test(refused.text)], [403, true]);
    await calendar.share(actor, { uri: 'geteilt' }, { remove: [bernd] });
    // neither what they sent nor that there is a calendar
    for (const body of [event(start, '', 'd'), 'kaputt']) assert.equal((await send('d', body)).status, 404);
  });
});

describe('sizes: how many statements are asked does not grow', () => {
  /** The least of several times: what is found once and kept is there then, and nothing else happens to be asked meanwhile. */
  async function least(work: () => Promise<unknown>): Promise<number> {
    const counts: number[] = [];
    for (let times = 0; times < 4; times += 1) counts.push(await countStatements(db(), work));
    return Math.min(...counts);
  }

  const statements = (work: () => Promise<Answer>, status = 207): Promise<number> =>
    least(async () => {
      const answer = await work();
      assert.equal(answer.status, status, answer.text.slice(0, 400));
    });

  it('500 calendars that others share with one person', { timeout: 60_000 }, async () => {
    await ask('PROPFIND', calendars);
    const [few, fewBefore] = [
      await statements(() => ask('PROPFIND', calendars, everything)),
      (await ask('PROPFIND', calendars, everything)).text.split('<d:response>').length,
    ];
    const { id: anna } = world.person('anna');
    const { id: bernd } = world.person('bernd');
    await db().query(
      `with c as (
         insert into calendar.calendar (owner_kind, owner_id, uri, name, created_at)
         select 'person', $2, 'k' || n, 'Kalender ' || n, 0 from generate_series(1, 500) n returning id, uri
       ), own as (
         insert into calendar.access (person_id, calendar_id, role, uri) select $2, id, 'owner', uri from c
       ), given as (
         insert into calendar.access (person_id, calendar_id, role, uri)
         select $1, id, (case when id % 2 = 0 then 'manager' else 'viewer' end)::calendar.role, 'bernd-' || uri from c
       ), shared as (
         insert into calendar.share (calendar_id, kind, person_id, role, shared_by, shared_at)
         select id, 'person', $1, (case when id % 2 = 0 then 'manager' else 'viewer' end)::calendar.role, $2, 0 from c
       ), o as (
         insert into calendar.object (calendar_id, uri, uid, component, data, change, class, scheduled, recurring, shown, created_at, modified_at)
         select id, e || '.ics', e::text, 'VEVENT', 'x', e, 'PUBLIC', false, false, '{}', 0, 0 from c, generate_series(1, 4) e
         returning id, calendar_id, change
       )
       insert into calendar.occurrence (calendar_id, object_id, starts_at, ends_at, all_day, floating, busy)
       select calendar_id, id, $3::bigint + change * 3600000, $3::bigint + change * 3600000 + 3600000, false, false, 1 from o`,
      [anna, bernd, Date.UTC(2026, 5, 1)],
    );
    const home = await ask('PROPFIND', calendars, everything);
    assert.equal(home.text.split('<d:response>').length - fewBefore, 500);
    assert.equal(home.text.split(':invite-accepted').length > 500, true);
    assert.equal(await statements(() => ask('PROPFIND', calendars, everything)), few);

    const { calendar } = world.landescloud;
    const { actor } = world.person('anna');
    const ids = (await calendar.calendars(actor)).slice(0, 20).map(({ id }) => id);
    const range = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 6, 1) };
    let found = 0;
    const view = await least(async () => {
      found = (await calendar.occurrences(actor, { ...range, calendars: ids })).length;
    });
    assert.ok(found >= 60, String(found));
    assert.ok(view <= 3, `the month of 20: ${view}`);
    const all = await least(async () => {
      found = (await calendar.occurrences(actor, range)).length;
    });
    assert.ok(found >= 2_000, String(found));
    assert.equal(all, view);

    // as a program does that synchronises all of them
    const tokens = [...home.text.matchAll(/<d:href>([^<]*bernd-k\d+\/)<\/d:href>.*?<d:sync-token>([^<]+)</gs)].slice(
      0,
      500,
    );
    assert.equal(tokens.length, 500);
    const rounds = await countStatements(db(), async () => {
      for (const [, href = '', token = ''] of tokens.slice(0, 100))
        assert.equal((await ask('REPORT', href, syncBody(token))).status, 207);
    });
    // and what runs in the background meanwhile
    assert.ok(rounds <= 120, `nothing new in 100 calendars: ${rounds}`);

    const search = `<d:principal-property-search xmlns:d="DAV:"><d:property-search><d:prop><d:displayname/></d:prop><d:match>Bernd</d:match></d:property-search><d:prop><d:displayname/></d:prop></d:principal-property-search>`;
    const looked = await statements(() => ask('REPORT', '/remote.php/dav/principals/', search));
    assert.ok(looked <= 12, `principals: ${looked}`);
  });

  it('10,000 events in a calendar', { timeout: 60_000 }, async () => {
    const write = async (name: string) => {
      let n = 0;
      return statements(() => putEvent(`${name}/neu-${(n += 1)}.ics`, event(start, '', `neu-${n}`)), 201);
    };
    const asked = async (name: string) => ({
      write: await write(name),
      month: await statements(() => ask('REPORT', `${calendars}${name}/`, monthQuery)),
      nothing: await statements(async () =>
        ask('REPORT', `${calendars}${name}/`, syncBody(await ctag(`${calendars}${name}/`))),
      ),
      get: await statements(() => ask('GET', `${calendars}${name}/neu-1.ics`), 200),
    });
    for (const name of ['klein', 'viele']) await ask('MKCALENDAR', `${calendars}${name}/`);
    await db().query(
      `with c as (select id from calendar.calendar where uri = 'viele' and owner_id = $1), o as (
         insert into calendar.object (calendar_id, uri, uid, component, data, change, class, scheduled, recurring, shown, created_at, modified_at)
         select c.id, e || '.ics', e::text, 'VEVENT', convert_to('BEGIN:VCALENDAR' || e, 'UTF8'), e, 'PUBLIC', false, false, '{}', 0, 0
         from c, generate_series(1, 10000) e returning id, calendar_id, change
       ), counted as (update calendar.calendar set change = 10000 where id = (select id from c))
       insert into calendar.occurrence (calendar_id, object_id, starts_at, ends_at, all_day, floating, busy)
       select calendar_id, id, $2::bigint + change * 3600000, $2::bigint + change * 3600000 + 3600000, false, false, 1 from o`,
      [world.person('anna').id, Date.UTC(2027, 0, 1)],
    );
    const small = await asked('klein');
    assert.deepEqual(await asked('viele'), small);
    assert.ok(small.write <= 8, JSON.stringify(small));
    assert.ok(small.nothing <= 2 && small.get <= 2, JSON.stringify(small));
    let [token, found, pages] = ['', 0, 0];
    const synced = await countStatements(db(), async () => {
      for (let more = true; more; pages += 1) {
        const { text } = await ask('REPORT', `${calendars}viele/`, syncBody(token));
        found += text.split('<d:getetag>').length - 1;
        token = /sync-token>([^<]+)</.exec(text)?.[1] ?? '';
        more = text.includes('number-of-matches-within-limits');
      }
    });
    assert.ok(found >= 10_000, String(found));
    assert.ok(synced <= 3 * pages + 4, `${synced} statements of ${pages} pages`);
  });

  it('25,000 cards in an address book', { timeout: 60_000 }, async () => {
    const card = (uid: string): string =>
      crlf(`BEGIN:VCARD\nVERSION:3.0\nUID:${uid}\nFN:Anna ${uid}\nN:${uid};Anna;;;\nEND:VCARD\n`);
    const asked = async (name: string) => {
      let n = 0;
      return {
        write: await statements(() => putCard(`contacts/${name}-${(n += 1)}.vcf`, card(`${name}-${n}`)), 201),
        nothing: await statements(async () =>
          ask('REPORT', `${books}contacts/`, syncBody(await ctag(`${books}contacts/`))),
        ),
        home: await statements(() => ask('PROPFIND', books, everything)),
        get: await statements(() => ask('GET', `${books}contacts/${name}-1.vcf`), 200),
      };
    };
    await ask('PROPFIND', books);
    const small = await asked('klein');
    await db().query(
      `with b as (select id from contacts.address_book where person_id = $1 and uri = 'contacts'),
       counted as (update contacts.address_book set change = change + 25000 where id = (select id from b))
       insert into contacts.card (book_id, uri, uid, data, size, etag, change, modified_at, kind, name, sorted, organisation, title,
         mails, phones, numbers, categories, photo, folded)
       select b.id, 's' || n || '.vcf', 's' || n, 'x', 1, 'e' || n, 100 + n, 0, 'person', 'Name ' || n, 'name ' || n, '', '', '{}', '{}', '{}', '{}',
         false, ' name ' || n from b, generate_series(1, 25000) n`,
      [world.person('anna').id],
    );
    assert.deepEqual(await asked('gross'), small);
    assert.ok(small.write <= 8, JSON.stringify(small));
  });

  it('free/busy of 100 people', async () => {
    const { calendar } = world.landescloud;
    const { actor } = world.person('anna');
    const made = await db().query<{ login: string }>(
      `with p as (
         insert into directory.person (login, name, organisation_id)
         select 'frei-' || n, 'Person ' || n, (select id from directory.organisation where key = 'tfm') from generate_series(1, 100) n
         returning id, login
       ), c as (
         insert into calendar.calendar (owner_kind, owner_id, uri, standard, name, created_at)
         select 'person', id, 'personal', true, 'Persönlich', 0 from p returning id
       ), o as (
         insert into calendar.object (calendar_id, uri, uid, component, data, change, class, scheduled, recurring, shown, created_at, modified_at)
         select id, 'a.ics', 'a', 'VEVENT', 'x', 1, 'PUBLIC', false, false, '{}', 0, 0 from c returning id, calendar_id
       ), n as (
         insert into calendar.occurrence (calendar_id, object_id, starts_at, ends_at, all_day, floating, busy)
         select calendar_id, id, $1::bigint, $1::bigint + 3600000, false, false, 1 from o
       ) select login from p`,
      [Date.UTC(2026, 5, 2)],
    );
    const logins = made.map(({ login }) => login);
    const week = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 8) };
    const of = async (some: readonly string[]): Promise<number> => {
      await calendar.freeBusy(actor, some, week);
      let busy = 0;
      const count = await least(async () => {
        busy = [...(await calendar.freeBusy(actor, some, week)).values()].filter(
          (periods) => periods.length > 0,
        ).length;
      });
      assert.equal(busy, some.length);
      return count;
    };
    assert.equal(await of(logins), await of(logins.slice(0, 1)));
  });
});
