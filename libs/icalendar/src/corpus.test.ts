import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';
import {
  extent,
  freeBusy,
  occurrences,
  parameterOf,
  propertiesOf,
  propertyOf,
  readCalendar,
  textOf,
  writeCalendar,
} from './index.ts';

/** As programs write them, each with its peculiarities: what is expected is where 2026 has it, in UTC. */
const corpus: Readonly<Record<string, { readonly text: string; readonly starts: readonly string[] }>> = {
  'Thunderbird: X-MOZ properties, a zone that begins in 1970, snoozed alarms': {
    text: `BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-TZINFO:Europe/Berlin[2024a]
BEGIN:DAYLIGHT
TZOFFSETTO:+020000
TZOFFSETFROM:+010000
TZNAME:Europe/Berlin(DST)
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETTO:+010000
TZOFFSETFROM:+020000
TZNAME:Europe/Berlin(STD)
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
CREATED:20260105T101500Z
LAST-MODIFIED:20260105T101620Z
DTSTAMP:20260105T101620Z
UID:0f1d1d43-7a39-4a8e-9d2e-2f5e1e0c9f10
SUMMARY:Team & Kaffee\\, wöchentlich
RRULE:FREQ=WEEKLY;UNTIL=20260416T120000Z;BYDAY=TH
EXDATE:20260402T120000Z
DTSTART;TZID=Europe/Berlin:20260319T140000
DTEND;TZID=Europe/Berlin:20260319T150000
TRANSP:OPAQUE
X-MOZ-LASTACK:20260319T124500Z
X-MOZ-GENERATION:4
DESCRIPTION;ALTREP="data:text/html,%3Cb%3EAgenda%3C%2Fb%3E":Agenda
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:Mozilla Standardbeschreibung
END:VALARM
END:VEVENT
END:VCALENDAR
`,
    starts: ['2026-03-19T13:00', '2026-03-26T13:00', '2026-04-09T12:00', '2026-04-16T12:00'],
  },
  'Outlook: a Windows zone with a definition from 1601, tabs in folds, busy status, HTML': {
    text: `BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
CREATED:20260203T090000Z
DESCRIPTION:Erste Zeile\\n
	zweite Zeile\\n
DTEND;TZID="W. Europe Standard Time":20260330T110000
DTSTAMP:20260203T090000Z
DTSTART;TZID="W. Europe Standard Time":20260330T100000
LAST-MODIFIED:20260203T090000Z
PRIORITY:5
RRULE:FREQ=MONTHLY;COUNT=3;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2
SEQUENCE:0
SUMMARY;LANGUAGE=de:Quartalsgespräch
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E00800000000B0B0C1D2A2E3DC01000000000000000
	0100000004F7E6C2B
X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Erste Zeile</p></body></html>
X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
X-MICROSOFT-CDO-IMPORTANCE:1
END:VEVENT
END:VCALENDAR
`,
    starts: ['2026-03-30T08:00', '2026-05-28T08:00', '2026-07-30T08:00'],
  },
  'Exchange: all day by times at midnight in its zone, exception by THISANDFUTURE': {
    text: `BEGIN:VCALENDAR
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:exchange-1
DTSTAMP:20260101T000000Z
DTSTART;TZID=Romance Standard Time:20260105T080000
DTEND;TZID=Romance Standard Time:20260105T083000
RRULE:FREQ=DAILY;COUNT=4;INTERVAL=1
SUMMARY;LANGUAGE=de-DE:Morgenrunde
X-MICROSOFT-CDO-APPT-SEQUENCE:0
X-MICROSOFT-DISALLOW-COUNTER:FALSE
END:VEVENT
BEGIN:VEVENT
UID:exchange-1
DTSTAMP:20260101T000000Z
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Romance Standard Time:20260107T080000
DTSTART;TZID=Romance Standard Time:20260107T093000
DTEND;TZID=Romance Standard Time:20260107T100000
SUMMARY;LANGUAGE=de-DE:Morgenrunde\\, später
END:VEVENT
END:VCALENDAR
`,
    starts: ['2026-01-05T07:00', '2026-01-06T07:00', '2026-01-07T08:30', '2026-01-08T08:30'],
  },
  'Apple: structured location, travel time, a default alarm, a title with quotation marks in a parameter': {
    text: `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//macOS 15.1//EN
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
DTSTART:19810329T020000
TZNAME:MESZ
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
DTSTART:19961027T030000
TZNAME:MEZ
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
CREATED:20260110T080000Z
UID:6E2B5B3A-5B5C-4B3E-8C55-1D3B4B5B6A70
DTEND;TZID=Europe/Berlin:20261025T033000
TRANSP:OPAQUE
X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
SUMMARY:Nachtfahrt 🚆
DTSTART;TZID=Europe/Berlin:20261025T023000
DTSTAMP:20260110T080000Z
SEQUENCE:1
LOCATION:Erfurt Hbf\\n99084 Erfurt\\, Deutschland
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="99084 Erfurt\\, Deutschl
 and";X-APPLE-RADIUS=141;X-TITLE="Erfurt Hbf":geo:50.972,11.038
X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT30M
BEGIN:VALARM
X-WR-ALARMUID:A1
UID:A1
TRIGGER:-PT30M
DESCRIPTION:Ereignis
ACTION:DISPLAY
ACKNOWLEDGED:20260110T080000Z
X-APPLE-DEFAULT-ALARM:TRUE
END:VALARM
END:VEVENT
END:VCALENDAR
`,
    starts: ['2026-10-25T00:30'],
  },
  'DAVx5: a bare alarm, COLOR, X-EVENT-COLOR': {
    text: `BEGIN:VCALENDAR
VERSION:2.0
PRODID:+//IDN bitfire.at//DAVx5/4.4.5-ose ical4j/3.2.19
BEGIN:VEVENT
DTSTAMP:20260301T070000Z
UID:c3c1e0f4-9b9c-4d8e-a2f8-9a0d6c1c5b11
DTSTART;VALUE=DATE:20260228
DTEND;VALUE=DATE:20260301
SUMMARY:Geburtstag
RRULE:FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-1
TRANSP:TRANSPARENT
COLOR:salmon
CATEGORIES:Familie,Feste
BEGIN:VALARM
TRIGGER:-PT15H
ACTION:DISPLAY
DESCRIPTION:Geburtstag
END:VALARM
END:VEVENT
END:VCALENDAR
`,
    starts: ['2026-02-28T00:00', '2026-03-31T00:00', '2026-04-30T00:00'],
  },
  'Evolution: a TZID with a prefix': {
    text: `BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Ximian//NONSGML Evolution Calendar//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:/freeassociation.sourceforge.net/America/New_York
X-LIC-LOCATION:America/New_York
BEGIN:STANDARD
TZNAME:EST
DTSTART:20251102T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:evolution-1
DTSTAMP:20260101T120000Z
DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20260306T090000
DURATION:PT1H
SUMMARY:Call
RRULE:FREQ=WEEKLY;COUNT=2
X-EVOLUTION-CALDAV-ETAG:1
CLASS:PUBLIC
END:VEVENT
END:VCALENDAR
`,
    starts: ['2026-03-06T14:00', '2026-03-13T13:00'],
  },
  'Google: UTC, an override in UTC of a series in a zone, conference data': {
    text: `BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
X-WR-CALNAME:someone@example.org
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20260323T090000
DTEND;TZID=Europe/Berlin:20260323T093000
RRULE:FREQ=WEEKLY;WKST=MO;COUNT=3;BYDAY=MO
DTSTAMP:20260301T000000Z
UID:7abc@google.com
X-GOOGLE-CONFERENCE:https://meet.example.org/abc
DESCRIPTION:-::~:~::~:~:~:~\\nJoin: https://meet.example.org/abc\\n
 -::~:~::~
STATUS:CONFIRMED
SUMMARY:Stand-up
END:VEVENT
BEGIN:VEVENT
DTSTART:20260330T100000Z
DTEND:20260330T103000Z
DTSTAMP:20260301T000000Z
UID:7abc@google.com
RECURRENCE-ID:20260330T070000Z
STATUS:CONFIRMED
SUMMARY:Stand-up
END:VEVENT
END:VCALENDAR
`,
    starts: ['2026-03-23T08:00', '2026-03-30T10:00', '2026-04-06T07:00'],
  },
  'Nextcloud: sabre as writer, RDATE, EXDATE with several values, an attendee with many parameters': {
    text: `BEGIN:VCALENDAR
CALSCALE:GREGORIAN
VERSION:2.0
PRODID:-//IDN nextcloud.com//Calendar app 5.0.1//EN
BEGIN:VEVENT
CREATED:20260101T090000Z
DTSTAMP:20260101T090000Z
LAST-MODIFIED:20260101T090000Z
SEQUENCE:3
UID:b5c5a2a5-1f3d-4cbe-b5b0-3a0c4ad0a7f1
DTSTART;TZID=Europe/Berlin:20260601T100000
DTEND;TZID=Europe/Berlin:20260601T110000
STATUS:CONFIRMED
SUMMARY:Abstimmung
RDATE;TZID=Europe/Berlin:20260603T100000,20260604T120000
RDATE;VALUE=PERIOD:20260605T080000Z/PT3H
EXDATE;TZID=Europe/Berlin:20260603T100000,20260610T100000
ATTENDEE;CN="Müller, Jörg";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-
 PARTICIPANT;RSVP=TRUE;LANGUAGE=de;SCHEDULE-STATUS=1.1:mailto:joerg@example.
 org
ORGANIZER;CN=admin:mailto:admin@example.org
END:VEVENT
END:VCALENDAR
`,
    starts: ['2026-06-01T08:00', '2026-06-04T10:00', '2026-06-05T08:00'],
  },
};

