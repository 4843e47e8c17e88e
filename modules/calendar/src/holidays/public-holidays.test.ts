import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { easterSunday } from './easter.ts';
import { publicHolidays } from './public-holidays.ts';
import { schoolHolidays } from './school-holidays.ts';
import { stateCodes, type State } from './states.ts';

const day = 86_400_000;
const dates = (state: State, year: number): string[] =>
  publicHolidays(state, year).map(
    ({ date, key, only }) => `${date.slice(5)} ${key}${only === null ? '' : ' regional'}`,
  );

describe('public holidays', () => {
  it('Easter is when the church says', () => {
    const known = ['2019-04-21', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25', '2049-04-18'];
    for (const date of [...known, '2285-03-22', '1981-04-19', '1954-04-18'])
      assert.equal(new Date(easterSunday(Number(date.slice(0, 4)))).toISOString().slice(0, 10), date);
  });

  it('of Thüringen in 2027, all of them', () => {
    assert.deepEqual(dates('TH', 2027), [
      '01-01 neujahr',
      '03-26 karfreitag',
      '03-29 ostermontag',
      '05-01 tag-der-arbeit',
      '05-06 christi-himmelfahrt',
      '05-17 pfingstmontag',
      '05-27 fronleichnam regional',
      '09-20 weltkindertag',
      '10-03 tag-der-deutschen-einheit',
      '10-31 reformationstag',
      '12-25 erster-weihnachtstag',
      '12-26 zweiter-weihnachtstag',
    ]);
  });

  it('each state has as many as its law names, and those of one state are where they belong', () => {
    const counts = Object.fromEntries(
      stateCodes.map((state) => [state, publicHolidays(state, 2027).filter(({ only }) => only === null).length]),
    );
    assert.deepEqual(counts, {
      BW: 12,
      BY: 12,
      BE: 10,
      BB: 12,
      HB: 10,
      HH: 10,
      HE: 10,
      MV: 11,
      NI: 10,
      NW: 11,
      RP: 11,
      SL: 12,
      SN: 11,
      ST: 11,
      SH: 10,
      TH: 11,
    });
    assert.deepEqual(
      [2025, 2026, 2027, 2028].map((year) => publicHolidays('SN', year).find(({ key }) => key === 'busstag')?.date),
      ['2025-11-19', '2026-11-18', '2027-11-17', '2028-11-22'],
    );
    assert.ok(!dates('MV', 2022).includes('03-08 frauentag') && dates('MV', 2023).includes('03-08 frauentag'));
    assert.ok(
      dates('BY', 2027).includes('08-15 mariae-himmelfahrt regional') &&
        dates('SL', 2027).includes('08-15 mariae-himmelfahrt'),
    );
  });
});

describe('school holidays', () => {
  it('rise, do not overlap, last as long as holidays do, and reach to one school year', () => {
    assert.ok(schoolHolidays().has('TH'));
    for (const { state, until, holidays } of schoolHolidays().values()) {
      let before = '';
      for (const { name, from, to } of holidays) {
        const length = (Date.parse(to) - Date.parse(from)) / day + 1;
        const what = `${state} ${name} ${from} ${to}`;
        assert.match(`${from} ${to}`, /^\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d$/, what);
        assert.ok(before < from && length >= 1, what);
        assert.ok(name === 'Sommerferien' ? length > 38 && length < 46 : length < 24, what);
        before = to;
      }
      assert.match(until, /^2030-0[7-9]/);
    }
  });
});
