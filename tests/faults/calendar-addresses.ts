import { type Entry, json, own, theirs } from './address-entry.ts';

const when = {
  allDay: false,
  startDate: '2026-11-24',
  startTime: '09:00',
  endDate: '2026-11-24',
  endTime: '10:00',
  zone: 'Europe/Berlin',
};
const event = {
  when,
  title: 'Geheim',
  place: '',
  link: '',
  description: '',
  classification: 'public',
  isFree: false,
  isTentative: false,
  reminders: [],
  recurrence: null,
  attendees: [],
  attachments: [],
};

/** Calendars, events, who works where. */
export const calendars: Readonly<Record<string, Entry>> = {
  'GET /api/v1/calendars': own,
  'POST /api/v1/calendars': { ...own, ...json(() => ({ name: 'x' })) },
  'PATCH /api/v1/calendars/:calendar': { ...theirs, ...json(() => ({ name: 'Geheim' })) },
  'DELETE /api/v1/calendars/:calendar': theirs,
  'POST /api/v1/calendars/:calendarTrash/restore': theirs,
  'GET /api/v1/calendars/:calendar/shares': theirs,
  'PUT /api/v1/calendars/:calendar/shares': {
    ...theirs,
    ...json(() => ({ kind: 'organisation', key: 'tfm', role: 'viewer' })),
  },
  'DELETE /api/v1/calendars/:calendar/shares': { ...theirs, query: () => 'kind=organisation&key=tfm' },
  'POST /api/v1/calendars/:calendar/import': {
    ...theirs,
    headers: () => ({ 'content-type': 'text/calendar' }),
    body: () =>
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART:20261124T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  },
  'GET /api/v1/calendars/:calendar/export': theirs,
  'POST /api/v1/calendar-imports/:calendarImport/undo': theirs,
  'GET /api/v1/calendar/occurrences': { ...own, query: () => 'from=1795400000000&to=1795500000000' },
  'GET /api/v1/calendar/holidays': own,
  'PUT /api/v1/calendar/holidays/:holidayKind/:holidayState': { ...own, ...json(() => ({ isOn: true })) },
  'PUT /api/v1/calendar/birthdays': { ...own, ...json(() => ({ isOn: true })) },
  'GET /api/v1/calendar/subscriptions': own,
  'POST /api/v1/calendar/subscriptions': { ...own, ...json(() => ({ url: 'https://127.0.0.1/x.ics' })) },
  'POST /api/v1/calendar/subscriptions/:subscription/refresh': theirs,
  'GET /api/v1/calendar/search': { ...own, query: () => 'q=Geheim' },
  'GET /api/v1/calendar/free-busy': { ...own, query: () => 'people=niemand&from=1795400000000&to=1795500000000' },
  'POST /api/v1/calendar/events': { ...theirs, ...json(({ calendar }) => ({ ...event, calendarId: calendar })) },
  'GET /api/v1/calendar/events/:event': theirs,
  'PATCH /api/v1/calendar/events/:event': {
    ...theirs,
    ...json(() => ({ scope: 'all', recurrenceId: null, etag: null, change: { title: 'Geheim' } })),
  },
  'DELETE /api/v1/calendar/events/:event': { ...theirs, query: () => 'scope=all' },
  'POST /api/v1/calendar/events/:event/answer': {
    ...theirs,
    ...json(() => ({ answer: 'accepted', recurrenceId: null })),
  },
  'GET /api/v1/calendar/events/:event/export': theirs,
  'POST /api/v1/calendar/undo/:undo': theirs,
  'GET /api/v1/me/reminders': own,
  'POST /api/v1/me/reminders/:reminder/snooze': { ...theirs, ...json(() => ({ minutes: 5 })) },
  'DELETE /api/v1/me/reminders/:reminder': theirs,
  'GET /api/v1/me/reminder-settings': own,
  'PUT /api/v1/me/reminder-settings': {
    ...own,
    ...json(() => ({
      way: 'as-set',
      zone: 'Europe/Berlin',
      timedMinutes: 15,
      allDayMinutes: null,
      withInvitations: false,
    })),
  },
  'GET /api/v1/presence': { ...own, query: () => 'from=2026-11-23&to=2026-11-27' },
  'PUT /api/v1/me/presence/:day': { ...own, ...json(() => ({ place: 'office' })) },
};

/** By the kind that they go by in expectations.ts. */
export const calendarKinds = {
  everyone: `
    GET /api/v1/calendars
    GET /api/v1/calendar/occurrences
    GET /api/v1/calendar/holidays
    PUT /api/v1/calendar/holidays/:holidayKind/:holidayState
    GET /api/v1/calendar/subscriptions
    GET /api/v1/calendar/search
    GET /api/v1/calendar/free-busy
    GET /api/v1/me/reminders
    GET /api/v1/me/reminder-settings
    PUT /api/v1/me/reminder-settings
    GET /api/v1/presence`,
  members: `
    POST /api/v1/calendars
    POST /api/v1/calendar/subscriptions
    PUT /api/v1/calendar/birthdays
    PUT /api/v1/me/presence/:day`,
  owners: `
    PATCH /api/v1/calendars/:calendar
    DELETE /api/v1/calendars/:calendar
    POST /api/v1/calendars/:calendarTrash/restore
    GET /api/v1/calendars/:calendar/shares
    PUT /api/v1/calendars/:calendar/shares
    DELETE /api/v1/calendars/:calendar/shares
    POST /api/v1/calendars/:calendar/import
    GET /api/v1/calendars/:calendar/export
    POST /api/v1/calendar-imports/:calendarImport/undo
    POST /api/v1/calendar/subscriptions/:subscription/refresh
    POST /api/v1/calendar/events
    GET /api/v1/calendar/events/:event
    PATCH /api/v1/calendar/events/:event
    DELETE /api/v1/calendar/events/:event
    POST /api/v1/calendar/events/:event/answer
    GET /api/v1/calendar/events/:event/export
    POST /api/v1/calendar/undo/:undo
    POST /api/v1/me/reminders/:reminder/snooze
    DELETE /api/v1/me/reminders/:reminder`,
} as const;
