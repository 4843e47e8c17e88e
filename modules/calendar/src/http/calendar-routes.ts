import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Calendar as CalendarModule } from '../calendar.ts';
import { isFilled, mayManage, mayWrite } from '../roles.ts';
import type { CalendarView } from '../views.ts';
import type { CalendarWeb } from './calendar-web.ts';
import {
  ById,
  Calendar,
  CalendarChange,
  Calendars,
  Key,
  NewCalendar,
  ShareInput,
  ShareKind,
  Shares,
} from './schemas.ts';

const tags = ['calendar'];

/** Calendars of one's own and of others: name, colour, who has them. */
export function calendarRoutes(calendar: CalendarModule, web: CalendarWeb): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/calendars',
      { schema: { summary: 'The calendars that one has', tags, response: { 200: Calendars } } },
      async (request) => {
        const actor = requireActor(request);
        const [all, hidden] = [await calendar.calendars(actor), await web.hidden(actor)];
        const reminded = await web.reminded(actor);
        return {
          items: all.filter(({ kind }) => kind !== 'inbox').map((each) => presentCalendar(each, hidden, reminded)),
        };
      },
    );

    http.post(
      '/api/v1/calendars',
      { schema: { summary: 'Make a calendar', tags, body: NewCalendar, response: { 201: Calendar } } },
      async (request, reply) => {
        const actor = requireActor(request);
        const { name, colour, owner } = request.body;
        const position = Math.max(0, ...(await calendar.calendars(actor)).map((each) => each.position)) + 1;
        reply.code(201);
        return presentCalendar(
          await calendar.create(actor, {
            name,
            position,
            ...(colour === undefined ? {} : { colour }),
            ...(owner === undefined ? {} : { owner }),
          }),
          none,
        );
      },
    );

    http.patch(
      '/api/v1/calendars/:id',
      {
        schema: {
          summary: 'Name, colour and place; whether it is shown, and one is reminded of what is in it',
          tags,
          params: ById,
          body: CalendarChange,
          response: { 200: Calendar },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { isVisible, reminds, ...change } = request.body;
        const { id } = request.params;
        if (isVisible !== undefined) await web.show(actor, id, isVisible);
        if (reminds !== undefined) await web.remind(actor, id, reminds);
        const changed =
          Object.keys(change).length === 0
            ? await calendar.calendar(actor, { id })
            : await calendar.update(actor, { id }, change);
        return presentCalendar(changed, await web.hidden(actor), await web.reminded(actor));
      },
    );

    http.delete(
      '/api/v1/calendars/:id',
      {
        schema: {
          summary: 'One’s own into the trash; out of the list what one has by a share',
          tags,
          params: ById,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await calendar.remove(requireActor(request), request.params);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/calendars/:id/restore',
      { schema: { summary: 'Back from the trash', tags, params: ById, response: { 200: Calendar } } },
      async (request) =>
        presentCalendar(await calendar.trash.restoreCalendar(requireActor(request), request.params.id), none),
    );

    http.get(
      '/api/v1/calendars/:id/shares',
      { schema: { summary: 'Who else has it', tags, params: ById, response: { 200: Shares } } },
      async (request) => ({ items: (await calendar.shares(requireActor(request), request.params)).map(share) }),
    );

    http.put(
      '/api/v1/calendars/:id/shares',
      {
        schema: {
          summary: 'Share with a person, group or organisation, or change their role',
          tags,
          params: ById,
          body: ShareInput,
          response: { 200: Shares },
        },
      },
      async (request) => ({
        items: (await calendar.share(requireActor(request), request.params, { set: [request.body] })).map(share),
      }),
    );

    http.delete(
      '/api/v1/calendars/:id/shares',
      {
        schema: {
          summary: 'End a share',
          tags,
          params: ById,
          querystring: Type.Object({ kind: ShareKind, key: Key }),
          response: { 200: Shares },
        },
      },
      async (request) => ({
        items: (await calendar.share(requireActor(request), request.params, { remove: [request.query] })).map(share),
      }),
    );
  };
}

const none: ReadonlySet<number> = new Set();

/** As the web has it. */
export function presentCalendar(
  each: CalendarView,
  hidden: ReadonlySet<number>,
  reminded: ReadonlyMap<number, boolean> = new Map(),
) {
  const { id, colour, kind, ownerKind, owner, role, standard, position, ownName } = each;
  return {
    id,
    name: each.name,
    colour: colour === null ? null : colour.slice(0, 7),
    kind,
    ownerKind,
    ownerName: owner?.name ?? ownName,
    ownerLogin: owner?.login ?? null,
    role,
    isDefault: standard,
    isVisible: !hidden.has(id),
    position,
    reminds:
      mayManage(role) && kind === 'calendar'
        ? (reminded.get(id) ?? (role === 'owner' && ownerKind === 'person'))
        : null,
    mayLeave: role !== 'owner' && (ownerKind === 'person' || ownerKind === 'house'),
    mayWrite: mayWrite(role) && !isFilled(kind),
  };
}

type ShareRow = Awaited<ReturnType<CalendarModule['shares']>>[number];
const share = ({ kind, key, name, role }: ShareRow) => ({ kind, key, name, role });
