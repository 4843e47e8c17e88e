import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clockOf } from '../plain-date.ts';
import { quickEntry } from './quick-entry.ts';

// a Monday
const now = { today: '2026-11-23', minutes: 10 * 60 };

/** Short for reading: "title | when | rule | place | people". */
function said(text: string, at = now): string | null {
  const entry = quickEntry(text, at);
  if (entry === null) return null;
  const { title, isAllDay, startDate, startMinutes, endDate, endMinutes, recurrence, place, people } = entry;
  const when = isAllDay
    ? startDate === endDate
      ? `${startDate} all day`
      : `${startDate} – ${endDate} all day`
    : `${startDate} ${clockOf(startMinutes)} – ${endDate === startDate ? '' : `${endDate} `}${clockOf(endMinutes)}`;
  const rule = recurrence === null ? [] : [ruleOf(recurrence)];
  return [
    title,
    when,
    ...rule,
    ...(place === '' ? [] : [`in ${place}`]),
    ...(people.length === 0 ? [] : [`with ${people.join('+')}`]),
  ].join(' | ');
}

function ruleOf({
  frequency,
  interval,
  weekdays,
  nth,
  until,
  count,
}: NonNullable<ReturnType<typeof quickEntry>>['recurrence'] & object): string {
  return [
    `${interval} ${frequency}`,
    ...(weekdays === undefined ? [] : [weekdays.join(',')]),
    ...(nth === undefined ? [] : [`${nth.nth}. of ${nth.weekday}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(count === undefined ? [] : [`${count} times`]),
  ].join(' ');
}

const table: Readonly<Record<string, readonly (readonly [string, string | null])[]>> = {
  'plain German': [
    ['morgen 14 Uhr Jour fixe, 45 Minuten', 'Jour fixe | 2026-11-24 14:00 – 14:45'],
    [
      'jeden zweiten Dienstag 9-10 Dienstbesprechung in Raum 204',
      'Dienstbesprechung | 2026-11-24 09:00 – 10:00 | 2 weekly 2 | in Raum 204',
    ],
    ['24.12. ganztägig', ' | 2026-12-24 all day'],
    ['in 3 Tagen halb neun', ' | 2026-11-26 08:30 – 09:30'],
    ['heute in zwei Stunden Anruf', 'Anruf | 2026-11-23 12:00 – 13:00'],
    ['morgen Klausur, 3 Stunden', 'Klausur | 2026-11-24 all day'],
    ['Dienstreise morgen bis Freitag', 'Dienstreise | 2026-11-24 – 2026-11-27 all day'],
    ['heute 15:30 Anruf', 'Anruf | 2026-11-23 15:30 – 16:30'],
    ['Rücksprache übermorgen um 9', 'Rücksprache | 2026-11-25 09:00 – 10:00'],
    ['Abteilungsleitung Freitag 13 bis 14:30 Uhr', 'Abteilungsleitung | 2026-11-27 13:00 – 14:30'],
    ['am Mittwoch von 8 bis 12 Schulung im Sitzungssaal', 'Schulung | 2026-11-25 08:00 – 12:00 | in Sitzungssaal'],
    ['Kaffee mit Anna um 3', 'Kaffee | 2026-11-23 15:00 – 16:00 | with Anna'],
    [
      'Termin mit Anna Albrecht und Bernd Böhme morgen 11 Uhr',
      'Termin | 2026-11-24 11:00 – 12:00 | with Anna Albrecht+Bernd Böhme',
    ],
    ['viertel neun Lage', 'Lage | 2026-11-24 08:15 – 09:15'],
    ['dreiviertel zehn Lage morgen', 'Lage | 2026-11-24 09:45 – 10:45'],
    ['Dienstag Viertel nach acht Frühstück', 'Frühstück | 2026-11-24 08:15 – 09:15'],
    ['fünf vor halb neun morgen Abfahrt', 'Abfahrt | 2026-11-24 08:25 – 09:25'],
    ['nächste Woche Donnerstag 10 Uhr Klausur, 3 Stunden', 'Klausur | 2026-12-03 10:00 – 13:00'],
    ['Donnerstag nächste Woche 10 Uhr', ' | 2026-12-03 10:00 – 11:00'],
    ['nächsten Freitag 12 Uhr Essen', 'Essen | 2026-11-27 12:00 – 13:00'],
    ['Montag 9 Uhr', ' | 2026-11-23 09:00 – 10:00'],
    ['12.-14.5. Messe in Erfurt', 'Messe | 2027-05-12 – 2027-05-14 all day | in Erfurt'],
    ['Urlaub vom 21.12. bis 3.1.', 'Urlaub | 2026-12-21 – 2027-01-03 all day'],
    ['12. bis 14. Mai Tagung', 'Tagung | 2027-05-12 – 2027-05-14 all day'],
    ['Do, 3.12.2026 14-16 Uhr Ausschuss', 'Ausschuss | 2026-12-03 14:00 – 16:00'],
    ['3. Dezember 14 Uhr Ausschuss', 'Ausschuss | 2026-12-03 14:00 – 15:00'],
    ['1.2. Steuererklärung', 'Steuererklärung | 2027-02-01 all day'],
    ['am 15. Abgabe', 'Abgabe | 2026-12-15 all day'],
    ['KW 50 Planung', 'Planung | 2026-12-07 all day'],
    ['Mittwoch KW 2 10 Uhr Planung', 'Planung | 2027-01-13 10:00 – 11:00'],
    ['heute Abend 8 Uhr Essen', 'Essen | 2026-11-23 20:00 – 21:00'],
    ['morgen früh Sport', 'Sport | 2026-11-24 09:00 – 10:00'],
    ['morgen nachmittag Gespräch', 'Gespräch | 2026-11-24 14:00 – 15:00'],
    ['morgen mittags Essen', 'Essen | 2026-11-24 12:00 – 13:00'],
    ['in einer Woche Abgabe', 'Abgabe | 2026-11-30 all day'],
    ['in 2 Stunden Anruf', 'Anruf | 2026-11-23 12:00 – 13:00'],
    ['in einer halben Stunde Anruf, 10 min', 'Anruf | 2026-11-23 10:30 – 10:40'],
    ['morgen 10 Uhr anderthalb Stunden Workshop', 'Workshop | 2026-11-24 10:00 – 11:30'],
    ['morgen 10 Uhr Workshop 1,5 Stunden', 'Workshop | 2026-11-24 10:00 – 11:30'],
    ['23 bis 1 Uhr Wartung', 'Wartung | 2026-11-23 23:00 – 2026-11-24 01:00'],
    ['Ort: Kantine, morgen 12:30 Mittag', 'Mittag | 2026-11-24 12:30 – 13:30 | in Kantine'],
    ['8 Uhr Lage', 'Lage | 2026-11-24 08:00 – 09:00'],
    ['Heiligabend frei', 'frei | 2026-12-24 all day'],
    ['29.2. Schalttag', 'Schalttag | 2028-02-29 all day'],
  ],
  'series in German': [
    ['täglich 8:45 Standup 15 Minuten', 'Standup | 2026-11-24 08:45 – 09:00 | 1 daily'],
    ['werktags 8 Uhr Lage', 'Lage | 2026-11-24 08:00 – 09:00 | 1 weekly 1,2,3,4,5'],
    ['montags und mittwochs 16 Uhr Sprechstunde', 'Sprechstunde | 2026-11-23 16:00 – 17:00 | 1 weekly 1,3'],
    ['jeden Donnerstag 14 Uhr Team bis 17.12.', 'Team | 2026-11-26 14:00 – 15:00 | 1 weekly 4 until 2026-12-17'],
    ['jeden ersten Montag im Monat 10 Uhr Dezernat', 'Dezernat | 2026-12-07 10:00 – 11:00 | 1 monthly 1. of 1'],
    ['jeden letzten Freitag im Monat Abschluss', 'Abschluss | 2026-11-27 all day | 1 monthly -1. of 5'],
    ['alle 3 Wochen am Mittwoch 9 Uhr Runde', 'Runde | 2026-11-25 09:00 – 10:00 | 3 weekly 3'],
    ['alle zwei Wochen dienstags 9 Uhr Runde', 'Runde | 2026-11-24 09:00 – 10:00 | 2 weekly 2'],
    ['monatlich am 15. 11 Uhr Bericht', 'Bericht | 2026-12-15 11:00 – 12:00 | 1 monthly'],
    ['jährlich 24.11. Geburtstag', 'Geburtstag | 2026-11-24 all day | 1 yearly'],
    ['jeden Tag 12 Uhr Mittag bis Ende Dezember', 'Mittag | 2026-11-23 12:00 – 13:00 | 1 daily until 2026-12-31'],
    ['jeden Dienstag 9 Uhr Kurs, 6 mal', 'Kurs | 2026-11-24 09:00 – 10:00 | 1 weekly 2 6 times'],
    ['vierteljährlich Bericht', 'Bericht | 2026-11-23 all day | 3 monthly'],
    ['jeden Montag und Mittwoch 8-9 Sport', 'Sport | 2026-11-25 08:00 – 09:00 | 1 weekly 1,3'],
  ],
  'plain English': [
    ['next Friday 3pm review with Anna', 'review | 2026-12-04 15:00 – 16:00 | with Anna'],
    ['tomorrow at 3 call', 'call | 2026-11-24 15:00 – 16:00'],
    ['this Friday 10am-11:30am planning', 'planning | 2026-11-27 10:00 – 11:30'],
    ['lunch Thursday 12:15 for 30 minutes', 'lunch | 2026-11-26 12:15 – 12:45'],
    ['Dec 24 all day office closed', 'office closed | 2026-12-24 all day'],
    [
      'December 3rd, 2026 from 2 to 4 board meeting in room 204',
      'board meeting | 2026-12-03 14:00 – 16:00 | in room 204',
    ],
    ['24 December 9:30 handover', 'handover | 2026-12-24 09:30 – 10:30'],
    ['3-4pm tomorrow sync', 'sync | 2026-11-24 15:00 – 16:00'],
    ['11-1pm Wednesday lunch', 'lunch | 2026-11-25 11:00 – 13:00'],
    ['half past two tomorrow coffee', 'coffee | 2026-11-24 14:30 – 15:30'],
    ['quarter to nine tomorrow briefing', 'briefing | 2026-11-24 08:45 – 09:45'],
    ['noon today lunch', 'lunch | 2026-11-23 12:00 – 13:00'],
    ['day after tomorrow training', 'training | 2026-11-25 all day'],
    ['in two weeks deadline', 'deadline | 2026-12-07 all day'],
    ['May 12-14 conference', 'conference | 2027-05-12 – 2027-05-14 all day'],
    ['every other Tuesday 9am team', 'team | 2026-11-24 09:00 – 10:00 | 2 weekly 2'],
    ['every Monday and Thursday at 10 standup for 15 min', 'standup | 2026-11-26 10:00 – 10:15 | 1 weekly 1,4'],
    ['every first Monday of the month 2pm council', 'council | 2026-12-07 14:00 – 15:00 | 1 monthly 1. of 1'],
    [
      'every weekday 8:30 huddle until Dec 18',
      'huddle | 2026-11-24 08:30 – 09:30 | 1 weekly 1,2,3,4,5 until 2026-12-18',
    ],
    ['every 2 weeks on Friday 1pm demo', 'demo | 2026-11-27 13:00 – 14:00 | 2 weekly 5'],
    ['tomorrow evening at 8 dinner', 'dinner | 2026-11-24 20:00 – 21:00'],
    ['2026-12-01 13:00 budget', 'budget | 2026-12-01 13:00 – 14:00'],
    ['meeting with Anna and Bob tomorrow 9am', 'meeting | 2026-11-24 09:00 – 10:00 | with Anna+Bob'],
  ],
  'nothing of a time': [
    ['Haushalt 2027', null],
    ['', null],
    ['Besprechung', null],
    ['Bericht 204 so weit', null],
    ['99.99. Unsinn', null],
    ['31.2. Unsinn', null],
  ],
};

for (const [name, lines] of Object.entries(table))
  describe(name, () => {
    for (const [line, expected] of lines) test(line, () => assert.equal(said(line), expected));
  });

test('what was understood is marked in the text', () => {
  const text = 'morgen 14 Uhr Jour fixe in Raum 204 https://konferenz.example/abc';
  const entry = quickEntry(text, now);
  assert.deepEqual(
    entry?.spans.map(({ from, to, part }) => [part, text.slice(from, to)]),
    [
      ['date', 'morgen'],
      ['time', '14 Uhr'],
      ['place', 'in Raum 204'],
      ['link', 'https://konferenz.example/abc'],
    ],
  );
  assert.equal(entry?.link, 'https://konferenz.example/abc');
});

test('any text ends in bounded time and says only what is possible', () => {
  const seed = Date.now() % 100_000;
  let state = seed;
  const random = (below: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const parts = [
    'morgen',
    '14',
    'Uhr',
    '-',
    '9',
    'jeden',
    'zweiten',
    'Di',
    '24.12.',
    'bis',
    'in',
    'Raum',
    'mit',
    'Anna',
    'halb',
    'every',
    '3pm',
    'KW',
    '53',
    'um',
    ',',
    '31',
    '2.',
    'am',
    '0',
    '99',
    '\0',
    'ganztägig',
    'mal',
  ];
  const begin = performance.now();
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: 1 + random(14) }, () => parts[random(parts.length)]).join(
      random(4) === 0 ? '' : ' ',
    );
    const entry = quickEntry(text, now);
    if (entry === null) continue;
    const { startDate, startMinutes, endDate, endMinutes, isAllDay } = entry;
    const order =
      `${startDate} ${clockOf(startMinutes)}` < `${endDate} ${clockOf(endMinutes)}` ||
      (isAllDay && startDate <= endDate);
    assert.ok(order && startMinutes < 1440 && endMinutes < 1440, `${seed}: ${text} -> ${JSON.stringify(entry)}`);
  }
  assert.ok(performance.now() - begin < 30_000);
  quickEntry('9-'.repeat(5000), now);
});