const range = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };

for (const [program, { text, starts }] of Object.entries(corpus))
  test(program, () => {
    const written = text.replaceAll('\n', '\r\n');
    const object = readCalendar(Buffer.from(written));
    assert.equal(writeCalendar(object), written);
    const found = occurrences(object, range);
    assert.deepEqual(
      found.map(({ start }) => new Date(start).toISOString().slice(0, 16)),
      starts,
    );
    const { first, last } = extent(object);
    for (const { start, end } of found) assert.ok(start >= first! && end <= last!);
    // the other reader sees the same properties and texts
    const other = new ICAL.Component(ICAL.parse(written) as never).getFirstSubcomponent('vevent')!;
    assert.deepEqual(
      other.getAllProperties().map(({ name }) => name.toUpperCase()),
      propertiesOf(object.master!).map(({ name }) => name),
    );
    for (const name of ['SUMMARY', 'DESCRIPTION', 'LOCATION', 'UID'])
      assert.equal(textOf(object.master!, name), other.getFirstPropertyValue(name.toLowerCase()) ?? undefined);
  });

test('what the peculiar say', () => {
  const read = (name: string): ReturnType<typeof readCalendar> =>
    readCalendar(Object.entries(corpus).find(([program]) => program.startsWith(name))![1].text);
  const [attendee] = propertiesOf(read('Nextcloud').master!, 'ATTENDEE');
  assert.equal(parameterOf(attendee!, 'CN'), 'Müller, Jörg');
  assert.equal(attendee!.value, 'mailto:joerg@example.org');
  assert.equal(parameterOf(propertyOf(read('Apple').master!, 'X-APPLE-STRUCTURED-LOCATION')!, 'X-TITLE'), 'Erfurt Hbf');
  assert.deepEqual(new Set(freeBusy(read('Outlook'), range).map(({ type }) => type)), new Set(['BUSY-TENTATIVE']));
  assert.deepEqual(freeBusy(read('DAVx5'), range), []);
  assert.equal(
    occurrences(read('Nextcloud'), range)[2]!.end - occurrences(read('Nextcloud'), range)[2]!.start,
    3 * 3_600_000,
  );
});
