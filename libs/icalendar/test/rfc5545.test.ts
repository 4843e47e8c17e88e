import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  alarmsOf,
  CalendarInvalid,
  componentsOf,
  freeBusy,
  listOf,
  occurrences,
  parameterOf,
  parametersOf,
  propertiesOf,
  propertyOf,
  readCalendar,
  readTree,
  textOf,
  valueOf,
  writeCalendar,
  writeTree,
  zonesOf,
  type Component,
} from '../src/index.ts';

/*
 * The examples of RFC 5545, sections 3.6 and 4, as the RFC prints them without its indentation and page breaks. Components stand in a
 * VCALENDAR of ours, alarms in an event or to-do of ours, since the RFC shows them alone. Those of 3.8.5.3 are in rfc5545-recurrence.test.ts.
 */
const folder = new URL('./rfc5545/', import.meta.url);
const names = readdirSync(folder).map((name) => name.replace('.ics', ''));
const bytes = (name: string): Buffer => readFileSync(new URL(`${name}.ics`, folder));
const read = (name: string) => readCalendar(bytes(name), { message: true });
const all = { from: Date.UTC(1990), to: Date.UTC(2010) };
const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
const spans = (name: string): string[] =>
  occurrences(read(name), { ...all, most: 3 }).map(({ start, end }) => `${iso(start)} ${iso(end)}`);
const master = (name: string): Component => read(name).master ?? assert.fail(name);

test('every example is read, and written with the same characters', () => {
  assert.equal(names.length, 24);
  for (const name of names) {
    const text = bytes(name).toString();
    const { before, calendars } = readTree(bytes(name));
    assert.equal(writeTree(calendars, before), text, name);
    // what has no UID, or is a time zone alone, is no object
    if (/^3\.6\.5|^4-busy/.test(name)) assert.throws(() => read(name), CalendarInvalid, name);
    else assert.equal(writeCalendar(read(name)), text, name);
  }
});

test('3.6.1: events', () => {
  assert.deepEqual(spans('3.6.1-meeting'), ['1997-09-03T16:30 1997-09-03T19:00']);
  assert.deepEqual(spans('3.6.1-festival'), ['2007-06-28T00:00 2007-07-09T00:00']);
  assert.deepEqual(spans('3.6.1-anniversary'), [
    '1997-11-02T00:00 1997-11-03T00:00',
    '1998-11-02T00:00 1998-11-03T00:00',
    '1999-11-02T00:00 1999-11-03T00:00',
  ]);
  assert.deepEqual(freeBusy(read('3.6.1-transparent'), all), []);
  assert.equal(freeBusy(read('3.6.1-meeting'), all).length, 1);
  const categories = propertyOf(master('3.6.1-meeting'), 'CATEGORIES') ?? assert.fail();
  assert.deepEqual(listOf(categories.value), ['BUSINESS', 'HUMAN RESOURCES']);
});

test('3.6.2 and 3.6.3: to-dos and a journal entry', () => {
  assert.equal(valueOf(master('3.6.2-due'), 'DUE'), '20070501');
  assert.deepEqual(spans('3.6.2-completed'), ['2007-05-14T11:00 2007-07-09T13:00']);
  assert.equal(valueOf(master('3.6.2-completed'), 'COMPLETED'), '20070707T100000Z');
  const text = textOf(master('3.6.3-journal'), 'DESCRIPTION') ?? '';
  assert.deepEqual(
    text.split('\n').map((line) => line.slice(0, 26)),
    ['1. Staff meeting: Particip', '2. Telephone Conference: A', '3. Henry Miller (Handsoff '],
  );
  assert.match(text, /include Joe, Lisa, and Bob\. Aurora project plans/);
  assert.match(text, /555-2323 \(tel\)\.$/);
});

test('3.6.4 and 4: free/busy', () => {
  const reply = propertiesOf(master('3.6.4-reply'), 'FREEBUSY');
  assert.equal(reply[0]?.value.split(',').length, 3);
  assert.deepEqual(
    freeBusy(read('3.6.4-reply'), { from: Date.UTC(1997, 9, 15), to: Date.UTC(1997, 9, 17) }).map(
      ({ start, end }) => `${iso(start)} ${iso(end)}`,
    ),
    ['1997-10-15T05:00 1997-10-15T13:30', '1997-10-15T16:00 1997-10-15T21:30', '1997-10-15T22:30 1997-10-16T05:00'],
  );
  assert.equal(valueOf(master('3.6.4-published'), 'ORGANIZER'), 'jsmith@example.com');
});

