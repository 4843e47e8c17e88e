import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { until } from '@landescloud/testing';
import { calendarWorld, event, hrefs, query, system, type CalendarWorld } from './calendar-world.ts';

let world: CalendarWorld;
let dav: CalendarWorld['dav'];
before(async () => {
  world = await calendarWorld();
  dav = world.dav;
});
after(() => world[Symbol.asyncDispose]());

async function ask<T>(
  login: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await world.world.fetch(login, `/api/v1${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
}

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly mayWrite: boolean;
  readonly mayLeave: boolean;
}
const calendars = async (login: string): Promise<Listed[]> =>
  (await ask<{ items: Listed[] }>(login, 'GET', '/calendars')).body.items;
const filled = async (login: string): Promise<string[]> =>
  (await calendars(login)).filter(({ kind }) => kind !== 'calendar').map(({ name }) => name);
interface Code {
  readonly code: string;
}

describe('holidays of the states', () => {
  test('an organisation rules whose public holidays its people have: one calendar for all of them', async () => {
    const { landescloud } = world.world;
    await landescloud.calendar.holidays.applyRule();
    assert.deepEqual(await filled('anna'), ['Feiertage Thüringen']);
    await landescloud.directory.organisations.setRule(system, 'tmil', 'calendar.holidays', 'BY');
    await landescloud.directory.organisations.setRule(system, 'stadt-erfurt', 'calendar.holidays', 'none');
    await until(async () => (await filled('bernd')).join() === 'Feiertage Bayern', { what: 'the rule holds' });
    assert.deepEqual(await filled('anna'), ['Feiertage Thüringen']);
    await until(async () => (await filled('clara')).length === 0, { what: 'or none' });
    const [row] = await landescloud.database.query<{ calendars: number; objects: number }>(
      `select count(distinct calendar_id) as calendars, count(*) as objects from calendar.object where uid like '%@feiertage'`,
    );
    assert.deepEqual(row, { calendars: 2, objects: 7 * (12 + 14) });
    await landescloud.calendar.holidays.applyRule();
    const change = `select change from calendar.calendar where owner_kind = 'house' order by id`;
    const changes = await landescloud.database.query(change);
    await landescloud.calendar.holidays.applyRule();
    assert.deepEqual(await landescloud.database.query(change), changes, 'nothing new is nothing to sync');
  });

  test('one has others or not as one likes, and what one takes away stays away', async () => {
    interface Choices {
      readonly ruled: string;
      readonly items: readonly { kind: string; state: string; calendarId: number | null; until: string | null }[];
    }
    const own = async () => {
      const { ruled, items } = (await ask<Choices>('anna', 'GET', '/calendar/holidays')).body;
      return [
        ruled,
        ...items.filter(({ calendarId }) => calendarId !== null).map(({ kind, state }) => `${kind} ${state}`),
      ];
    };
    assert.deepEqual(await own(), ['TH', 'public TH']);
    for (const path of ['school/TH', 'public/BE'])
      assert.equal((await ask('anna', 'PUT', `/calendar/holidays/${path}`, { isOn: true })).status, 204);
    assert.deepEqual(await own(), ['TH', 'public BE', 'public TH', 'school TH']);
    const at = Date.parse('2027-02-03T12:00:00Z');
    const seen = await ask<{
      items: { title: string; startDate: string; endDate: string; mayEdit: boolean; categories: string[] }[];
    }>('anna', 'GET', `/calendar/occurrences?from=${at}&to=${at + 1000}`);
    assert.deepEqual(
      seen.body.items.map(({ title, startDate, endDate, mayEdit, categories }) => [
        title,
        startDate,
        endDate,
        mayEdit,
        categories,
      ]),
      [['Winterferien', '2027-02-01', '2027-02-06', false, ['Schulferien']]],
    );
    const thueringen = (await calendars('anna')).find(({ name }) => name === 'Feiertage Thüringen');
    assert.equal(thueringen?.mayWrite, false);
    assert.equal(thueringen?.mayLeave, true);
    assert.equal((await ask('anna', 'DELETE', `/calendars/${thueringen?.id}`)).status, 204);
    await ask('anna', 'PUT', '/calendar/holidays/public/BE', { isOn: false });
    await world.world.landescloud.calendar.holidays.applyRule();
    assert.deepEqual(await filled('anna'), ['Schulferien Thüringen']);
    await ask('anna', 'PUT', '/calendar/holidays/public/TH', { isOn: true });
    assert.deepEqual((await filled('anna')).toSorted(), ['Feiertage Thüringen', 'Schulferien Thüringen']);
    for (const path of ['school/XX', 'public/ZZ']) {
      const { status, body } = await ask<Code>('anna', 'PUT', `/calendar/holidays/${path}`, { isOn: true });
      assert.deepEqual([status, body.code], [404, 'calendar.holidays_unknown']);
    }
  });

  test('colour and name are one’s own, and nobody else has anything to sync by them', async () => {
    const change = `select change from calendar.calendar where uri = 'feiertage-th'`;
    const before = await world.world.landescloud.database.query(change);
    const one = (await calendars('anna')).find(({ name }) => name === 'Feiertage Thüringen');
    const { status, body } = await ask<Listed>('anna', 'PATCH', `/calendars/${one?.id}`, {
      name: 'Frei',
      colour: '#aa0000',
    });
    assert.deepEqual([status, body.name], [200, 'Frei']);
    assert.deepEqual(await world.world.landescloud.database.query(change), before);
  });

  test('programs see them, and nobody writes into them in whichever way', async () => {
    const base = 'calendars/anna/feiertage-th';
    const listed = await dav('PROPFIND', 'calendars/anna/', {
      headers: { depth: '1' },
      body: '<d:propfind xmlns:d="DAV:"><d:prop><d:displayname/><d:current-user-privilege-set/></d:prop></d:propfind>',
    });
    const entry = listed.text.split('<d:response>').find((each) => each.includes('/feiertage-th/')) ?? '';
    assert.match(entry, /Frei/);
    assert.match(entry, /<d:read\/>/);
    assert.doesNotMatch(entry, /<d:write\/>|<d:write-content\/>|<d:bind\/>|<d:unbind\/>/);
    const found = await dav('REPORT', `${base}/`, { body: query('<c:comp-filter name="VEVENT"/>') });
    const [name = ''] = hrefs(found.text);
    assert.match(found.text, /SUMMARY:Fronleichnam \(regional\)/);
    const text = event('neu', ';VALUE=DATE:20270101');
    const headers = { 'content-type': 'text/calendar' };
    await dav('PUT', 'calendars/anna/personal/neu.ics', { body: text, headers });
    const root = `${world.world.url}/remote.php/dav`;
    const ways = [
      () => dav('PUT', `${base}/neu.ics`, { body: text, headers }),
      () => dav('PUT', `${base}/${name}`, { body: text, headers }),
      () => dav('DELETE', `${base}/${name}`),
      () => dav('MOVE', 'calendars/anna/personal/neu.ics', { headers: { destination: `${root}/${base}/neu.ics` } }),
      () => dav('COPY', 'calendars/anna/personal/neu.ics', { headers: { destination: `${root}/${base}/neu.ics` } }),
      () => dav('MOVE', `${base}/${name}`, { headers: { destination: `${root}/calendars/anna/personal/weg.ics` } }),
    ];
    for (const [index, way] of ways.entries()) {
      const { status, text: told } = await way();
      assert.equal(status, 403, `${index}: ${told}`);
      assert.match(told, /need-privileges/);
    }
    const copied = await dav('COPY', `${base}/${name}`, {
      headers: { destination: `${root}/calendars/anna/personal/kopie.ics` },
    });
    assert.equal(copied.status, 201, 'what one reads one may have');
    const { id } = (await calendars('anna')).find((each) => each.name === 'Frei') ?? assert.fail();
    const at = Date.parse('2027-01-01T12:00:00Z');
    const shown = await ask<{ items: { eventId: number; calendarId: number }[] }>(
      'anna',
      'GET',
      `/calendar/occurrences?from=${at}&to=${at + 1000}`,
    );
    const eventId = shown.body.items.find(({ calendarId }) => calendarId === id)?.eventId;
    const when = {
      allDay: true,
      startDate: '2027-01-02',
      startTime: null,
      endDate: '2027-01-02',
      endTime: null,
      zone: null,
    };
    const empty = { place: '', link: '', description: '', classification: 'public', isFree: false, isTentative: false };
    const made = { ...empty, when, title: 'x', reminders: [], recurrence: null, attendees: [], attachments: [] };
    const asked: [string, string, unknown][] = [
      ['POST', '/calendar/events', { ...made, calendarId: id }],
      [
        'PATCH',
        `/calendar/events/${eventId}`,
        { scope: 'all', recurrenceId: null, etag: null, change: { title: 'x' } },
      ],
      ['DELETE', `/calendar/events/${eventId}?scope=all`, undefined],
    ];
    for (const [method, path, body] of asked) {
      const answer = await ask<Code>('anna', method, path, body);
      assert.deepEqual([answer.status, answer.body.code], [403, 'calendar.read_only'], `${method} ${path}`);
    }
    const imported = await world.world.fetch('anna', `/api/v1/calendars/${id}/import`, {
      method: 'POST',
      headers,
      body: text,
    });
    assert.deepEqual([imported.status, ((await imported.json()) as Code).code], [403, 'calendar.read_only']);
    const share = await ask<Code>('anna', 'PUT', `/calendars/${id}/shares`, {
      kind: 'person',
      key: 'bernd',
      role: 'viewer',
    });
    assert.deepEqual([share.status, share.body.code], [403, 'calendar.not_allowed']);
  });
});

describe('calendars of others by their address', () => {
  const ics = (name: string, events: readonly string[], more: readonly string[] = []): string =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//x//x//DE',
      `X-WR-CALNAME:${name}`,
      ...more,
      ...events,
      'END:VCALENDAR',
      '',
    ].join('\r\n');
  const meeting = (uid: string, title: string): string =>
    [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20260101T000000Z',
      'DTSTART:20270301T090000Z',
      'DTEND:20270301T100000Z',
      `SUMMARY:${title}`,
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT5M',
      'END:VALARM',
      'END:VEVENT',
    ].join('\r\n');

  let server: Server;
  let base: string;
  let file = ics(
    'Stadtrat',
    [meeting('eins', 'Sitzung'), meeting('zwei', 'Ausschuss')],
    ['REFRESH-INTERVAL;VALUE=DURATION:PT1H'],
  );
  let fails = 0;
  const asked: { path: string; known: string | undefined }[] = [];
  before(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? '/';
      asked.push({ path, known: request.headers['if-none-match'] });
      if (path === '/stadtrat.ics') {
        const etag = `"${file.length}"`;
        if (fails > 0) response.writeHead(fails).end();
        else if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
        else response.writeHead(200, { 'content-type': 'text/calendar', etag }).end(file);
      } else if (path === '/umzug') response.writeHead(302, { location: '/stadtrat.ics' }).end();
      else if (path === '/loopback')
        response.writeHead(302, { location: `${base.replace('127.0.0.1', '127.0.0.2')}/stadtrat.ics` }).end();
      else if (path === '/metadata')
        response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      else if (path === '/datei') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
      else if (path === '/kreis') response.writeHead(302, { location: '/kreis' }).end();
      else if (path === '/seite')
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Termine</title>');
      else if (path === '/geheim') response.writeHead(401).end();
      else if (path === '/gross') response.writeHead(200).end(Buffer.alloc(10 * 1024 * 1024, 'x'));
      else if (path === '/endlos') {
        response.writeHead(200, { 'content-type': 'text/calendar' });
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(256 * 1024, 'X-A:b\r\n')));
        };
        response.on('drain', more);
        more();
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  interface Status {
    readonly calendarId: number;
    readonly problem: string | null;
    readonly nextAt: number;
    readonly refreshedAt: number | null;
  }
  const subscriptions = async (): Promise<Status[]> =>
    (await ask<{ items: Status[] }>('anna', 'GET', '/calendar/subscriptions')).body.items;
  const titles = async (): Promise<string[]> => {
    const [from, to] = [Date.parse('2027-03-01'), Date.parse('2027-03-02')];
    const { body } = await ask<{ items: { title: string; mayEdit: boolean }[] }>(
      'anna',
      'GET',
      `/calendar/occurrences?from=${from}&to=${to}`,
    );
    return body.items.map(({ title, mayEdit }) => `${title}${mayEdit ? ' editable' : ''}`).toSorted();
  };

  test('stand among one’s own, follow what is there, and keep it when it cannot be had', async () => {
    const { calendar, database } = world.world.landescloud;
    const { status, body } = await ask<Listed & Code>('anna', 'POST', '/calendar/subscriptions', {
      url: `${base}/umzug`,
      colour: '#aa0000',
    });
    assert.deepEqual([status, body.name, body.kind, body.mayWrite], [201, 'Stadtrat', 'subscription', false]);
    assert.deepEqual(await titles(), ['Ausschuss', 'Sitzung']);
    const [made] = await subscriptions();
    assert.equal(made?.calendarId, body.id);
    assert.equal(made?.nextAt, world.clock.time + 3_600_000, 'as often as it wishes');
    const [bells] = await database.query<{ bells: number }>(
      `select count(*) as bells from calendar.object where calendar_id = ${body.id} and convert_from(data, 'UTF8') like '%VALARM%'`,
    );
    assert.equal(bells?.bells, 0);

    const uri = (await dav('PROPFIND', 'calendars/anna/', { headers: { depth: '1' } })).text.match(
      /calendars\/anna\/([0-9a-f-]{36})\//,
    )?.[1];
    const change = `select change from calendar.calendar where id = ${body.id}`;
    const before = await database.query(change);
    world.clock.time += 3_600_001;
    await calendar.subscriptions.runDue();
    assert.match(asked.at(-1)?.known ?? '', /^"\d+"$/, 'asked whether it is new');
    assert.deepEqual(await database.query(change), before);

    file = ics('Stadtrat', [meeting('zwei', 'Ausschuss, verlegt'), meeting('drei', 'Klausur')]);
    world.clock.time += 3_600_001;
    await calendar.subscriptions.runDue();
    assert.deepEqual(await titles(), ['Ausschuss, verlegt', 'Klausur']);
    const put = await dav('PUT', `calendars/anna/${uri}/neu.ics`, {
      body: event('neu2', ':20270301T120000Z'),
      headers: { 'content-type': 'text/calendar' },
    });
    assert.equal(put.status, 403);
    assert.match(put.text, /need-privileges/);

    fails = 503;
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      world.clock.time = ((await subscriptions())[0]?.nextAt ?? 0) + 1;
      await calendar.subscriptions.runDue();
      const [now] = await subscriptions();
      assert.equal(now?.problem, 'failed');
      waits.push(((now?.nextAt ?? 0) - world.clock.time) / 60_000);
    }
    assert.deepEqual(waits, [15, 30, 60, 120], 'ever more seldom');
    assert.deepEqual(await titles(), ['Ausschuss, verlegt', 'Klausur']);
    fails = 0;
    const refreshed = await ask<Status>('anna', 'POST', `/calendar/subscriptions/${body.id}/refresh`);
    assert.deepEqual(
      [refreshed.status, refreshed.body.problem, refreshed.body.refreshedAt],
      [200, null, world.clock.time],
    );
    assert.equal((await ask<Code>('bernd', 'POST', `/calendar/subscriptions/${body.id}/refresh`)).status, 404);

    assert.equal((await ask('anna', 'DELETE', `/calendars/${body.id}`)).status, 204);
    assert.deepEqual(await titles(), []);
    const count = asked.length;
    world.clock.time += 100 * 3_600_000;
    await calendar.subscriptions.runDue();
    assert.equal(asked.length, count, 'what is deleted is not asked for');
    assert.equal((await ask('anna', 'POST', `/calendars/${body.id}/restore`)).status, 200);
    assert.deepEqual(await titles(), ['Ausschuss, verlegt', 'Klausur']);
  });

  test('what is hostile, or no calendar, is refused with a reason, and nothing is made of it', async () => {
    const count = (await calendars('anna')).length;
    const wrong: readonly (readonly [string, string])[] = [
      [`${base}/loopback`, 'refused'],
      [`${base}/metadata`, 'refused'],
      [`${base}/datei`, 'refused'],
      [`${base}/kreis`, 'too-many-redirects'],
      [`${base}/seite`, 'no-calendar'],
      [`${base}/geheim`, 'denied'],
      [`${base}/fehlt`, 'not-found'],
      [`${base}/gross`, 'too-large'],
      [`${base}/endlos`, 'too-large'],
      ['https://10.1.2.3/x.ics', 'refused'],
      ['webcal://127.0.0.2:1/x.ics', 'refused'],
      ['http://[::1]/x.ics', 'refused'],
      ['http://example.org/x.ics', 'refused'],
      [base.replace('127.0.0.1', '0x7f000002'), 'refused'],
      [base.replace('http://', 'http://anna:geheim@'), 'address'],
      ['file:///etc/passwd', 'address'],
      ['kalender', 'address'],
    ];
    for (const [url, problem] of wrong) {
      const { status, body } = await ask<Code & { details: { problem: string } }>(
        'anna',
        'POST',
        '/calendar/subscriptions',
        { url },
      );
      assert.deepEqual([status, body.code, body.details.problem], [400, 'calendar.subscription_failed', problem], url);
    }
    assert.equal((await calendars('anna')).length, count);
  });
});

describe('birthdays of one’s contacts', () => {
  test('are a calendar that one switches on: years counted, 29 February on the last of it, and it follows the contacts', async () => {
    const contact = async (fields: Record<string, unknown>): Promise<number> => {
      const { status, body } = await ask<{ id: number }>('anna', 'POST', '/address-books/contacts/contacts', fields);
      assert.equal(status, 201, JSON.stringify(body));
      return body.id;
    };
    await ask('anna', 'GET', '/address-books');
    const names = (given: string, family: string) => ({
      names: { prefix: '', given, additional: '', family, suffix: '' },
    });
    await contact({ ...names('Eva', 'Schmidt'), birthday: '1985-04-12' });
    await contact({ ...names('Leo', 'Schalt'), birthday: '2004-02-29' });
    const nobody = await contact({ ...names('Uwe', 'Ohne'), birthday: '--12-01' });
    assert.equal((await ask('anna', 'PUT', '/calendar/birthdays', { isOn: true })).status, 204);
    const one = (await calendars('anna')).find(({ kind }) => kind === 'birthdays');
    assert.deepEqual([one?.name, one?.mayWrite], ['Geburtstage', false]);
    const seen = async (year: number): Promise<string[]> => {
      const { body } = await ask<{ items: { title: string; startDate: string; calendarId: number }[] }>(
        'anna',
        'GET',
        `/calendar/occurrences?from=${Date.UTC(year, 0, 2)}&to=${Date.UTC(year, 11, 30)}`,
      );
      return body.items
        .filter(({ calendarId }) => calendarId === one?.id)
        .map(({ title, startDate }) => `${startDate} ${title}`);
    };
    assert.deepEqual(await seen(2027), [
      '2027-02-28 Leo Schalt wird 23',
      '2027-04-12 Eva Schmidt wird 42',
      '2027-12-01 Geburtstag: Uwe Ohne',
    ]);
    assert.deepEqual((await seen(2028)).slice(0, 2), [
      '2028-02-29 Leo Schalt wird 24',
      '2028-04-12 Eva Schmidt wird 43',
    ]);
    assert.deepEqual((await seen(2040)).slice(0, 2), [
      '2040-02-29 Geburtstag: Leo Schalt',
      '2040-04-12 Geburtstag: Eva Schmidt',
    ]);

    assert.equal((await ask('anna', 'DELETE', `/address-books/contacts/contacts/${nobody}`)).status, 200);
    await calendars('anna');
    await until(async () => (await seen(2027)).length === 2, { what: 'it follows' });
    const put = await dav('PUT', 'calendars/anna/contact_birthdays/x.ics', {
      body: event('x9', ':20270301T120000Z'),
      headers: { 'content-type': 'text/calendar' },
    });
    assert.equal(put.status, 403);
    assert.equal((await ask('anna', 'PUT', '/calendar/birthdays', { isOn: false })).status, 204);
    assert.equal(
      (await calendars('anna')).some(({ kind }) => kind === 'birthdays'),
      false,
    );
    assert.equal(
      (await calendars('bernd')).some(({ kind }) => kind === 'birthdays'),
      false,
    );
  });
});
