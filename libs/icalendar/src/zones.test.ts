import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ianaNameOfWindows,
  ianaZone,
  instantOf,
  namedZone,
  occurrences,
  readCalendar,
  writeTree,
  zoneDefinition,
} from './index.ts';
import { definitionZone } from './definition-zone.ts';

const utcText = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
const at = (zone: string, ...local: [number, number, number, number, number]): string =>
  utcText(instantOf(ianaZone(zone)!, Date.UTC(local[0], local[1] - 1, local[2], local[3], local[4])));

test('RFC 5545, 3.3.5: times that come twice are the first, times that do not come are moved by the gap', () => {
  assert.equal(at('America/New_York', 2007, 11, 4, 1, 30), '2007-11-04T05:30');
  assert.equal(at('America/New_York', 2007, 3, 11, 2, 30), '2007-03-11T07:30');
  assert.equal(at('Europe/Berlin', 2026, 3, 29, 2, 0), '2026-03-29T01:00');
  assert.equal(at('Europe/Berlin', 2026, 3, 29, 1, 59), '2026-03-29T00:59');
  assert.equal(at('Europe/Berlin', 2026, 10, 25, 2, 0), '2026-10-25T00:00');
  assert.equal(at('Europe/Berlin', 2026, 10, 25, 3, 0), '2026-10-25T02:00');
  assert.equal(at('Australia/Lord_Howe', 2026, 4, 5, 1, 45), '2026-04-04T14:45');
  assert.equal(at('Pacific/Apia', 2011, 12, 30, 12, 0), '2011-12-30T22:00');
  assert.equal(at('America/Sao_Paulo', 2018, 11, 4, 0, 0), '2018-11-04T03:00');
  assert.equal(at('Europe/Berlin', 2400, 7, 1, 12, 0), '2400-07-01T10:00');
  assert.equal(at('Europe/Berlin', 1700, 7, 1, 12, 0), '1700-07-01T11:06');
});

test('every IANA zone: the written definition says the same as the zone itself, from 1970 to 2100', () => {
  const names = Intl.supportedValuesOf('timeZone');
  assert.ok(names.length > 400);
  let instants = 0;
  for (const [index, name] of names.entries()) {
    // all of them take a minute; a fifth and those with laws of their own
    const odd =
      /Berlin|New_York|Jerusalem|Lord_Howe|Casablanca|Cairo|Godthab|Nuuk|Santiago|Apia|Dublin|Troll|Gaza|Tehran/.test(
        name,
      );
    if (!odd && index % 5 !== 0) continue;
    const definition = zoneDefinition(name);
    if (definition === null) continue;
    const text = writeTree([definition]);
    const root = readCalendar(
      `BEGIN:VCALENDAR\r\n${text}BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    ).root;
    const written = definitionZone(root.children.find((node) => node.name === 'VTIMEZONE') as never);
    const own = ianaZone(name)!;
    // where law follows the moon, the next twenty years are listed
    const until = /Casablanca|El_Aaiun|Gaza|Hebron/.test(name) ? 2049 : 2100;
    const changes = own.transitions(Date.UTC(1970), Date.UTC(until)).flatMap((change) => [change.at - 1000, change.at]);
    const steps = Array.from({ length: 60 }, (_, step) => Date.UTC(1970) + step * 25 * 86_400_000 * 1.3);
    for (const instant of [...steps, ...changes]) {
      instants += 1;
      if (written.offsetAt(instant) !== own.offsetAt(instant))
        assert.fail(
          `${name} at ${utcText(instant)}: ${written.offsetAt(instant)} is not ${own.offsetAt(instant)}\n${text}`,
        );
    }
  }
  assert.ok(instants > 10_000);
});

test('definitions of today are short: a rule each for summer and winter', () => {
  const text = writeTree([zoneDefinition('Europe/Berlin', 2025)!]);
  assert.match(text, /DTSTART:20250330T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n/);
  assert.match(text, /DTSTART:20251026T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n/);
  assert.match(writeTree([zoneDefinition('America/New_York', 2025)!]), /BYMONTH=3;BYDAY=2SU/);
  assert.match(
    writeTree([zoneDefinition('Asia/Jerusalem', 2025)!]),
    /BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29/,
  );
  assert.equal(zoneDefinition('UTC'), null);
  assert.equal(zoneDefinition('Mars/Olympus'), null);
});

test('names: IANA, behind prefixes, of Windows, as Outlook shows them, offsets, unknown', () => {
  assert.equal(namedZone('europe/berlin')!.source, 'iana');
  for (const name of [
    '/mozilla.org/20050126_1/Europe/Berlin',
    '/freeassociation.sourceforge.net/Europe/Berlin',
    'W. Europe Standard Time',
    '(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna',
    '(GMT+01.00) Amsterdam / Berlin'.replace(' / Berlin', ', Berlin, Bern, Rome, Stockholm, Vienna'),
  ])
    assert.equal(namedZone(name)?.offsetAt(Date.UTC(2026, 6, 1)), 7_200_000, name);
  assert.equal(namedZone('UTC+05:30')!.offsetAt(0), 19_800_000);
  assert.equal(namedZone('Nowhere Standard Time'), null);
  assert.equal(ianaNameOfWindows('Eastern Standard Time'), 'America/New_York');
});

test('which definition holds: a name of IANA before the object, the object before a name of Windows', () => {
  const odd = (name: string): string =>
    `BEGIN:VTIMEZONE\nTZID:${name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n`;
  const start = (name: string, definition: string): string => {
    const text = `BEGIN:VCALENDAR\n${definition}BEGIN:VEVENT\nUID:1\nDTSTART;TZID="${name}":20260701T120000\nEND:VEVENT\nEND:VCALENDAR\n`;
    const [found] = occurrences(readCalendar(text), { from: 0, to: Date.UTC(2030) });
    return `${utcText(found!.start).slice(11)}${found!.floating ? ' floating' : ''}`;
  };
  assert.equal(start('Europe/Berlin', odd('Europe/Berlin')), '10:00');
  assert.equal(start('W. Europe Standard Time', odd('W. Europe Standard Time')), '07:00');
  assert.equal(start('W. Europe Standard Time', ''), '10:00');
  assert.equal(start('Customized Time Zone', odd('Customized Time Zone')), '07:00');
  assert.equal(start('Customized Time Zone', ''), '12:00 floating');
});

test('lengths: DTEND is exact, DURATION in days is nominal, hours are exact (RFC 5545, 3.8.5.3)', () => {
  const ends = (inside: string): string[] => {
    const text = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260327T220000\n${inside}\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\nEND:VCALENDAR\n`;
    return occurrences(readCalendar(text), { from: 0, to: Date.UTC(2030) }).map(({ localEnd }) =>
      utcText(localEnd).slice(5),
    );
  };
  assert.deepEqual(ends('DTEND;TZID=Europe/Berlin:20260328T060000'), ['03-28T06:00', '03-29T07:00', '03-30T06:00']);
  assert.deepEqual(ends('DURATION:P1D'), ['03-28T22:00', '03-29T22:00', '03-30T22:00']);
  assert.deepEqual(ends('DURATION:PT24H'), ['03-28T22:00', '03-29T23:00', '03-30T22:00']);
});
