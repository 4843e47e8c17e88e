import type { World } from '@landescloud/testing';

/** A calendar of anna's with an event that she can take back, and one in the trash. */
export async function makeCalendars({ fetch, landescloud, person }: World) {
  const ask = async <Made>(path: string, body: object): Promise<Made> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('anna', path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Made;
  };
  const { id: calendar } = await ask<{ id: number }>('/api/v1/calendars', { name: 'Geheimer Kalender' });
  const { id: calendarTrash } = await ask<{ id: number }>('/api/v1/calendars', { name: 'Geheim Gelöscht' });
  await fetch('anna', `/api/v1/calendars/${calendarTrash}`, { method: 'DELETE' });
  const make = (title: string) =>
    ask<{ id: number; undo: number }>('/api/v1/calendar/events', {
      calendarId: calendar,
      when: {
        allDay: true,
        startDate: '2026-11-24',
        startTime: null,
        endDate: '2026-11-24',
        endTime: null,
        zone: null,
      },
      title,
      place: 'Geheim',
      link: '',
      description: 'geheim 6',
      classification: 'public',
      isFree: false,
      isTentative: false,
      reminders: [],
      recurrence: null,
      attendees: [],
      attachments: [],
    });
  const { id: event } = await make('Termin Geheim');
  const { undo } = await make('Termin Geheim, der zurückgenommen werden kann');
  const file =
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:import\nDTSTART:20261124T090000Z\nSUMMARY:Geheim\nEND:VEVENT\nEND:VCALENDAR\n';
  const taken = await fetch('anna', `/api/v1/calendars/${calendar}/import`, {
    method: 'POST',
    headers: { 'content-type': 'text/calendar' },
    body: file,
  });
  const { id: calendarImport } = (await taken.json()) as { id: number };
  const { id: subscription } = await ask<{ id: number }>('/api/v1/calendars', { name: 'Geheim Abonniert' });
  await landescloud.database.query(
    `insert into calendar.subscription (calendar_id, url, every_ms, next_at) values ($1, 'https://127.0.0.1/geheim.ics', 9e9, 9e14)`,
    [subscription],
  );
  const now = Date.now();
  const [{ id: reminder } = { id: 0 }] = await landescloud.database.query<{ id: number }>(
    `insert into calendar.reminder (person_id, object_id, starts_at, ends_at, rang_at) values ($1, $2, $3, $4, $5) returning id`,
    [person('anna').id, event, now + 900_000, now + 4_500_000, now],
  );
  return {
    calendar,
    calendarTrash,
    subscription,
    calendarImport,
    event,
    undo,
    reminder,
    day: '2026-11-24',
    holidayKind: 'school',
    holidayState: 'TH',
  };
}
