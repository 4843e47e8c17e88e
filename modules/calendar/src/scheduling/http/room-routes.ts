import { requireSession } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { SchedulingRoom } from '../scheduling.ts';

const tags = ['rooms'];
const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const Minutes = Type.Integer({ minimum: 0, maximum: 1440 });
const Kind = Type.Union([Type.Literal('room'), Type.Literal('thing')]);
const Books = Type.Union([Type.Literal('everyone'), Type.Literal('organisation'), Type.Literal('listed')]);
const Yes = Type.Literal('true');
const Reason = Type.String({ maxLength: 500 });
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
const more = {
  building: Type.String({ maxLength: 200 }),
  floor: Type.String({ maxLength: 60 }),
  accessible: Type.Boolean({ description: 'By wheelchair' }),
  series: Type.Boolean({ description: 'Whether it takes meetings that repeat' }),
  bufferMinutes: Type.Integer({ minimum: 0, maximum: 1440, description: 'What stays free between two bookings' }),
  approval: Type.Boolean({ description: 'Whether somebody has to agree' }),
};
const named = {
  organisations: Type.Array(Type.String({ maxLength: 100 }), {
    maxItems: 200,
    description: 'Keys: whose people may book where `books` is listed',
  }),
  managers: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50, description: 'Logins of who decides' }),
};
const described = {
  id: Type.Integer(),
  key: Type.String(),
  kind: Kind,
  organisation: Type.Object({ key: Type.String(), name: Type.String() }),
  address: Type.String({ description: 'What it is invited by' }),
  ...rules,
  ...more,
  closed: Type.Boolean(),
};
const Room = Type.Object(
  {
    ...described,
    mayBook: Type.Boolean(),
    free: orNull(Type.Boolean({ description: 'Whether it would take a meeting in the range' })),
    refusal: orNull(
      Type.Union(
        (['closed', 'not-yours', 'no-series', 'too-long', 'too-far', 'not-open', 'taken'] as const).map((each) =>
          Type.Literal(each),
        ),
      ),
    ),
  },
  { title: 'Room' },
);
const KeptRoom = Type.Object(
  {
    ...described,
    organisations: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })),
    managers: Type.Array(Type.Object({ login: Type.String(), name: Type.String() })),
    upcoming: Type.Integer({ description: 'Bookings that are still to come' }),
  },
  { title: 'KeptRoom' },
);
const RoomBooking = Type.Object(
  {
    room: Type.String(),
    start: Type.Integer(),
    end: Type.Integer(),
    isAsked: Type.Boolean({ description: 'Somebody still has to agree' }),
    title: orNull(Type.String()),
    organizer: orNull(Type.String()),
    eventId: orNull(Type.Integer({ description: 'In one’s own calendars' })),
    recurrenceId: orNull(Type.String()),
  },
  { title: 'RoomBooking' },
);
const BookingRequest = Type.Object(
  {
    id: Type.Integer(),
    room: Type.Object({ key: Type.String(), name: Type.String(), kind: Kind, capacity: orNull(Type.Integer()) }),
    title: orNull(Type.String()),
    organizer: Type.String(),
    attendees: Type.Integer(),
    startsAt: Type.Integer(),
    endsAt: Type.Integer(),
    dates: Type.Integer({ description: 'How many, of a series' }),
    lastAt: Type.Integer(),
    askedAt: Type.Integer(),
  },
  { title: 'BookingRequest' },
);

/** Rooms and things: found by everybody, kept by the administrators of their organisation. */
export function roomRoutes({ rooms, bookingRequests }: Pick<SchedulingRoom, 'rooms' | 'bookingRequests'>): HttpPlugin {
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
            accessible: Type.Optional(Yes),
            bookable: Type.Optional(Type.Literal('true', { description: 'Only what one may book' })),
            except: Type.Optional(Type.String({ maxLength: 500, description: 'UID of the meeting that is planned' })),
            from: Type.Optional(Instant),
            to: Type.Optional(Instant),
          }),
          response: { 200: Type.Object({ rooms: Type.Array(Room) }) },
        },
      },
      async (request) => {
        const { from, to, equipment, accessible, bookable, ...query } = request.query;
        const flags = { accessible: accessible === 'true', bookable: bookable === 'true' };
        const range = from === undefined || to === undefined ? {} : { range: { from, to } };
        const wanted = equipment === undefined ? {} : { equipment: equipment.split(',').map((each) => each.trim()) };
        return {
          rooms: await rooms.find(requireSession(request).actor, { ...query, ...flags, ...wanted, ...range }),
        } as never;
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
              ...Type.Partial(Type.Object({ ...more, ...named })).properties,
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
          body: Type.Partial(
            Type.Object({ ...rules, ...more, ...named, closed: Type.Boolean() }, { additionalProperties: false }),
          ),
          response: { 200: Room },
        },
      },
      async (request) =>
        (await rooms.update(requireSession(request).actor, request.params.room, request.body as never)) as never,
    );

    http.get(
      '/api/v1/rooms/kept',
      {
        schema: {
          summary: 'Rooms and things that one administers, with those that are closed',
          tags,
          querystring: Type.Object({
            text: Type.Optional(Type.String({ maxLength: 100 })),
            organisation: Type.Optional(Type.String({ maxLength: 100 })),
          }),
          response: { 200: Type.Object({ rooms: Type.Array(KeptRoom) }) },
        },
      },
      async (request) => ({ rooms: await rooms.kept(requireSession(request).actor, request.query) }) as never,
    );

    http.get(
      '/api/v1/rooms/bookings',
      {
        schema: {
          summary: 'When rooms are booked; what for knows who takes part or looks after the room',
          tags,
          querystring: Type.Object({
            rooms: Type.String({ maxLength: 8200, description: 'Keys with commas between, at most 200' }),
            from: Instant,
            to: Instant,
          }),
          response: { 200: Type.Object({ bookings: Type.Array(RoomBooking) }) },
        },
      },
      async (request) => {
        const { rooms: keys, from, to } = request.query;
        return { bookings: await rooms.bookings(requireSession(request).actor, keys.split(','), { from, to }) };
      },
    );

    http.post(
      '/api/v1/rooms/:room/close',
      {
        schema: {
          summary: 'Take no bookings any more; what is booked stays or is given back',
          tags,
          params: Type.Object({ room: Key }),
          body: Type.Object(
            { bookings: Type.Union([Type.Literal('keep'), Type.Literal('decline')]), reason: Reason },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await rooms.close(requireSession(request).actor, request.params.room, request.body);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/me/booking-requests',
      {
        schema: {
          summary: 'Bookings that one has to agree to',
          tags,
          response: { 200: Type.Object({ requests: Type.Array(BookingRequest) }) },
        },
      },
      async (request) => ({ requests: await bookingRequests.open(requireSession(request).actor) }),
    );

    http.post(
      '/api/v1/me/booking-requests/:id',
      {
        schema: {
          summary: 'Agree or decline',
          tags,
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          body: Type.Object(
            {
              answer: Type.Union([Type.Literal('approved'), Type.Literal('declined')]),
              reason: Type.Optional(Reason),
            },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { answer, reason = '' } = request.body;
        await bookingRequests.decide(requireSession(request).actor, request.params.id, answer, reason);
        return reply.code(204).send(null);
      },
    );
  };
}