test('3.6.5: the same hour in each definition of a time zone', () => {
  const hours = (name: string, ...days: readonly string[]): (number | undefined)[] => {
    // by a name that nobody else knows, so that the definition counts
    const text = bytes(name)
      .toString()
      .replace(/TZID:.*/, 'TZID:Own zone');
    const zone = zonesOf(readTree(text).calendars[0] ?? assert.fail())('Own zone');
    return days.map((day) => (zone?.offsetAt(Date.parse(`${day}T12:00Z`)) ?? Number.NaN) / 3_600_000);
  };
  assert.deepEqual(
    hours(
      '3.6.5-new-york-since-1967',
      '1967-07-01',
      '1968-01-01',
      '1974-01-05',
      '1974-01-07',
      '1975-02-22',
      '1975-02-24',
      '1986-04-26',
      '1986-04-28',
      '1987-04-04',
      '1987-04-06',
      '2006-10-28',
      '2006-10-30',
      '2007-03-10',
      '2007-03-12',
      '2007-11-03',
      '2007-11-05',
    ),
    [-4, -5, -5, -4, -5, -4, -5, -4, -5, -4, -4, -5, -5, -4, -4, -5],
  );
  assert.deepEqual(hours('3.6.5-new-york-2007', '2007-06-01', '2007-12-31'), [-4, -5]);
  assert.deepEqual(hours('3.6.5-new-york-now', '2026-03-07', '2026-03-09', '2026-11-02'), [-5, -4, -5]);
  assert.deepEqual(hours('3.6.5-fictitious-ends', '1997-07-01', '1998-07-01', '1999-07-01'), [-4, -5, -5]);
  assert.deepEqual(
    hours('3.6.5-fictitious-goes-on', '1997-07-01', '1999-04-23', '1999-07-01', '1999-12-01'),
    [-4, -5, -4, -5],
  );
});

test('3.6.6 and 4: alarms, repeated', () => {
  const rings = (name: string): string[] => alarmsOf(read(name), all).map(({ at, action }) => `${action} ${iso(at)}`);
  const times = (...hours: readonly string[]): string[] => hours.map((hour) => `AUDIO 1997-03-17T${hour}`);
  assert.deepEqual(rings('3.6.6-audio'), times('13:30', '13:45', '14:00', '14:15', '14:30'));
  assert.deepEqual(rings('3.6.6-display'), [
    'DISPLAY 1997-03-17T13:00',
    'DISPLAY 1997-03-17T13:15',
    'DISPLAY 1997-03-17T13:30',
  ]);
  assert.deepEqual(rings('3.6.6-email'), ['EMAIL 1997-03-15T13:30']);
  assert.deepEqual(
    rings('4-to-do'),
    ['12', '13', '14', '15', '16'].map((hour) => `AUDIO 1998-04-03T${hour}:00`),
  );
  const [alarm] = componentsOf(master('3.6.6-display'), 'VALARM');
  assert.equal(textOf(alarm ?? assert.fail(), 'DESCRIPTION'), 'Breakfast meeting with executive\nteam at 8:30 AM EST.');
});

test('4: whole objects', () => {
  assert.deepEqual(spans('4-conference'), ['1996-09-18T14:30 1996-09-20T22:00']);
  assert.equal(
    textOf(master('4-conference'), 'DESCRIPTION'),
    'Networld+Interop Conference and Exhibit\nAtlanta World Congress Center\nAtlanta, Georgia',
  );
  assert.deepEqual(spans('4-group-meeting'), ['1998-03-12T13:30 1998-03-12T14:30']);
  const attendee = propertyOf(master('4-group-meeting'), 'ATTENDEE') ?? assert.fail();
  assert.deepEqual([parameterOf(attendee, 'CUTYPE'), attendee.value], ['GROUP', 'mailto:employee-A@example.com']);
  assert.equal(read('4-message').method, 'XYZ');
  assert.throws(() => readCalendar(bytes('4-message')), { problem: 'method' });
  assert.match(
    textOf(master('4-journal'), 'DESCRIPTION') ?? '',
    /\n-Next weeks meeting is cancelled\. No meeting until 3\/23\.$/,
  );
});

