import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  calendarOf,
  calendarWorld,
  event,
  hrefs,
  query,
  type CalendarWorld,
  type DavResult,
} from './calendar-world.ts';

let world: CalendarWorld;
let dav: CalendarWorld['dav'];
before(async () => {
  world = await calendarWorld();
  dav = world.dav;
});
after(() => world[Symbol.asyncDispose]());

const home = 'calendars/anna';
const put = (path: string, body: string, headers: Record<string, string> = {}): Promise<DavResult> =>
  dav('PUT', `${home}/${path}`, { body, headers: { 'content-type': 'text/calendar; charset=utf-8', ...headers } });
const propfind = (path: string, names: string, depth = '0', as = 'anna'): Promise<DavResult> =>
  dav('PROPFIND', path, {
    as,
    headers: { depth },
    body: `<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:cs="http://calendarserver.org/ns/" xmlns:a="http://apple.com/ns/ical/" xmlns:oc="http://owncloud.org/ns"><d:prop>${names}</d:prop></d:propfind>`,
  });
const report = (path: string, body: string, as = 'anna'): Promise<DavResult> =>
  dav('REPORT', `${home.replace('anna', as)}/${path}`, { body, as, headers: { depth: '1' } });
const sync = (token: string, more = ''): string =>
  `<d:sync-collection xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level>${more}<d:prop><d:getetag/></d:prop></d:sync-collection>`;
const tokenOf = ({ text }: DavResult): string => /<d:sync-token>([^<]+)<\/d:sync-token>/.exec(text)?.[1] ?? '';
const inRange = (start: string, end: string, component = 'VEVENT'): string =>
  `<c:comp-filter name="${component}"><c:time-range start="${start}" end="${end}"/></c:comp-filter>`;

test('a client finds its way from nothing but the address', async () => {
  const moved = await fetch(`${world.world.url}/.well-known/caldav`, { method: 'PROPFIND', redirect: 'manual' });
  assert.equal(moved.status, 301);
  assert.match(moved.headers.get('location') ?? '', /\/remote\.php\/dav\/$/);
  const root = await propfind('', '<d:current-user-principal/>');
  assert.match(root.text, /<d:href>\/remote\.php\/dav\/principals\/users\/anna\/<\/d:href>/);
  const principal = await propfind(
    'principals/users/anna/',
    '<c:calendar-home-set/><c:calendar-user-address-set/><d:displayname/>',
  );
  assert.match(principal.text, /calendar-home-set[^>]*><d:href>\/remote\.php\/dav\/calendars\/anna\/</);
  assert.match(principal.text, /<d:href>mailto:anna@/);
  const listed = await propfind(
    `${home}/`,
    '<d:resourcetype/><d:displayname/><c:supported-calendar-component-set/>',
    '1',
  );
  assert.match(listed.text, /<d:href>\/remote\.php\/dav\/calendars\/anna\/personal\/<\/d:href>/);
  assert.match(listed.text, /Persönlich/);
  assert.match(listed.text, /name="VTODO"/);
  const options = await dav('OPTIONS', `${home}/personal/`, { as: null });
  assert.match(options.headers.get('dav') ?? '', /calendar-access/);
  assert.match(options.headers.get('allow') ?? '', /MKCALENDAR/);
});

