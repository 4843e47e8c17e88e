import assert from 'node:assert/strict';
import type { WebWorld } from './web-world.ts';

export const zone = 'Europe/Berlin';

interface Occurrence {
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

/** What tests of the calendar ask the server for by themselves; `first`: from when on they look. */
export function calendarHelpers(web: () => WebWorld, first: string) {
  async function ask<T>(login: string, method: string, path: string, body?: unknown): Promise<T> {
    const response = await web().world.fetch(login, `/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }
  async function listed(login: string, from = first, to = '2027-12-31'): Promise<string[]> {
    const query = `from=${Date.parse(from)}&to=${Date.parse(to)}`;
    const { items } = await ask<{ items: Occurrence[] }>(login, 'GET', `/calendar/occurrences?${query}`);
    return items.map(({ start, end, title }) => {
      const [a, b] = [start, end].map((ms) => new Date(ms + 3_600_000).toISOString().slice(0, 16));
      return `${a?.replace('T', ' ')}-${b?.slice(11)} ${title}`;
    });
  }
  async function add(login: string, event: Record<string, unknown>): Promise<number> {
    const { items } = await ask<{ items: { id: number; isDefault: boolean }[] }>(login, 'GET', '/calendars');
    const { id } = await ask<{ id: number }>(login, 'POST', '/calendar/events', {
      calendarId: items.find(({ isDefault }) => isDefault)?.id,
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
      ...event,
    });
    return id;
  }
  const at = (day: string, startTime: string, endTime: string) => ({
    allDay: false,
    startDate: day,
    startTime,
    endDate: day,
    endTime,
    zone,
  });
  return { ask, listed, add, at };
}
