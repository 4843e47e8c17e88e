import { Type } from 'typebox';
import { Id, MailProgress, Next, nullable, Time } from '../../http/schemas.ts';
import { tokenPattern } from '../link-token.ts';

const Kind = Type.Union([Type.Literal('viewer'), Type.Literal('editor'), Type.Literal('uploader')]);
const Way = Type.Union([Type.Literal('page'), Type.Literal('dav')]);

export const ByToken = Type.Object({ token: Type.String({ pattern: tokenPattern }) });
export const ByTokenAndId = Type.Object({ ...ByToken.properties, id: Id });
export const ByTokenIdAndPage = Type.Object({
  ...ByTokenAndId.properties,
  page: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
});
export const Pages = Type.Object({
  count: Type.Integer(),
  whole: Type.Boolean({ description: 'False: there is more, which cannot be read here' }),
  pictures: Type.Boolean({ description: 'False: pages are text alone' }),
});

const choices = {
  viewOnly: Type.Optional(
    Type.Boolean({ description: 'Nothing can be downloaded; what has a preview is shown as one' }),
  ),
  name: Type.Optional(Type.String({ maxLength: 100, description: 'For those who manage it' })),
  message: Type.Optional(Type.String({ maxLength: 2000, description: 'For visitors' })),
  password: Type.Optional(nullable(Type.String({ maxLength: 1024 }))),
  endsAt: Type.Optional(nullable(Type.Integer({ description: 'Null: as late as the rules allow' }))),
  downloadLimit: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 }))),
  recipients: Type.Optional(Type.Array(Type.String({ maxLength: 254 }), { maxItems: 200 })),
};
export const NewLink = Type.Object({ kind: Kind, ...choices });
export const LinkChange = Type.Object({ kind: Type.Optional(Kind), ...choices });

export const Link = Type.Object({
  id: Id,
  nodeId: Id,
  kind: Kind,
  viewOnly: Type.Boolean(),
  name: Type.String(),
  message: Type.String(),
  address: Type.String(),
  hasPassword: Type.Boolean(),
  recipients: Type.Array(Type.String()),
  downloadLimit: nullable(Type.Integer()),
  downloadCount: Type.Integer(),
  maker: nullable(Type.Object({ login: Type.String(), name: Type.String() })),
  madeAt: Time,
  endsAt: nullable(Time),
  ended: Type.Boolean(),
});

export const OwnLinks = Type.Object({
  items: Type.Array(
    Type.Object({
      ...Link.properties,
      node: Type.Object({
        id: Id,
        name: Type.String(),
        kind: Type.Union([Type.Literal('file'), Type.Literal('folder')]),
      }),
      visitCount: Type.Integer(),
    }),
  ),
  next: Next,
});

export const SeenByLinks = Type.Object({
  items: Type.Array(
    Type.Object({
      on: Type.Object({ id: Id, name: Type.String() }),
      kind: Type.Union([Type.Literal('viewer'), Type.Literal('editor')]),
      viewOnly: Type.Boolean(),
      isProtected: Type.Boolean(),
      endsAt: nullable(Time),
    }),
  ),
});

export const LinksOfNode = Type.Object({
  items: Type.Array(Link),
  rules: Type.Object({
    allowed: Type.Boolean(),
    passwordRequired: Type.Boolean(),
    longestDays: Type.Integer(),
    defaultDays: Type.Integer(),
  }),
});

export const LinkUse = Type.Object({
  told: Type.Array(Type.Object({ address: Type.String(), mail: nullable(MailProgress) })),
  visits: Type.Array(
    Type.Object({
      begunAt: Time,
      lastAt: Time,
      way: Way,
      address: nullable(Type.String()),
      downloads: Type.Array(Type.Object({ nodeId: Id, name: Type.String(), at: Time })),
    }),
  ),
  deliveries: Type.Array(
    Type.Object({
      id: Id,
      folderId: Id,
      folderName: Type.String(),
      senderName: Type.String(),
      senderOrganisation: Type.String(),
      senderAddress: nullable(Type.String()),
      message: Type.String(),
      begunAt: Time,
      submittedAt: nullable(Time),
    }),
  ),
});

export const PublicNode = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Union([Type.Literal('file'), Type.Literal('folder')]),
  size: Type.Integer(),
  mtime: Time,
  mime: Type.String(),
  etag: Type.String(),
  hasPreview: Type.Boolean(),
  release: Type.Union(
    [
      Type.Literal('waiting'),
      Type.Literal('clean'),
      Type.Literal('infected'),
      Type.Literal('not-scannable'),
      Type.Literal('withheld'),
      Type.Null(),
    ],
    { description: 'What the scanner says; null: nobody asked' },
  ),
});

const Sender = {
  name: Type.String({ maxLength: 100 }),
  organisation: Type.String({ maxLength: 100 }),
  message: Type.String({ maxLength: 2000 }),
};
export const NewDelivery = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  organisation: Type.Optional(Sender.organisation),
  address: Type.Optional(Type.String({ maxLength: 254 })),
  message: Type.Optional(Sender.message),
  language: Type.Optional(Type.Union([Type.Literal('de'), Type.Literal('en')])),
});
export const Delivery = Type.Object({
  ...Sender,
  address: nullable(Type.String()),
  begunAt: Time,
  submittedAt: nullable(Time),
});

export const Submitted = Type.Object({
  ...Delivery.properties,
  receipt: Type.String({ description: 'Opens the receipt' }),
  number: Type.String({ description: 'Of the hand-over, for people' }),
  files: Type.Integer(),
  bytes: Type.Integer(),
});

export const Entry = Type.Object({
  password: Type.Optional(Type.String({ maxLength: 1024 })),
  challenge: Type.Optional(Type.String({ maxLength: 64 })),
  code: Type.Optional(Type.String({ maxLength: 32 })),
});

export const Entered = Type.Object({
  state: Type.Union([Type.Literal('open'), Type.Literal('password'), Type.Literal('code'), Type.Literal('ended')]),
  link: nullable(
    Type.Object({
      title: Type.String(),
      kind: Kind,
      viewOnly: Type.Boolean(),
      from: Type.Object({ name: Type.String(), organisation: Type.String() }),
      message: Type.String(),
      endsAt: nullable(Time),
      downloadsLeft: nullable(Type.Integer()),
      node: PublicNode,
      delivery: nullable(Delivery),
    }),
  ),
});

export const Asked = Type.Object({ challenge: Type.String(), endsAt: Time });

export const Listing = Type.Object({
  folder: PublicNode,
  path: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  total: Type.Integer(),
  items: Type.Array(PublicNode),
});
