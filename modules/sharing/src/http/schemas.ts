import { nodeSchema } from '@landescloud/files';
import { Type, type TSchema } from 'typebox';

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const ById = Type.Object({ id: Id });
export const Time = Type.Integer({ description: 'Milliseconds since 1970-01-01T00:00:00Z' });
export const Role = Type.Union([
  Type.Literal('viewer'),
  Type.Literal('commenter'),
  Type.Literal('uploader'),
  Type.Literal('editor'),
  Type.Literal('manager'),
]);
export const RecipientKind = Type.Union([Type.Literal('person'), Type.Literal('group'), Type.Literal('organisation')]);
export const Key = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'Login, or key of a group or organisation',
});
const PersonRef = Type.Object({ login: Type.String(), name: Type.String() });

export const End = nullable(Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 }));
export const Message = Type.String({ maxLength: 4000 });

const share = {
  id: Id,
  nodeId: Id,
  recipient: Type.Object({
    kind: RecipientKind,
    key: Key,
    name: Type.String(),
    organisationName: nullable(Type.String()),
    guest: Type.Boolean(),
    memberCount: nullable(Type.Integer()),
  }),
  role: Role,
  resharing: Type.Boolean({ description: 'The recipient may pass it on' }),
  message: Type.String(),
  sharedBy: nullable(PersonRef),
  sharedAt: Time,
  endsAt: nullable(Time),
  mine: Type.Boolean({ description: 'Whether one may change and withdraw it' }),
};

export const Share = Type.Object(share, { description: 'What one recipient may do with one file or folder' });

export const Access = Type.Object(
  {
    owner: nullable(PersonRef),
    members: Type.Array(Type.Object({ login: Type.String(), name: Type.String(), role: Role })),
    shares: Type.Array(Share),
    inherited: Type.Array(
      Type.Object({
        ...share,
        from: Type.Object({ id: Id, name: Type.String({ description: "'' where it may not be known" }) }),
      }),
    ),
    mayGive: Type.Array(Role),
    manages: Type.Boolean(),
    rules: Type.Object({ longestDays: nullable(Type.Integer()), resharing: Type.Boolean() }),
  },
  { description: 'Who has access, and why' },
);

export const Next = nullable(Type.Integer({ description: '`before` of the next page; null: that was all' }));

export const ReceivedPage = Type.Object({
  items: Type.Array(Type.Object({ node: nodeSchema, share: Share, isNew: Type.Boolean() })),
  next: Next,
});
export const GivenPage = Type.Object({
  items: Type.Array(Type.Object({ node: nodeSchema, shares: Type.Array(Share), total: Type.Integer() })),
  next: Next,
});

export const Recipients = Type.Object({
  items: Type.Array(
    Type.Object({
      kind: RecipientKind,
      key: Key,
      name: Type.String(),
      organisationName: nullable(Type.String()),
      guest: Type.Boolean(),
      jobTitle: nullable(Type.String()),
      memberCount: nullable(Type.Integer()),
    }),
  ),
});

export const Window = Type.Object({
  before: Type.Optional(Id),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
});

export const MailProgress = Type.Object(
  { state: Type.Enum(['waiting', 'sent', 'failed', 'kept']), sentAt: nullable(Time) },
  { description: 'sent: a mail server has taken it. kept: there is none, administrators see it' },
);
