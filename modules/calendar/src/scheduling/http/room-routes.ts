import { requireSession } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { RoomsDoor } from '../rooms/rooms.ts';

const tags = ['rooms'];
const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const Minutes = Type.Integer({ minimum: 0, maximum: 1440 });
const Kind = Type.Union([Type.Literal('room'), Type.Literal('thing')]);
const Books = Type.Union([Type.Literal('everyone'), Type.Literal('organisation')]);
const Instant = Type.Integer({ minimum: 0, maximum: 253_402_300_799_000 });

const rules = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  place: Type.String({ maxLength: 200 }),
  capacity: orNull(Type.Integer({ minimum: 1, maximum: 100_000 })),
  equipment: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 50 }),
  books: Books,
  longestMinutes: orNull(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  horizonDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  opensAt: orNull(Minutes),
  closesAt: orNull(Minutes),
};
const Room = Type.Object(
  {
    id: Type.Integer(),
    key: Type.String(),
    kind: Kind,
    address: Type.String({ description: 'What it is invited by' }),
    ...rules,
    closed: Type.Boolean(),
    free: orNull(Type.Boolean()),
  },
  { title: 'Room' },
);

/** Rooms and things: found by everybody, kept by the administrators of their organisation. */
export function roomRoutes(rooms: RoomsDoor): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/rooms',
      {
        schema: {
          summary: 'Rooms and things, and which are free',
          tags,
          querystring: Type.Object({
            text: Type.Optional(Type.String({ maxLength: 100 })),
            capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
            equipment: Type.Optional(Type.String({ maxLength: 500, description: 'Several with commas between' })),
            kind: Type.Optional(Kind),
            from: Type.Optional(Instant),
            to: Type.Optional(Instant),
          }),
          response: { 200: Type.Object({ rooms: Type.Array(Room) }) },
        },
      },
      async (request) => {
        const { from, to, equipment, ...query } = request.query;
        const range = from === undefined || to === undefined ? {} : { range: { from, to } };
        const wanted = equipment === undefined ? {} : { equipment: equipment.split(',').map((each) => each.trim()) };
        return { rooms: await rooms.find(requireSession(request).actor, { ...query, ...wanted, ...range }) } as never;
      },
    );

    http.post(
      '/api/v1/rooms',
      {
        schema: {
          summary: 'A new room or thing, with a calendar that answers by itself',
          tags,
          body: Type.Object(
            {
              organisation: Type.String({ maxLength: 100, description: 'Its key' }),
              key: Key,
              kind: Kind,
              ...rules,
            },
            { additionalProperties: false },
          ),
          response: { 201: Room },
        },
      },
      async (request, reply) => {
        const { organisation: organisationKey, ...input } = request.body;
        const room = await rooms.add(requireSession(request).actor, { organisationKey, ...input });
        return reply.code(201).send(room as never);
      },
    );

    http.patch(
      '/api/v1/rooms/:room',
      {
        schema: {
          summary: 'Change a room or thing, close or open it',
          tags,
          params: Type.Object({ room: Key }),
          body: Type.Partial(Type.Object({ ...rules, closed: Type.Boolean() }, { additionalProperties: false })),
          response: { 200: Room },
        },
      },
      async (request) =>
        (await rooms.update(requireSession(request).actor, request.params.room, request.body as never)) as never,
    );
  };
}
