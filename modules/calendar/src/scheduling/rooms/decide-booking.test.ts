import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ianaZone } from '@landescloud/icalendar';
import { decideBooking, type Booking } from './decide-booking.ts';

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);
const date = (text: string, hours = 1, recurrenceId: string | null = null) => ({
  start: at(text),
  end: at(text) + hours * hour,
  recurrenceId,
});
const room = {
  books: 'everyone',
  longestMinutes: 240,
  horizonDays: 100,
  opensAt: 420,
  closesAt: 1140,
  series: true,
  bufferMinutes: 0,
  approval: false,
  closed: false,
} as const;
const decide = (booking: Partial<Booking>) =>
  decideBooking({
    room,
    mayBook: true,
    dates: [date('2027-10-12T08:00:00Z')],
    busy: [],
    lastAt: at('2027-10-12T09:00:00Z'),
    now: at('2027-10-01T00:00:00Z'),
    zone: ianaZone('Europe/Berlin')!,
    ...booking,
  });

it('a room takes what fits and says why it does not take the rest', () => {
  assert.deepEqual(decide({}), { answer: 'ACCEPTED', without: [] });
  const refusals: [Partial<Booking>, string][] = [
    [{ room: { ...room, closed: true } }, 'closed'],
    [{ mayBook: false }, 'not-yours'],
    [{ dates: [date('2027-10-12T08:00:00Z', 5)] }, 'too-long'],
    [
      {
        room: { ...room, series: false },
        dates: [date('2027-10-12T08:00:00Z'), date('2027-10-19T08:00:00Z')],
      },
      'no-series',
    ],
    [{ lastAt: null }, 'too-far'],
    [{ lastAt: at('2028-06-01T00:00:00Z') }, 'too-far'],
    [{ dates: [date('2027-10-12T04:30:00Z')] }, 'not-open'],
    [{ dates: [date('2027-10-12T16:30:00Z')] }, 'not-open'],
    [{ busy: [{ start: at('2027-10-12T08:30:00Z'), end: at('2027-10-12T08:45:00Z'), busy: 'busy' }] }, 'taken'],
  ];
  for (const [booking, because] of refusals) assert.deepEqual(decide(booking), { answer: 'DECLINED', because });
  const before = [{ start: at('2027-10-12T07:00:00Z'), end: at('2027-10-12T08:00:00Z'), busy: 'busy' }] as const;
  assert.equal(decide({ busy: before }).answer, 'ACCEPTED', 'what ends when it begins is in nobody’s way');
  for (const [bufferMinutes, answer] of [
    [15, 'DECLINED'],
    [0, 'ACCEPTED'],
  ] as const)
    assert.equal(decide({ room: { ...room, bufferMinutes }, busy: before }).answer, answer, `${bufferMinutes} between`);
});

it('of a series single dates are left out as long as more fit than not', () => {
  const days = ['12', '19', '26'].map((day) => date(`2027-10-${day}T08:00:00Z`, 1, `202710${day}T080000Z`));
  const taken = (...which: number[]) =>
    which.map((index) => ({ start: days[index]!.start, end: days[index]!.end, busy: 'busy' as const }));
  assert.deepEqual(decide({ dates: days, busy: taken(1) }), { answer: 'ACCEPTED', without: ['20271019T080000Z'] });
  assert.deepEqual(decide({ dates: days, busy: taken(0, 2) }), { answer: 'DECLINED', because: 'taken' });
});