test('an event is kept byte for byte, under conditions', async () => {
  const body = event('eins', ':20261124T090000Z', [
    'SUMMARY:Jour fixe\\, kurz',
    'X-EIGEN;X-A="b;c":d',
    'DURATION:PT45M',
  ]);
  const made = await put('personal/eins.ics', body, { 'if-none-match': '*' });
  assert.equal(made.status, 201);
  const etag = made.headers.get('etag') ?? '';
  assert.match(etag, /^"[^"]+"$/);
  const got = await dav('GET', `${home}/personal/eins.ics`);
  assert.equal(got.text, body);
  assert.equal(got.headers.get('content-type'), 'text/calendar; charset=utf-8; component=vevent');
  assert.equal(got.headers.get('etag'), etag);
  assert.equal((await dav('GET', `${home}/personal/eins.ics`, { headers: { 'if-none-match': etag } })).status, 304);
  assert.equal((await put('personal/eins.ics', body, { 'if-none-match': '*' })).status, 412);
  assert.equal((await put('personal/eins.ics', body, { 'if-match': '"0-0"' })).status, 412);
  const over = await put('personal/eins.ics', body.replace('kurz', 'lang'), { 'if-match': etag });
  assert.equal(over.status, 204);
  assert.notEqual(over.headers.get('etag'), etag);
  assert.equal((await dav('DELETE', `${home}/personal/eins.ics`, { headers: { 'if-match': etag } })).status, 412);
  assert.equal((await dav('DELETE', `${home}/personal/eins.ics`)).status, 204);
  assert.equal((await dav('GET', `${home}/personal/eins.ics`)).status, 404);
  assert.equal((await dav('DELETE', `${home}/personal/eins.ics`)).status, 404);
});

test('what is refused is named as RFC 4791 names it, and changes nothing', async () => {
  await put('personal/uid.ics', event('uid', ':20261124T090000Z'));
  const before = tokenOf(await report('personal/', sync('')));
  const cases: [string, string, number, RegExp][] = [
    ['personal/a.ics', 'kein Kalender', 403, /valid-calendar-data/],
    ['personal/a.ics', event('a', ':20261399T090000Z'), 403, /valid-calendar-data/],
    ['personal/a.ics', event('a', ':20261124T090000Z', ['RRULE:FREQ=NIE']), 403, /valid-calendar-data/],
    ['personal/a.ics', calendarOf(), 403, /valid-calendar-object-resource/],
    [
      'personal/a.ics',
      event('a', ':20261124T090000Z').replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:REQUEST'),
      403,
      /valid-calendar-object-resource/,
    ],
    [
      'personal/andere.ics',
      event('uid', ':20261124T090000Z'),
      409,
      /no-uid-conflict[^>]*><d:href>\/remote\.php\/dav\/calendars\/anna\/personal\/uid\.ics</,
    ],
    ['personal/uid.ics', event('neu', ':20261124T090000Z'), 409, /no-uid-conflict/],
    ['personal/alt.ics', event('alt', ':18000101T090000Z'), 403, /min-date-time/],
    ['personal/neu.ics', event('neu', ':23000101T090000Z'), 403, /max-date-time/],
    [
      'personal/groß.ics',
      event('gross', ':20261124T090000Z', [`X-A:${'x'.repeat(11_000_000)}`]),
      403,
      /max-resource-size/,
    ],
    ['fehlt/a.ics', event('a', ':20261124T090000Z'), 404, /calendar\.not_found/],
    ['personal/a.ics/b.ics', event('a', ':20261124T090000Z'), 404, /dav\.not_found/],
  ];
  for (const [path, body, status, text] of cases) {
    const result = await put(encodeURI(path), body);
    assert.equal(result.status, status, `${path}: ${result.text}`);
    assert.match(result.text, text, path);
  }
  const json = await put('personal/a.ics', '{}', { 'content-type': 'application/json' });
  assert.match(json.text, /supported-calendar-data/);
  assert.equal(tokenOf(await report('personal/', sync(''))), before);
});

