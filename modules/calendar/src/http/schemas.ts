import { Type, type TSchema } from 'typebox';

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const ById = Type.Object({ id: Id });
export const Time = Type.Integer({ minimum: 0, maximum: 8_000_000_000_000, description: 'Milliseconds since 1970' });
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
export const RecurrenceId = Type.String({ pattern: '^\\d{8}(T\\d{6}Z?)?$' });
const Colour = Type.String({ pattern: '^#[0-9a-f]{6}$' });
const Name = Type.String({ minLength: 1, maxLength: 200 });

const Role = Type.Union([
  Type.Literal('free-busy'),
  Type.Literal('viewer'),
  Type.Literal('editor'),
  Type.Literal('manager'),
]);
export const ShareKind = Type.Union([Type.Literal('person'), Type.Literal('group'), Type.Literal('organisation')]);
export const Key = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'Login, or key of a group or organisation',
});
export const Scope = Type.Union([Type.Literal('this'), Type.Literal('following'), Type.Literal('all')]);
const Classification = Type.Union([Type.Literal('public'), Type.Literal('private'), Type.Literal('confidential')]);
const Answer = Type.Union([
  Type.Literal('needs-action'),
  Type.Literal('accepted'),
  Type.Literal('declined'),
  Type.Literal('tentative'),
]);
const Status = Type.Union([Type.Literal('confirmed'), Type.Literal('tentative'), Type.Literal('cancelled')]);
export const Place = Type.Union([Type.Literal('office'), Type.Literal('home'), Type.Literal('travel')]);

export const Calendar = Type.Object({
  id: Id,
  name: Type.String(),
  colour: nullable(Type.String()),
  kind: Type.String(),
  ownerKind: Type.String(),
  ownerName: Type.String(),
  ownerLogin: nullable(Type.String()),
  role: Type.Union([...Role.anyOf, Type.Literal('owner')]),
  isDefault: Type.Boolean(),
  isVisible: Type.Boolean(),
  position: Type.Integer(),
  reminds: nullable(
    Type.Boolean({ description: 'Whether one is reminded of what is in it; null: nothing that one can choose' }),
  ),
  mayLeave: Type.Boolean(),
  mayWrite: Type.Boolean({ description: 'False, too, where it is filled from elsewhere' }),
});
export const Calendars = Type.Object({ items: Type.Array(Calendar) });
export const NewCalendar = Type.Object(
  {
    name: Name,
    colour: Type.Optional(Colour),
    owner: Type.Optional(
      Type.Object(
        { kind: Type.Union([Type.Literal('group'), Type.Literal('organisation')]), key: Key },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export const CalendarChange = Type.Object(
  {
    name: Type.Optional(Name),
    colour: Type.Optional(Colour),
    isVisible: Type.Optional(Type.Boolean()),
    reminds: Type.Optional(Type.Boolean()),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  { additionalProperties: false, minProperties: 1 },
);
export const Shares = Type.Object({
  items: Type.Array(Type.Object({ kind: ShareKind, key: Type.String(), name: Type.String(), role: Role })),
});
export const ShareInput = Type.Object({ kind: ShareKind, key: Key, role: Role }, { additionalProperties: false });

export const Occurrence = Type.Object({
  eventId: Id,
  calendarId: Id,
  recurrenceId: nullable(Type.String()),
  isSeries: Type.Boolean(),
  title: Type.String(),
  place: Type.String(),
  allDay: Type.Boolean(),
  start: Type.Integer(),
  end: Type.Integer(),
  startDate: nullable(Type.String({ description: 'Of whole days' })),
  endDate: nullable(Type.String({ description: 'Of whole days: the last' })),
  status: Status,
  isFree: Type.Boolean(),
  classification: Classification,
  hasPeople: Type.Boolean(),
  lacksRoom: Type.Boolean({ description: 'A room or thing that it should have declined' }),
  answer: nullable(Answer),
  colour: nullable(Type.String()),
  categories: Type.Array(Type.String()),
  link: Type.String(),
  mayEdit: Type.Boolean(),
});
export const Occurrences = Type.Object({ items: Type.Array(Occurrence) });

const Recurrence = Type.Object(
  {
    frequency: Type.Union([
      Type.Literal('daily'),
      Type.Literal('weekly'),
      Type.Literal('monthly'),
      Type.Literal('yearly'),
    ]),
    interval: Type.Integer({ minimum: 1, maximum: 999 }),
    weekdays: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 })),
    nth: Type.Optional(
      Type.Object(
        { nth: Type.Integer({ minimum: -1, maximum: 5 }), weekday: Type.Integer({ minimum: 1, maximum: 7 }) },
        { additionalProperties: false },
      ),
    ),
    until: Type.Optional(Day),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
  },
  { additionalProperties: false },
);
const When = Type.Object(
  {
    allDay: Type.Boolean(),
    startDate: Day,
    startTime: nullable(Clock),
    endDate: Day,
    endTime: nullable(Clock),
    zone: nullable(Type.String({ minLength: 1, maxLength: 100 })),
  },
  { additionalProperties: false },
);
const AttendeeInput = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('person'),
      Type.Literal('group'),
      Type.Literal('email'),
      Type.Literal('room', { description: 'Or a thing' }),
    ]),
    key: Type.String({ minLength: 1, maxLength: 254 }),
    name: Type.String({ maxLength: 200 }),
    isOptional: Type.Boolean(),
  },
  { additionalProperties: false },
);
const Attachment = Type.Object(
  {
    nodeId: nullable(Id),
    name: Type.String({ maxLength: 500 }),
    url: nullable(Type.String({ maxLength: 2000, pattern: '^https?://' })),
  },
  { additionalProperties: false },
);
const Reminder = Type.Object(
  {
    minutes: Type.Integer({
      minimum: -1439,
      maximum: 40_320,
      description: 'Before the start; of whole days before midnight, negative after it',
    }),
    by: Type.Union([Type.Literal('display'), Type.Literal('mail')]),
  },
  { additionalProperties: false },
);
const fields = {
  calendarId: Id,
  when: When,
  title: Type.String({ maxLength: 500 }),
  place: Type.String({ maxLength: 500 }),
  link: Type.String({ maxLength: 2000, pattern: '^(https?://.*)?$' }),
  description: Type.String({ maxLength: 20_000 }),
  categories: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 })),
  classification: Classification,
  isFree: Type.Boolean(),
  isTentative: Type.Boolean(),
  reminders: Type.Array(Reminder, { maxItems: 10 }),
  recurrence: nullable(Recurrence),
  attendees: Type.Array(AttendeeInput, { maxItems: 500 }),
  attachments: Type.Array(Attachment, { maxItems: 50 }),
};
export const NewEvent = Type.Object(fields, { additionalProperties: false });
export const EventChange = Type.Object(
  {
    scope: Scope,
    recurrenceId: nullable(RecurrenceId),
    etag: nullable(Type.String({ maxLength: 100 })),
    change: Type.Partial(Type.Object(fields), { additionalProperties: false, minProperties: 1 }),
  },
  { additionalProperties: false },
);
export const Written = Type.Object({ id: Id, etag: Type.String(), undo: nullable(Id) });

