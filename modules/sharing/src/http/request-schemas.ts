import { Type } from 'typebox';
import { Party } from './handover-schemas.ts';
import { Id, MailProgress, nullable, Time } from './schemas.ts';

const summary = {
  id: Type.Integer(),
  title: Type.String(),
  folder: Type.Object({ id: Type.Integer(), name: Type.String() }),
  asker: nullable(Party),
  dueAt: Time,
  madeAt: Time,
  closedAt: nullable(Time),
  recipientCount: Type.Integer(),
  completeCount: Type.Integer(),
};
const Item = { id: Type.Integer(), name: Type.String(), required: Type.Boolean() };
const part = {
  handoverId: Type.Integer(),
  number: Type.String(),
  submittedAt: Time,
  fileCount: Type.Integer(),
  size: Type.Integer(),
};
const Part = Type.Object(part);
const OwnPart = Type.Object({
  ...part,
  receipt: nullable(Type.String({ description: 'Opens the receipt' })),
  files: Type.Array(Type.Object({ path: Type.String(), size: Type.Integer() }), { description: 'The first of them' }),
});

export const RequestPage = Type.Object({ total: Type.Integer(), items: Type.Array(Type.Object(summary)) });

export const RequestDetails = Type.Object({
  ...summary,
  message: Type.String(),
  remindDays: nullable(Type.Integer()),
  items: Type.Array(Type.Object(Item)),
  recipients: Type.Array(
    Type.Object({
      id: Type.Integer(),
      who: Party,
      sentAt: Time,
      mail: nullable(MailProgress),
      openedAt: nullable(Time),
      doneAt: nullable(Time),
      reminders: Type.Integer(),
      remindedAt: nullable(Time),
      came: Type.Array(Type.Integer()),
      missing: Type.Array(Type.Integer()),
      parts: Type.Array(Part),
    }),
  ),
});

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const NewRequest = Type.Object(
  {
    folderId: Id,
    title: text(200),
    message: Type.Optional(Type.String({ maxLength: 4_000 })),
    dueAt: Time,
    remindDays: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 60 }))),
    items: Type.Array(Type.Object({ name: text(200), required: Type.Boolean() }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 50,
    }),
    recipients: Type.Array(
      Type.Union([
        Type.Object({ login: text(64) }, { additionalProperties: false }),
        Type.Object(
          {
            name: text(200),
            address: text(320),
            language: Type.Optional(Type.Enum(['de', 'en'])),
          },
          { additionalProperties: false },
        ),
      ]),
      { minItems: 1, maxItems: 200 },
    ),
  },
  { additionalProperties: false },
);

export const RequestChange = Type.Object(
  {
    dueAt: Type.Optional(Time),
    message: NewRequest.properties.message,
    remindDays: NewRequest.properties.remindDays,
  },
  { additionalProperties: false },
);

export const RequestQuery = Type.Object({
  state: Type.Optional(Type.Enum(['open', 'closed'])),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
});

export const Reminder = Type.Object(
  { recipients: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 200 })) },
  { additionalProperties: false },
);
export const Reminded = Type.Object({ told: Type.Integer() });

export const RequestVisit = Type.Object({
  title: Type.String(),
  message: Type.String(),
  organisation: Type.String(),
  asker: Type.String(),
  name: Type.String(),
  language: Type.Enum(['de', 'en']),
  dueAt: Time,
  closedAt: nullable(Time),
  doneAt: nullable(Time),
  items: Type.Array(Type.Object({ ...Item, folderName: Type.String(), came: Type.Boolean() })),
  parts: Type.Array(OwnPart),
  open: nullable(
    Type.Object({
      folderId: Type.Integer(),
      files: Type.Array(Type.Object({ id: Type.Integer(), path: Type.String(), size: Type.Integer() })),
    }),
  ),
});
export const Answered = Type.Object({
  request: RequestVisit,
  receipt: Type.String({ description: 'Opens the receipt' }),
});
export const Done = Type.Object({ done: Type.Boolean() }, { additionalProperties: false });
export const TokenOf = Type.Object({ token: Type.String() });
