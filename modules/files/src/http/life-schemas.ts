import { Type } from 'typebox';
import { Bytes, Id, Login, nullable, Time } from './schemas.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
export const Reason = text(1000);
const Action = Type.Union([Type.Literal('delete'), Type.Literal('tell')], {
  description: "'delete': into the trash; 'tell': who manages the space is told",
});

export const ByKey = Type.Object({ key: Login });
export const NewRetentionClass = Type.Object(
  {
    name: text(80),
    months: Type.Integer({ minimum: 1, maximum: 1200, description: 'After the last change' }),
    action: Action,
    warnDays: Type.Integer({ minimum: 1, maximum: 365, description: 'So long before, managers are told' }),
  },
  { additionalProperties: false },
);
export const RetentionClass = Type.Object({
  id: Id,
  organisationKey: Type.String(),
  name: Type.String(),
  months: Type.Integer(),
  action: Action,
  warnDays: Type.Integer(),
  uses: Type.Integer({ description: 'On how many folders and spaces it is set' }),
});

export const NodeLife = Type.Object({
  retention: nullable(
    Type.Object({
      classId: Id,
      name: Type.String(),
      action: Action,
      own: Type.Boolean(),
      from: Type.Object({ id: Id, name: Type.String() }),
      dueAt: nullable(Time),
      deleteAt: nullable(Time),
    }),
  ),
  held: nullable(Type.Object({ since: Time })),
  choices: nullable(Type.Array(Type.Object({ id: Id, name: Type.String() }))),
});

export const NewHold = Type.Object(
  { spaceId: Type.Optional(Id), nodeId: Type.Optional(Id), reason: Reason },
  { additionalProperties: false },
);
export const Hold = Type.Object({
  id: Id,
  spaceId: Id,
  spaceName: Type.String(),
  nodeId: Id,
  kind: nullable(Type.Union([Type.Literal('file'), Type.Literal('folder')])),
  reason: Type.String(),
  setBy: nullable(Type.String()),
  setAt: Time,
  liftedBy: nullable(Type.String()),
  liftedAt: nullable(Time),
  liftedReason: nullable(Type.String()),
});

const summary = {
  id: Id,
  spaceName: Type.String(),
  kind: Type.Union([Type.Literal('space'), Type.Literal('retention')]),
  reason: Type.String(),
  at: Time,
  files: Type.Integer(),
  bytes: Bytes,
};
export const DeletionPage = Type.Object({ total: Type.Integer(), items: Type.Array(Type.Object(summary)) });
export const DeletionList = Type.Object({
  ...summary,
  items: Type.Array(
    Type.Object({ path: Type.String(), size: Bytes, changedAt: Time, sha256: nullable(Type.String()) }),
  ),
});
