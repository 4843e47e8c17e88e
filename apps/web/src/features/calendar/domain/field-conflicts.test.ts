import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewEvent } from '../api/calendar-types.ts';
import { fieldConflicts } from './field-conflicts.ts';

const when = {
  allDay: false,
  startDate: '2027-01-04',
  startTime: '09:00',
  endDate: '2027-01-04',
  endTime: '10:00',
  zone: 'Europe/Berlin',
};
const before: NewEvent = {
  calendarId: 1,
  when,
  title: 'Besprechung',
  place: 'Raum 1',
  link: '',
  description: '',
  categories: [],
  classification: 'public',
  isFree: false,
  isTentative: false,
  reminders: [{ minutes: 15, by: 'display' as const }],
  recurrence: null,
  attendees: [],
  attachments: [],
};

test('only what both changed to something else is a conflict', () => {
  const now: NewEvent = {
    ...before,
    title: 'Beratung',
    place: 'Raum 2',
    reminders: [{ minutes: 30, by: 'display' as const }],
    description: 'neu',
  };
  const change = {
    title: 'Klausur',
    place: 'Raum 2',
    reminders: [{ minutes: 5, by: 'display' as const }],
    when: { ...when, startTime: '08:00' },
  };
  assert.deepEqual(fieldConflicts(change, before, now), { both: ['title', 'reminders'], theirs: ['description'] });
});

test('nothing that others changed: nothing to decide', () => {
  assert.deepEqual(fieldConflicts({ title: 'Klausur' }, before, { ...before }), { both: [], theirs: [] });
});