/** Examples of sections 3.1, 3.2 and 3.8, line by line: what they say once they are read. */
const lines: readonly (readonly [
  line: string,
  text: string,
  parameters?: Readonly<Record<string, readonly string[]>>,
])[] = [
  [
    'DESCRIPTION:This is a lo\r\n ng description\r\n  that exists on a long line.',
    'This is a long description that exists on a long line.',
  ],
  ['RDATE;VALUE=DATE:19970304,19970504,19970704,19970904', '19970304,19970504,19970704,19970904', { VALUE: ['DATE'] }],
  [
    'DESCRIPTION;ALTREP="CID:part3.msg.970415T083000@example.com":\r\n Project XYZ Review Meeting will include the following agenda\r\n  items: (a) Market Overview\\, (b) Finances\\, (c) Project Man\r\n agement',
    'Project XYZ Review Meeting will include the following agenda items: (a) Market Overview, (b) Finances, (c) Project Management',
    { ALTREP: ['CID:part3.msg.970415T083000@example.com'] },
  ],
  ['ORGANIZER;CN="John Smith":mailto:jsmith@example.com', 'mailto:jsmith@example.com', { CN: ['John Smith'] }],
  [
    'ATTENDEE;DELEGATED-TO="mailto:jdoe@example.com","mailto:jqpublic\r\n @example.com":mailto:jsmith@example.com',
    'mailto:jsmith@example.com',
    { 'DELEGATED-TO': ['mailto:jdoe@example.com', 'mailto:jqpublic@example.com'] },
  ],
  [
    'ORGANIZER;DIR="ldap://example.com:6666/o=ABC%20Industries,\r\n c=US???(cn=Jim%20Dolittle)":mailto:jimdo@example.com',
    'mailto:jimdo@example.com',
    { DIR: ['ldap://example.com:6666/o=ABC%20Industries,c=US???(cn=Jim%20Dolittle)'] },
  ],
  [
    'ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:TG9yZW\r\n 0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ=',
    'TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ=',
    { FMTTYPE: ['text/plain'], ENCODING: ['BASE64'], VALUE: ['BINARY'] },
  ],
  ['SUMMARY;LANGUAGE=en-US:Company Holiday Party', 'Company Holiday Party', { LANGUAGE: ['en-US'] }],
  [
    'ATTENDEE;MEMBER="mailto:projectA@example.com","mailto:projectB@example.com":mailto:janedoe@example.com',
    'mailto:janedoe@example.com',
    { MEMBER: ['mailto:projectA@example.com', 'mailto:projectB@example.com'] },
  ],
  ['RECURRENCE-ID;RANGE=THISANDFUTURE:19980401T133000Z', '19980401T133000Z', { RANGE: ['THISANDFUTURE'] }],
  [
    'RELATED-TO;RELTYPE=SIBLING:19960401-080045-4000F192713@\r\n example.com',
    '19960401-080045-4000F192713@example.com',
    { RELTYPE: ['SIBLING'] },
  ],
  ['ORGANIZER;SENT-BY="mailto:sray@example.com":mailto:jsmith@example.com', 'mailto:jsmith@example.com'],
  [
    'ATTACH;FMTTYPE=application/postscript:ftp://example.com/pub/\r\n reports/r-960812.ps',
    'ftp://example.com/pub/reports/r-960812.ps',
  ],
  [
    "COMMENT:The meeting really needs to include both ourselves\r\n  and the customer. We can't hold this meeting without them.\r\n  As a matter of fact\\, the venue for the meeting ought to be at\r\n  their site. - - John",
    "The meeting really needs to include both ourselves and the customer. We can't hold this meeting without them. As a matter of fact, the venue for the meeting ought to be at their site. - - John",
  ],
  [
    'DESCRIPTION:Meeting to provide technical review for "Phoenix"\r\n  design.\\nHappy Face Conference Room. Phoenix design team\r\n  MUST attend this meeting.\\nRSVP to team leader.',
    'Meeting to provide technical review for "Phoenix" design.\nHappy Face Conference Room. Phoenix design team MUST attend this meeting.\nRSVP to team leader.',
  ],
  ['GEO:37.386013;-122.082932', '37.386013;-122.082932'],
  [
    'LOCATION;ALTREP="http://xyzcorp.com/conf-rooms/f123.vcf":\r\n Conference Room - F123\\, Bldg. 002',
    'Conference Room - F123, Bldg. 002',
    { ALTREP: ['http://xyzcorp.com/conf-rooms/f123.vcf'] },
  ],
  ['RESOURCES;LANGUAGE=fr:Nettoyeur haute pression', 'Nettoyeur haute pression', { LANGUAGE: ['fr'] }],
  [
    'REQUEST-STATUS:2.8; Success\\, repeating event ignored. Scheduled\r\n  as a single event.;RRULE:FREQ=WEEKLY\\;INTERVAL=2',
    '2.8; Success, repeating event ignored. Scheduled as a single event.;RRULE:FREQ=WEEKLY;INTERVAL=2',
  ],
  ['TZID:/example.org/America/New_York', '/example.org/America/New_York'],
  [
    'X-ABC-MMSUBJ;VALUE=URI;FMTTYPE=audio/basic:http://www.example.\r\n org/mysubj.au',
    'http://www.example.org/mysubj.au',
  ],
];

test('3.1, 3.2 and 3.8: lines say what the RFC says that they do, folded wherever', () => {
  for (const [line, text, parameters = {}] of lines) {
    const around = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
    const { calendars, before } = readTree(around);
    const event = componentsOf(calendars[0] ?? assert.fail(), 'VEVENT')[0] ?? assert.fail();
    const property = propertiesOf(event)[0] ?? assert.fail(line);
    assert.equal(textOf(event, property.name), text, line);
    for (const [name, values] of Object.entries(parameters))
      assert.deepEqual(parametersOf(property, name), values, line);
    assert.equal(writeTree(calendars, before), around);
  }
});
