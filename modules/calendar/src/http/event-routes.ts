import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Calendar } from '../calendar.ts';
import type { CalendarWeb } from './calendar-web.ts';
import { presentOccurrence } from './present-occurrence.ts';
import type { OccurrenceView } from '../views.ts';
import type { PersonActor } from '@landescloud/kernel';
import {
  AnswerInput,
  Busy,
  ById,
  Day,
  Event,
  EventChange,
  Logins,
  NewEvent,
  nullable,
  Occurrences,
  Place,
  Presence,
  RecurrenceId,
  Scope,
  Time,
  Written,
} from './schemas.ts';

const tags = ['calendar'];

/** Events and when they are; who is busy, who works where. */
export function eventRoutes(calendar: Calendar, web: CalendarWeb): HttpPlugin {
  async function presented(actor: PersonActor, found: readonly OccurrenceView[]) {
    const [all, own] = await Promise.all([calendar.calendars(actor), web.addresses(actor)]);
    const byId = new Map(all.map((each) => [each.id, each]));
    return {
      items: found.map((each) => {
        const one = byId.get(each.calendarId);
        const addresses = one?.role === 'owner' ? own : ownerAddresses(one?.owner?.login);
        return presentOccurrence(each, one, addresses, web.roomDomain);
      }),
    };
  }

  return (http) => {
    http.get(
      '/api/v1/calendar/occurrences',
      {
        schema: {
          summary: 'What takes place between two moments, in all calendars that one has',
          tags,
          querystring: Type.Object({ from: Time, to: Time }),
          response: { 200: Occurrences },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        return presented(actor, await calendar.occurrences(actor, request.query));
      },
    );

    http.get(
      '/api/v1/calendar/search',
      {
        schema: {
          summary: 'Events by title and place: the coming first',
          tags,
          querystring: Type.Object({ q: Type.String({ maxLength: 200 }) }),
          response: { 200: Occurrences },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        return presented(actor, await web.search(actor, request.query.q));
      },
    );

    http.get(
      '/api/v1/calendar/free-busy',
      {
        schema: {
          summary: 'When people are not free; what makes them busy is not told',
          tags,
          querystring: Type.Object({
            people: Logins,
            from: Time,
            to: Time,
            except: Type.Optional(
              Type.String({ maxLength: 500, description: 'UID of the meeting that is planned: it makes nobody busy' }),
            ),
          }),
          response: { 200: Busy },
        },
      },
      async (request) => {
        const { people, from, to, except } = request.query;
        const planned = except === undefined ? {} : { except };
        const found = await calendar.freeBusy(requireActor(request), people.split(','), { from, to }, planned);
        return { items: [...found].map(([login, busy]) => ({ login, busy: [...busy] })) };
      },
    );

    http.post(
      '/api/v1/calendar/events',
      { schema: { summary: 'Make an event', tags, body: NewEvent, response: { 201: Written } } },
      async (request, reply) => {
        reply.code(201);
        return web.make(requireActor(request), request.body);
      },
    );

    http.get(
      '/api/v1/calendar/events/:id',
      {
        schema: {
          summary: 'An event, or one date of a series',
          tags,
          params: ById,
          querystring: Type.Object({ recurrenceId: Type.Optional(RecurrenceId) }),
          response: { 200: Event },
        },
      },
      async (request) => web.event(requireActor(request), request.params.id, request.query.recurrenceId ?? null),
    );

    http.patch(
      '/api/v1/calendar/events/:id',
      {
        schema: {
          summary: 'Change this date, it and those that follow, or all',
          tags,
          params: ById,
          body: EventChange,
          response: { 200: Written },
        },
      },
      async (request) => {
        const { change, ...ref } = request.body;
        return web.change(requireActor(request), { ...ref, id: request.params.id }, change);
      },
    );

    http.delete(
      '/api/v1/calendar/events/:id',
      {
        schema: {
          summary: 'Delete this date, it and those that follow, or all',
          tags,
          params: ById,
          querystring: Type.Object({
            scope: Scope,
            recurrenceId: Type.Optional(RecurrenceId),
            etag: Type.Optional(Type.String({ maxLength: 100 })),
          }),
          response: { 200: Written },
        },
      },
      async (request) => {
        const { scope, recurrenceId = null, etag = null } = request.query;
        return web.removeEvent(requireActor(request), { id: request.params.id, scope, recurrenceId, etag });
      },
    );

    http.post(
      '/api/v1/calendar/events/:id/answer',
      {
        schema: { summary: 'Answer an invitation', tags, params: ById, body: AnswerInput, response: { 200: Written } },
      },
      async (request) => web.answer(requireActor(request), { ...request.body, id: request.params.id }),
    );

    http.post(
      '/api/v1/calendar/undo/:id',
      { schema: { summary: 'Take back what one just did', tags, params: ById, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await web.undo(requireActor(request), request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/presence',
      {
        schema: {
          summary: 'Who works where: of oneself, and of others as their organisation rules',
          tags,
          querystring: Type.Object({ from: Day, to: Day, people: Type.Optional(Logins) }),
          response: { 200: Presence },
        },
      },
      async (request) => {
        const { from, to, people } = request.query;
        const logins = people === undefined ? [] : people.split(',');
        return { items: await web.presence.days(requireActor(request), logins, from, to) };
      },
    );

    http.put(
      '/api/v1/me/presence/:date',
      {
        schema: {
          summary: 'Say where one works on a day',
          tags,
          params: Type.Object({ date: Day }),
          body: Type.Object({ place: nullable(Place) }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await web.presence.set(requireActor(request), request.params.date, request.body.place);
        return reply.code(204).send(null);
      },
    );
  };
}

/** Of others their mail address is not needed here: deputies see answers in the event itself. */
function ownerAddresses(login: string | undefined): string[] {
  return login === undefined ? [] : [`/remote.php/dav/principals/users/${encodeURIComponent(login)}/`.toLowerCase()];
}