test('MKCALENDAR, properties, PROPPATCH, and the trash', async () => {
  const body = `<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="http://apple.com/ns/ical/"><d:set><d:prop><d:displayname>Vertretung</d:displayname><a:calendar-color>#FF0000</a:calendar-color><c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>`;
  assert.equal((await dav('MKCALENDAR', `${home}/vertretung/`, { body })).status, 201);
  assert.equal((await dav('MKCALENDAR', `${home}/vertretung/`, { body })).status, 405);
  const extended = `<d:mkcol xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><d:resourcetype><d:collection/><c:calendar/></d:resourcetype></d:prop></d:set></d:mkcol>`;
  assert.equal((await dav('MKCOL', `${home}/zweiter/`, { body: extended })).status, 201);
  assert.equal((await dav('MKCOL', `${home}/dritter/`)).status, 403);
  const task = calendarOf('BEGIN:VTODO', 'UID:t', 'DTSTAMP:20260101T000000Z', 'SUMMARY:Aufgabe', 'END:VTODO');
  assert.match((await put('vertretung/t.ics', task)).text, /supported-calendar-component/);
  const patch = (prop: string): Promise<DavResult> =>
    dav('PROPPATCH', `${home}/vertretung/`, {
      body: `<d:propertyupdate xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="http://apple.com/ns/ical/" xmlns:x="urn:x"><d:set><d:prop>${prop}</d:prop></d:set></d:propertyupdate>`,
    });
  const set = await patch(
    '<d:displayname>Neu</d:displayname><a:calendar-order>7</a:calendar-order><x:eigen>ja &amp; nein</x:eigen>',
  );
  assert.equal(set.status, 207);
  assert.doesNotMatch(set.text, /403|424/);
  const mixed = await patch('<d:displayname>Falsch</d:displayname><d:getetag>x</d:getetag>');
  assert.match(mixed.text, /424[^]*403|403[^]*424/);
  assert.match((await patch('<c:calendar-timezone>unsinn</c:calendar-timezone>')).text, /valid-calendar-data/);
  const shown = await propfind(
    `${home}/vertretung/`,
    '<d:displayname/><a:calendar-color/><a:calendar-order/><x:eigen xmlns:x="urn:x"/><d:current-user-privilege-set/><cs:getctag/><d:sync-token/><d:supported-report-set/>',
  );
  assert.match(shown.text, /<d:displayname>Neu</);
  assert.match(shown.text, /#ff0000ff/);
  assert.match(shown.text, />7</);
  assert.match(shown.text, /ja &amp; nein/);
  assert.match(shown.text, /calendar-multiget/);
  assert.equal((await dav('DELETE', `${home}/personal/`)).status, 403);
  await put('vertretung/v.ics', event('v', ':20261124T090000Z'));
  assert.equal((await dav('DELETE', `${home}/vertretung/`)).status, 204);
  assert.equal((await dav('GET', `${home}/vertretung/v.ics`)).status, 404);
  const { calendar } = world.world.landescloud;
  const [trashed] = (await calendar.trash.list(world.anna)).calendars;
  assert.deepEqual([trashed?.name, trashed?.objects], ['Neu', 1]);
  await calendar.trash.restoreCalendar(world.anna, trashed?.id ?? 0);
  assert.equal((await dav('GET', `${home}/vertretung/v.ics`)).status, 200);
});

test('sync-collection: all, then what changed and what is gone, page by page', async () => {
  await dav('MKCALENDAR', `${home}/sync/`);
  for (const uid of ['a', 'b', 'c']) await put(`sync/${uid}.ics`, event(uid, ':20261124T090000Z'));
  const first = await report('sync/', sync(''));
  assert.deepEqual(hrefs(first.text), ['a.ics', 'b.ics', 'c.ics']);
  const nothing = await report('sync/', sync(tokenOf(first)));
  assert.deepEqual([hrefs(nothing.text), tokenOf(nothing)], [[], tokenOf(first)]);
  await put('sync/a.ics', event('a', ':20261125T090000Z'));
  await dav('DELETE', `${home}/sync/b.ics`);
  await put('sync/d.ics', event('d', ':20261124T090000Z'));
  const second = await report('sync/', sync(tokenOf(first)));
  assert.deepEqual(hrefs(second.text), ['a.ics', 'b.ics', 'd.ics']);
  assert.match(second.text, /b\.ics<\/d:href><d:status>HTTP\/1\.1 404/);
  const seen: string[] = [];
  let token = tokenOf(first);
  for (let page = 0; page < 5; page += 1) {
    const answer = await report('sync/', sync(token, '<d:limit><d:nresults>1</d:nresults></d:limit>'));
    seen.push(...hrefs(answer.text).filter((each) => each !== ''));
    token = tokenOf(answer);
    if (!answer.text.includes('507')) break;
  }
  assert.deepEqual(seen.sort(), ['a.ics', 'b.ics', 'd.ics']);
  assert.equal(token, tokenOf(second));
  for (const bad of ['unsinn', 'urn:landescloud:sync:1-999999', 'urn:landescloud:sync:99-1']) {
    const refused = await report('sync/', sync(bad));
    assert.equal(refused.status, 403, bad);
    assert.match(refused.text, /<d:valid-sync-token\/>/);
  }
  // The tombstones are forgotten beyond a bound; who was away for longer starts over.
  await dav('DELETE', `${home}/sync/a.ics`);
  await dav('DELETE', `${home}/sync/c.ics`);
  const multiget = `<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop><d:href>/remote.php/dav/calendars/anna/sync/d.ics</d:href><d:href>/remote.php/dav/calendars/anna/sync/fehlt.ics</d:href><d:href>/remote.php/dav/calendars/bernd/personal/d.ics</d:href></c:calendar-multiget>`;
  const many = await report('sync/', multiget);
  assert.match(many.text, /d\.ics<\/d:href><d:propstat>[^]*BEGIN:VCALENDAR/);
  assert.match(many.text, /fehlt\.ics<\/d:href><d:status>HTTP\/1\.1 404/);
  assert.match(many.text, /bernd\/personal\/d\.ics<\/d:href><d:status>HTTP\/1\.1 404/);
});

test('calendar-query: ranges over series, floating times and dates; filters; parts; single occurrences', async () => {
  await dav('MKCALENDAR', `${home}/suche/`);
  await put(
    'suche/woche.ics',
    event('woche', ';TZID=Europe/Berlin:20261005T090000', [
      'SUMMARY:Jour fixe Haushalt',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY',
      'EXDATE;TZID=Europe/Berlin:20261026T090000',
      'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bernd@example.org',
    ]),
  );
  await put('suche/tag.ics', event('tag', ';VALUE=DATE:20261224', ['SUMMARY:Heiligabend', 'CATEGORIES:Feiertag']));
  await put('suche/schwebend.ics', event('schwebend', ':20261124T003000', ['SUMMARY:Schwebend', 'DURATION:PT1H']));
  await put(
    'suche/aufgabe.ics',
    calendarOf(
      'BEGIN:VTODO',
      'UID:aufgabe',
      'DTSTAMP:20260101T000000Z',
      'DUE:20261124T120000Z',
      'SUMMARY:Aufgabe',
      'END:VTODO',
    ),
  );
  const find = async (inner: string): Promise<string[]> => hrefs((await report('suche/', query(inner))).text);
  assert.deepEqual(await find(inRange('20261109T000000Z', '20261110T000000Z')), ['woche.ics']);
  // The excluded one, with the clocks set back the day before.
  assert.deepEqual(await find(inRange('20261026T000000Z', '20261027T000000Z')), []);
  // Years beyond what the index holds.
  assert.deepEqual(
    await find(inRange('20360204T000000Z', '20360205T000000Z')),
    ['woche.ics'].filter(() => new Date(Date.UTC(2036, 1, 4)).getUTCDay() === 1),
  );
  assert.deepEqual(await find(inRange('20360204T000000Z', '20360212T000000Z')), ['woche.ics']);
  assert.deepEqual(await find(inRange('20261224T120000Z', '20261224T130000Z')), ['tag.ics']);
  // Half past midnight in Berlin is the day before in UTC.
  assert.deepEqual(await find(inRange('20261123T231500Z', '20261123T234500Z')), ['schwebend.ics']);
  assert.deepEqual(await find(inRange('20261124T000000Z', '20261125T000000Z', 'VTODO')), ['aufgabe.ics']);
  assert.deepEqual(await find('<c:comp-filter name="VTODO"/>'), ['aufgabe.ics']);
  assert.deepEqual(
    await find(
      '<c:comp-filter name="VEVENT"><c:prop-filter name="SUMMARY"><c:text-match>heilig</c:text-match></c:prop-filter></c:comp-filter>',
    ),
    ['tag.ics'],
  );
  assert.deepEqual(
    await find(
      '<c:comp-filter name="VEVENT"><c:prop-filter name="SUMMARY"><c:text-match collation="i;octet">heilig</c:text-match></c:prop-filter></c:comp-filter>',
    ),
    [],
  );
  assert.deepEqual(
    await find(
      '<c:comp-filter name="VEVENT"><c:prop-filter name="CATEGORIES"><c:is-not-defined/></c:prop-filter></c:comp-filter>',
    ),
    ['schwebend.ics', 'woche.ics'],
  );
  assert.deepEqual(
    await find(
      '<c:comp-filter name="VEVENT"><c:prop-filter name="ATTENDEE"><c:text-match>bernd</c:text-match><c:param-filter name="PARTSTAT"><c:text-match>NEEDS-ACTION</c:text-match></c:param-filter></c:prop-filter></c:comp-filter>',
    ),
    ['woche.ics'],
  );
  const bad = await report(
    'suche/',
    query(
      '<c:comp-filter name="VEVENT"><c:prop-filter name="SUMMARY"><c:text-match collation="i;unknown">x</c:text-match></c:prop-filter></c:comp-filter>',
    ),
  );
  assert.match(bad.text, /supported-collation/);
  const noFilter = `<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop/></c:calendar-query>`;
  assert.match((await report('suche/', noFilter)).text, /valid-filter/);
  const wanted = inRange('20261018T000000Z', '20261103T000000Z');
  const expanded = await report(
    'suche/',
    query(wanted, '<c:calendar-data><c:expand start="20261018T000000Z" end="20261103T000000Z"/></c:calendar-data>'),
  );
  assert.deepEqual(expanded.text.match(/DTSTART:\d+T\d+Z/g), ['DTSTART:20261019T070000Z', 'DTSTART:20261102T080000Z']);
  assert.doesNotMatch(expanded.text, /RRULE|TZID/);
  const part = await report(
    'suche/',
    query(
      wanted,
      '<c:calendar-data><c:comp name="VCALENDAR"><c:comp name="VEVENT"><c:prop name="UID"/></c:comp></c:comp></c:calendar-data>',
    ),
  );
  assert.match(part.text, /UID:woche/);
  assert.doesNotMatch(part.text, /SUMMARY|VERSION/);
  const busy = await report(
    'suche/',
    `<c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:time-range start="20261109T000000Z" end="20261117T000000Z"/></c:free-busy-query>`,
  );
  assert.match(busy.text, /FREEBUSY;FBTYPE=BUSY:20261109T080000Z\/20261109T090000Z/);
});

test('MOVE and COPY between calendars', async () => {
  await dav('MKCALENDAR', `${home}/von/`);
  await dav('MKCALENDAR', `${home}/nach/`);
  const body = event('um', ':20261124T090000Z');
  await put('von/um.ics', body);
  const to = (path: string): Record<string, string> => ({
    destination: `${world.world.url}/remote.php/dav/${home}/${path}`,
  });
  assert.equal((await dav('MOVE', `${home}/von/um.ics`, { headers: to('nach/um.ics') })).status, 201);
  assert.equal((await dav('GET', `${home}/von/um.ics`)).status, 404);
  assert.equal((await dav('GET', `${home}/nach/um.ics`)).text, body);
  assert.equal((await dav('COPY', `${home}/nach/um.ics`, { headers: to('von/kopie.ics') })).status, 201);
  assert.equal((await dav('COPY', `${home}/nach/um.ics`, { headers: to('von/zweite.ics') })).status, 409);
  assert.equal(
    (await dav('MOVE', `${home}/nach/um.ics`, { headers: { ...to('von/kopie.ics'), overwrite: 'F' } })).status,
    412,
  );
  assert.equal((await dav('MOVE', `${home}/nach/um.ics`, { headers: to('nach/anders.ics') })).status, 201);
  assert.equal(
    (
      await dav('MOVE', `${home}/nach/anders.ics`, {
        headers: { destination: '/remote.php/dav/calendars/bernd/personal/x.ics' },
      })
    ).status,
    403,
  );
});

test('principals: found by name, only by whom the directory lets find them', async () => {
  const search = (text: string, as = 'anna'): Promise<DavResult> =>
    dav('REPORT', 'principals/', {
      as,
      body: `<d:principal-property-search xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:property-search><d:prop><d:displayname/></d:prop><d:match>${text}</d:match></d:property-search><d:prop><d:displayname/><c:calendar-user-address-set/><c:calendar-user-type/></d:prop></d:principal-property-search>`,
    });
  const found = await search('bernd');
  assert.match(found.text, /principals\/users\/bernd\/[^]*mailto:bernd@[^]*INDIVIDUAL/);
  assert.doesNotMatch((await search('clara')).text, /clara/);
  assert.equal((await propfind('principals/users/bernd/', '<d:displayname/>')).status, 207);
  assert.equal((await propfind('principals/users/clara/', '<d:displayname/>')).status, 404);
  const others = await propfind('principals/users/bernd/', '<c:calendar-home-set/>');
  assert.match(others.text, /404/);
  const match = await dav('REPORT', 'principals/users/', {
    body: '<d:principal-match xmlns:d="DAV:"><d:self/><d:prop><d:displayname/></d:prop></d:principal-match>',
  });
  assert.deepEqual(match.text.match(/principals\/users\/\w+/g), ['principals/users/anna']);
  const expand = await dav('REPORT', 'principals/users/anna/', {
    body: '<d:expand-property xmlns:d="DAV:"><d:property name="current-user-principal"><d:property name="displayname"/></d:property></d:expand-property>',
  });
  assert.match(expand.text, /current-user-principal><d:response>[^]*<d:displayname>/);
  assert.equal(
    (await dav('REPORT', 'principals/', { body: '<d:principal-search-property-set xmlns:d="DAV:"/>' })).status,
    200,
  );
});

test('series without end and by the second: bounded to take in, to keep and to ask', { timeout: 60_000 }, async () => {
  const { calendar } = world.world.landescloud;
  await dav('MKCALENDAR', `${home}/feind/`);
  const rules = ['FREQ=SECONDLY', 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MINUTELY;BYDAY=MO', 'FREQ=YEARLY'];
  for (let n = 0; n < 12; n += 1) {
    const rule = rules[n % rules.length] ?? '';
    const begin = performance.now();
    const made = await put(`feind/f${n}.ics`, event(`f${n}`, ':20200101T000000Z', [`RRULE:${rule}`, 'DURATION:PT1S']));
    assert.ok([201, 403].includes(made.status), made.text);
    assert.ok(performance.now() - begin < 3_000, `${rule}: ${performance.now() - begin} ms`);
  }
  const [row] = await calendar.context.db.query<{ most: number }>(
    'select max(n) as most from (select count(*) as n from calendar.occurrence group by object_id) as each',
  );
  assert.ok((row?.most ?? 0) > 0 && (row?.most ?? 0) <= 750, String(row?.most));
  const range = 'start="20400101T000000Z" end="20400201T000000Z"';
  const asked = `<c:comp-filter name="VEVENT"><c:time-range ${range}/></c:comp-filter>`;
  assert.equal((await report('feind/', query(asked))).status, 207);
  const expand = await report('feind/', query(asked, `<c:calendar-data><c:expand ${range}/></c:calendar-data>`));
  assert.equal(expand.status, 403);
  assert.match(expand.text, /max-instances/);
  const seen = await calendar.occurrences(world.anna, { from: Date.UTC(2040, 0, 1), to: Date.UTC(2040, 1, 1) });
  assert.ok(seen.length <= 12 * 5_000);
});
