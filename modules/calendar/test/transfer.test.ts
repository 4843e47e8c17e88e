import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { occurrences, readCalendarFile, readTree, writeCalendarFile, writeTree } from '@landescloud/icalendar';
import { isDomainError } from '@landescloud/kernel';
import { calendarWorld, type CalendarWorld } from './calendar-world.ts';

let world: CalendarWorld;
before(async () => {
  world = await calendarWorld();
});
after(() => world[Symbol.asyncDispose]());

const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Berlin',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];
/** What Outlook's plug-in once stored there: a name of its own for a definition of its own. */
const odd = zone.map((line) => (line.startsWith('TZID') ? 'TZID:Customized Time Zone' : line));

const two = (number: number): string => String(number).padStart(2, '0');
const component = (kind: string, lines: readonly string[]): string[] => [`BEGIN:${kind}`, ...lines, `END:${kind}`];

/** Ten years as Nextcloud writes them when a calendar is downloaded: first the zones, then everything in the order in which it was made. */
function tenYears(): { text: string; body: string; events: number } {
  const lines: string[] = [];
  let events = 0;
  const add = (kind: string, uid: string, more: readonly string[]): void => {
    lines.push(...component(kind, ['CREATED:20160104T080000Z', 'DTSTAMP:20160104T080000Z', `UID:${uid}`, ...more]));
  };
  for (let year = 2016; year < 2026; year += 1) {
    const weekly = `woche-${year}`;
    events += 1;
    add('VEVENT', weekly, [
      'SEQUENCE:2',
      `DTSTART;TZID=Europe/Berlin:${year}0104T090000`,
      `DTEND;TZID=Europe/Berlin:${year}0104T100000`,
      `RRULE:FREQ=WEEKLY;UNTIL=${year}1231T080000Z`,
      `EXDATE;TZID=Europe/Berlin:${year}0111T090000`,
      `EXDATE;TZID=Europe/Berlin:${year}0118T090000`,
      `SUMMARY:Jour fixe ${year}\\, Referat 12`,
      'ORGANIZER;CN=Anna;SCHEDULE-STATUS=1.1:mailto:anna@example.org',
      'ATTENDEE;CN="Beck, Bernd";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=REQ-PART',
      ' ICIPANT;RSVP=TRUE:mailto:bernd@example.org',
    ]);
    add('VEVENT', weekly, [
      `RECURRENCE-ID;TZID=Europe/Berlin:${year}0201T090000`,
      `DTSTART;TZID=Europe/Berlin:${year}0202T110000`,
      `DTEND;TZID=Europe/Berlin:${year}0202T120000`,
      'SUMMARY:Jour fixe\\, verschoben',
      'ORGANIZER:mailto:anna@example.org',
      'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bernd@example.org',
    ]);
    for (let month = 1; month <= 12; month += 1) {
      events += 3;
      add('VEVENT', `termin-${year}-${month}`, [
        `DTSTART;TZID=${month === 5 ? 'Customized Time Zone' : 'Europe/Berlin'}:${year}${two(month)}15T140000`,
        'DURATION:PT45M',
        `SUMMARY:Besprechung ${month} – „Haushalt“ \u{1F4B6}`,
        'DESCRIPTION:Erste Zeile\\nzweite Zeile mit mehr als fünfundsiebzig Zeichen',
        '  und einer Fortsetzung\\; Ende',
        'X-MOZ-GENERATION:3',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER;RELATED=START:-PT15M',
        'END:VALARM',
      ]);
      add('VEVENT', `tag-${year}-${month}`, [
        `DTSTART;VALUE=DATE:${year}${two(month)}20`,
        'SUMMARY:Frei',
        'TRANSP:TRANSPARENT',
      ]);
      add('VTODO', `aufgabe-${year}-${month}`, [
        'SUMMARY:Bericht',
        `DUE;VALUE=DATE:${year}${two(month)}28`,
        'STATUS:COMPLETED',
        'PERCENT-COMPLETE:100',
      ]);
    }
  }
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'PRODID:-//SabreDAV//SabreDAV//EN',
    'X-WR-CALNAME:Dienst\\, alt',
    'X-APPLE-CALENDAR-COLOR:#0082c9',
    'REFRESH-INTERVAL;VALUE=DURATION:PT4H',
    'X-PUBLISHED-TTL:PT4H',
  ];
  const body = `${[...zone, ...odd, ...lines].join('\r\n')}\r\nEND:VCALENDAR\r\n`;
  return { text: `${head.join('\r\n')}\r\n${body}`, body, events };
}

