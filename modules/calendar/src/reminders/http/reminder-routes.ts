import { requireSession } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { ById, Id, nullable } from '../../http/schemas.ts';
import type { Reminders } from '../reminders.ts';

const tags = ['calendar'];
const closed = { additionalProperties: false };
const Reminder = Type.Object({
  id: Id,
  eventId: Id,
  recurrenceId: nullable(Type.String()),
  calendarId: Id,
  isTask: Type.Boolean(),
  title: Type.String(),
  place: Type.String(),
  link: Type.String(),
  allDay: Type.Boolean(),
  start: Type.Integer(),
  end: Type.Integer(),
  startDate: nullable(Type.String({ description: 'Of whole days' })),
  rangAt: Type.Integer(),
});
const Minutes = nullable(Type.Integer({ minimum: -1439, maximum: 40_320 }));
const Settings = Type.Object(
  {
    way: Type.Union(
      [
        Type.Literal('as-set'),
        Type.Literal('shown'),
        Type.Literal('mailed'),
        Type.Literal('both'),
        Type.Literal('off'),
      ],
      { description: 'as-set: as the reminder of the event says' },
    ),
    zone: Type.String({ minLength: 1, maxLength: 100 }),
    timedMinutes: Type.Union([Type.Integer({ minimum: 0, maximum: 40_320 }), Type.Null()], {
      description: 'Before new events; null: none',
    }),
    allDayMinutes: Minutes,
    withInvitations: Type.Boolean({ description: 'Also events that others invite to get it' }),
  },
  closed,
);

/** Reminders that have rung, and how one wants to be reminded. */
export function reminderRoutes(reminders: Reminders): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/me/reminders',
      {
        schema: {
          summary: 'Reminders that have rung and are not done with',
          tags,
          response: { 200: Type.Object({ items: Type.Array(Reminder) }) },
        },
      },
      async (request) => ({ items: await reminders.open(requireSession(request).actor) }),
    );

    http.post(
      '/api/v1/me/reminders/:id/snooze',
      {
        schema: {
          summary: 'Remind once more later',
          tags,
          params: ById,
          body: Type.Object({ minutes: Type.Integer({ minimum: 1, maximum: 10_080 }) }, closed),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await reminders.snooze(requireSession(request).actor, request.params.id, request.body.minutes);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/me/reminders/:id',
      { schema: { summary: 'It has been seen', tags, params: ById, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await reminders.done(requireSession(request).actor, request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/me/reminder-settings',
      { schema: { summary: 'How one is reminded', tags, response: { 200: Settings } } },
      async (request) => reminders.choice(requireSession(request).actor),
    );

    http.put(
      '/api/v1/me/reminder-settings',
      { schema: { summary: 'Choose how one is reminded', tags, body: Settings, response: { 200: Settings } } },
      async (request) => reminders.choose(requireSession(request).actor, request.body),
    );
  };
}
