import { Type } from 'typebox';

const Instant = Type.Integer({ minimum: 0, maximum: 253_402_300_799_000 });
const RecurrenceId = Type.String({ pattern: '^\\d{8}(T\\d{6}Z?)?$' });
const Comment = Type.String({ maxLength: 2000 });
const Answer = Type.Union([Type.Literal('ACCEPTED'), Type.Literal('TENTATIVE'), Type.Literal('DECLINED')]);

export const InvitationToken = Type.Object({ token: Type.String({ pattern: '^[0-9a-z]{24}$' }) });

export const GuestAnswerBody = Type.Object(
  { answer: Answer, comment: Type.Optional(Comment), recurrenceId: Type.Optional(RecurrenceId) },
  { additionalProperties: false },
);

export const GuestProposalBody = Type.Object(
  {
    startsAt: Instant,
    endsAt: Instant,
    comment: Type.Optional(Comment),
    recurrenceId: Type.Optional(RecurrenceId),
  },
  { additionalProperties: false },
);

export const GuestInvitation = Type.Object(
  {
    title: Type.String(),
    organizer: Type.String(),
    organisation: Type.String(),
    name: Type.String({ description: 'Who it is for' }),
    location: Type.String(),
    description: Type.String(),
    allDay: Type.Boolean(),
    startsAt: Type.Integer({ description: 'Milliseconds since 1970; of whole days as if they were in UTC' }),
    endsAt: Type.Integer(),
    recurring: Type.Boolean(),
    cancelled: Type.Boolean(),
    over: Type.Boolean(),
    answer: Type.String({ description: 'As PARTSTAT says it (RFC 5545)' }),
    dates: Type.Array(
      Type.Object({
        recurrenceId: Type.Union([Type.String(), Type.Null()]),
        startsAt: Type.Integer(),
        endsAt: Type.Integer(),
        answer: Type.String(),
      }),
      { description: 'What is still to come, at most 30' },
    ),
  },
  { title: 'GuestInvitation' },
);

export const CalendarQuestion = Type.Object(
  {
    id: Type.Integer(),
    kind: Type.Union([Type.Literal('counter'), Type.Literal('uninvited'), Type.Literal('unproven')]),
    uid: Type.String(),
    title: Type.String(),
    sender: Type.String({ description: 'Whom the message is from, as it says' }),
    attendee: Type.String({ description: 'For whom it answers, as it says' }),
    name: Type.String(),
    comment: Type.String(),
    startsAt: Type.Union([Type.Integer(), Type.Null()]),
    endsAt: Type.Union([Type.Integer(), Type.Null()]),
    answer: Type.Union([Type.String(), Type.Null()]),
    createdAt: Type.Integer(),
  },
  { title: 'CalendarQuestion' },
);

export const QuestionAnswerBody = Type.Object(
  { answer: Type.Union([Type.Literal('taken'), Type.Literal('refused')]) },
  { additionalProperties: false },
);