const calendars = (): CalendarWorld['world']['landescloud']['calendar'] => world.world.landescloud.calendar;
const bodyOf = (text: string): string => text.slice(text.indexOf('BEGIN:VTIMEZONE'));

async function api(
  method: string,
  path: string,
  options: { body?: string; as?: string } = {},
): Promise<{ status: number; text: string; disposition: string; json: Record<string, unknown> }> {
  const response = await fetch(`${world.world.url}/api/v1/${path}`, {
    method,
    headers: { authorization: world.world.person(options.as ?? 'anna').authorization, 'content-type': 'text/calendar' },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    disposition: response.headers.get('content-disposition') ?? '',
    json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

describe('whole calendars as files', () => {
  test('ten years from Nextcloud come in without loss, nobody is told, and go out equal', async () => {
    const { text, body, events } = tenYears();
    const { id } = await calendars().create(world.anna, { name: 'Alt' });
    const taken = await api('POST', `calendars/${id}/import`, { body: text });
    assert.deepEqual(
      [taken.status, taken.json['added'], taken.json['failed'], taken.json['kept']],
      [200, events, 0, 0],
      taken.text,
    );
    const out = await api('GET', `calendars/${id}/export`);
    assert.equal(out.status, 200);
    assert.equal(bodyOf(out.text), body);
    const [mails] = await world.world.landescloud.database.query<{ count: number }>(
      "select count(*) as count from platform.mail where kind like 'calendar%'",
    );
    assert.equal(mails!.count, 0);
    // what went out comes in again and goes out the same
    const { id: second } = await calendars().create(world.anna, { name: 'Alt' });
    await api('POST', `calendars/${second}/import`, { body: out.text });
    assert.equal((await api('GET', `calendars/${second}/export`)).text, out.text);
    // what is known stays
    const again = await api('POST', `calendars/${second}/import`, { body: text });
    assert.deepEqual([again.json['added'], again.json['kept']], [0, events]);
  });

  test('what is known is replaced on request, and an import is taken back but for what was changed since', async () => {
    const { id, uri } = await calendars().create(world.anna, { name: 'Neu' });
    const file = (summary: string, uids: readonly string[]): string =>
      `BEGIN:VCALENDAR\n${uids.map((uid) => `BEGIN:VEVENT\nUID:${uid}\nDTSTAMP:20260101T000000Z\nDTSTART:20260501T100000Z\nSUMMARY:${summary}\nEND:VEVENT\n`).join('')}END:VCALENDAR\n`;
    await api('POST', `calendars/${id}/import`, { body: file('alt', ['a', 'b']) });
    const second = await api('POST', `calendars/${id}/import?known=replace`, {
      body: file('neu', ['a', 'b', 'c', 'd']),
    });
    assert.deepEqual([second.json['added'], second.json['replaced']], [2, 2]);
    const all = await calendars().objects(await calendars().calendar(world.anna, { id }), { data: true });
    const changed = all.find((each) => each.uid === 'd')!;
    await calendars().putObject(world.anna, {
      calendar: { uri },
      uri: changed.uri,
      data: Buffer.from(changed.data!.toString().replace('SUMMARY:neu', 'SUMMARY:meins')),
    });
    assert.equal(
      (await api('POST', `calendar-imports/${String(second.json['id'])}/undo`, { as: 'bernd' })).status,
      404,
    );
    const undone = await api('POST', `calendar-imports/${String(second.json['id'])}/undo`);
    assert.deepEqual(undone.json, { undone: 3 });
    const { text } = await api('GET', `calendars/${id}/export`);
    assert.deepEqual(text.match(/SUMMARY:.*/g), ['SUMMARY:alt', 'SUMMARY:alt', 'SUMMARY:meins']);
    assert.equal((await api('POST', `calendar-imports/${String(second.json['id'])}/undo`)).status, 404);
  });

  test('what cannot be read is named and left out, the rest is taken; a page that is no calendar is refused', async () => {
    const { id } = await calendars().create(world.anna, { name: 'Gemischt' });
    const event = (...lines: string[]): string => `${component('VEVENT', lines).join('\r\n')}\r\n`;
    const body = `BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\n${event('UID:gut', 'DTSTART:20260501T100000Z', 'SUMMARY:gut\u000B')}${event('UID:schlecht', 'DTSTART:gestern', 'SUMMARY:schlecht')}${event('DTSTART:20260502T100000Z', 'SUMMARY:ohne UID')}${event('UID:gut', 'DTSTART:20260503T100000Z', 'SUMMARY:neuer', 'SEQUENCE:1')}END:VCALENDAR\r\n`;
    const taken = await api('POST', `calendars/${id}/import`, { body });
    assert.deepEqual(
      [taken.json['added'], taken.json['problems']],
      [2, [{ uid: 'schlecht', summary: 'schlecht', problem: 'value' }]],
    );
    assert.equal((await api('POST', `calendars/${id}/import`, { body })).json['kept'], 2);
    assert.match((await api('GET', `calendars/${id}/export`)).text, /SUMMARY:neuer/);
    for (const bad of ['<html></html>', '', 'BEGIN:VCARD\r\nEND:VCARD\r\n']) {
      const refused = await api('POST', `calendars/${id}/import`, { body: bad });
      assert.deepEqual([refused.status, refused.json['code']], [400, 'calendar.data_invalid']);
    }
  });

  test('others: nothing to find; who sees only cannot write, and exports without what is private', async () => {
    const { id } = await calendars().create(world.anna, { name: 'Geteilt' });
    const secret = component('VEVENT', [
      'UID:geheim',
      'DTSTART:20260501T100000Z',
      'DTEND:20260501T110000Z',
      'SUMMARY:Arzt',
      'CLASS:PRIVATE',
    ]).join('\r\n');
    await api('POST', `calendars/${id}/import`, { body: `BEGIN:VCALENDAR\r\n${secret}\r\nEND:VCALENDAR\r\n` });
    for (const path of ['import', 'export']) {
      const method = path === 'import' ? 'POST' : 'GET';
      assert.equal(
        (await api(method, `calendars/${id}/${path}`, { as: 'bernd', ...(method === 'POST' ? { body: 'x' } : {}) }))
          .status,
        404,
      );
    }
    const [event] = await calendars().objects(await calendars().calendar(world.anna, { id }), { data: true });
    const file = `calendar/events/${event!.id}/export`;
    assert.equal((await api('GET', file, { as: 'bernd' })).status, 404);
    const own = await api('GET', file);
    assert.equal(own.text, event!.data!.toString());
    assert.match(own.disposition, /filename="Arzt.ics"/);
    await calendars().share(world.anna, { id }, { set: [{ kind: 'person', key: 'bernd', role: 'viewer' }] });
    const seen = await api('GET', file, { as: 'bernd' });
    assert.equal(seen.status, 200);
    assert.doesNotMatch(seen.text + seen.disposition, /Arzt/);
    assert.equal((await api('POST', `calendars/${id}/import`, { as: 'bernd', body: 'x' })).status, 403);
    const { text } = await api('GET', `calendars/${id}/export`, { as: 'bernd' });
    assert.doesNotMatch(text, /Arzt/);
    assert.match(text, /DTSTART:20260501T100000Z/);
    await assert.rejects(
      calendars().imports.undo(world.bernd, 1),
      (error) => isDomainError(error) && error.code === 'calendar.import_not_found',
    );
  });
});

test('two objects that mean different zones by one name are told apart in a file', () => {
  const { objects } = readCalendarFile(tenYears().text, { uidFor: () => 'x' });
  const custom = objects.find(({ uid }) => uid === 'termin-2016-5')!;
  const other = writeTree([custom.root]).replaceAll('+0200', '+0300').replaceAll('termin-', 'anders-');
  const head = { name: 'x', colour: null, description: '' };
  const text = writeCalendarFile(head, [custom.root, readTree(other).calendars[0]!]);
  const again = readCalendarFile(text, { uidFor: () => 'x' });
  const starts = again.objects.map((object) => occurrences(object, { from: 0, to: Date.UTC(2030) })[0]!.start);
  assert.deepEqual(starts, [Date.UTC(2016, 4, 15, 12), Date.UTC(2016, 4, 15, 11)]);
});