export const Event = Type.Object({
  id: Id,
  calendarId: Id,
  etag: Type.String(),
  uid: Type.String(),
  recurrenceId: nullable(Type.String()),
  isSeries: Type.Boolean(),
  title: Type.String(),
  place: Type.String(),
  description: Type.String(),
  link: Type.String(),
  categories: Type.Array(Type.String()),
  allDay: Type.Boolean(),
  startDate: Type.String(),
  startTime: nullable(Type.String()),
  endDate: Type.String(),
  endTime: nullable(Type.String()),
  zone: nullable(Type.String()),
  start: Type.Integer(),
  end: Type.Integer(),
  status: Status,
  isFree: Type.Boolean(),
  classification: Classification,
  recurrence: nullable(Recurrence),
  rule: nullable(Type.String()),
  reminders: Type.Array(Reminder),
  organiser: nullable(Type.Object({ name: Type.String(), email: Type.String() })),
  sentBy: nullable(Type.String()),
  attendees: Type.Array(
    Type.Object({
      name: Type.String(),
      email: Type.String(),
      login: nullable(Type.String()),
      isOptional: Type.Boolean(),
      answer: Answer,
      isMe: Type.Boolean(),
      isUndelivered: Type.Boolean({ description: 'The invitation came back' }),
      room: nullable(
        Type.Object({
          key: Type.String(),
          kind: Type.Union([Type.Literal('room'), Type.Literal('thing')]),
          isAsked: Type.Boolean({ description: 'Somebody still has to agree' }),
          because: nullable(Type.String({ description: 'Why it declines by itself, as refusals of rooms are called' })),
          reason: Type.String({ description: 'In the words of who decided' }),
        }),
      ),
    }),
  ),
  attachments: Type.Array(Type.Object({ nodeId: nullable(Id), name: Type.String(), url: nullable(Type.String()) })),
  answer: nullable(Answer),
  mayEdit: Type.Boolean(),
  mayRemove: Type.Boolean(),
  mayAnswer: Type.Boolean(),
});
export const AnswerInput = Type.Object(
  {
    answer: Type.Union([Type.Literal('accepted'), Type.Literal('declined'), Type.Literal('tentative')]),
    recurrenceId: nullable(RecurrenceId),
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
);

export const Busy = Type.Object({
  items: Type.Array(
    Type.Object({
      login: Type.String(),
      busy: Type.Array(
        Type.Object({
          start: Type.Integer(),
          end: Type.Integer(),
          busy: Type.Union([Type.Literal('busy'), Type.Literal('tentative'), Type.Literal('unavailable')]),
        }),
      ),
    }),
  ),
});
export const Presence = Type.Object({
  items: Type.Array(Type.Object({ login: Type.String(), date: Type.String(), place: Place })),
});
export const Logins = Type.String({
  maxLength: 6500,
  pattern: '^[^,]{1,64}(,[^,]{1,64}){0,99}$',
  description: 'Up to 100 logins, with commas between',
});

export const HolidayKind = Type.Union([Type.Literal('public'), Type.Literal('school')]);
export const HolidayChoices = Type.Object({
  ruled: Type.String({ description: 'The state that the rule of one’s organisation names, or none' }),
  items: Type.Array(
    Type.Object({
      kind: HolidayKind,
      state: Type.String(),
      name: Type.String(),
      calendarId: nullable(Id),
      until: nullable(Type.String({ description: 'The last day that is known' })),
    }),
  ),
});

export const NewSubscription = Type.Object(
  {
    url: Type.String({ minLength: 1, maxLength: 2000, description: 'webcal:// or https://' }),
    name: Type.Optional(Name),
    colour: Type.Optional(Colour),
  },
  { additionalProperties: false },
);
export const Subscription = Type.Object({
  calendarId: Id,
  url: Type.String(),
  refreshedAt: nullable(Time),
  nextAt: Time,
  failedAt: nullable(Time),
  problem: nullable(Type.String({ description: 'Why it could not be had last time; what was there before stays' })),
});
export const Subscriptions = Type.Object({ items: Type.Array(Subscription) });
