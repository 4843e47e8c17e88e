import { Type, type TSchema } from 'typebox';

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const Time = Type.Integer({ description: 'Milliseconds since 1970-01-01T00:00:00Z' });
export const Bytes = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Name = Type.String({ minLength: 1, maxLength: 255 });
export const Offset = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 });
export const OnConflict = Type.Union([Type.Literal('fail'), Type.Literal('rename'), Type.Literal('replace')]);
export const Role = Type.Union([
  Type.Literal('viewer'),
  Type.Literal('commenter'),
  Type.Literal('uploader'),
  Type.Literal('editor'),
  Type.Literal('manager'),
]);
export const SpaceKind = Type.Union([Type.Literal('personal'), Type.Literal('project'), Type.Literal('exchange')]);
const NodeKind = Type.Union([Type.Literal('file'), Type.Literal('folder')]);
const Person = Type.Object({ login: Type.String(), name: Type.String() });

export const Ids = Type.Array(Id, { minItems: 1, maxItems: 1000 });
export const ById = Type.Object({ id: Id });

export function pageLimit(usual: number, most: number) {
  return Type.Integer({ minimum: 1, maximum: most, default: usual });
}

export function items<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item) });
}

const Release = Type.Union(
  [
    Type.Literal('waiting'),
    Type.Literal('clean'),
    Type.Literal('infected'),
    Type.Literal('not-scannable'),
    Type.Literal('withheld'),
    Type.Null(),
  ],
  {
    description:
      'What was decided about the content; waiting, infected and withheld are nobody’s to read. null: nobody asked',
  },
);

const Lock = Type.Object({
  nodeId: Id,
  kind: Type.Union([Type.Literal('token'), Type.Literal('user')]),
  exclusive: Type.Boolean(),
  deep: Type.Boolean(),
  personLogin: Type.String(),
  personName: Type.String(),
  createdAt: Time,
  expiresAt: Time,
});

export const Node = Type.Object(
  {
    id: Id,
    spaceId: Id,
    parentId: nullable(Id),
    name: Type.String(),
    kind: NodeKind,
    size: Bytes,
    mtime: Time,
    createdAt: Time,
    uploadedAt: Time,
    mime: Type.String({ description: "'' for folders" }),
    etag: Type.String(),
    change: Type.Integer(),
    favourite: Type.Boolean(),
    role: Role,
    rights: Type.Integer({ description: 'Bits: read 1, comment 2, add 4, change 8, manage 16' }),
    mayRemove: Type.Boolean(),
    rootOf: nullable(SpaceKind),
    ownerLogin: Type.String(),
    ownerName: Type.String(),
    modifiedBy: nullable(Person),
    modifiedByVisitor: nullable(Type.String({ description: 'What a visitor by a link called themselves' })),
    folderCount: Type.Integer(),
    fileCount: Type.Integer(),
    release: Release,
    lock: nullable(Lock),
    hasPreview: Type.Boolean(),
    checksums: Type.String({ description: "Verified ones, 'SHA1:… SHA256:…'" }),
  },
  { description: 'A file or folder as the person sees it' },
);

export const NodePage = Type.Object({
  folder: Node,
  ancestors: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  total: Type.Integer(),
  items: Type.Array(Node),
});

export const Located = Type.Object({ node: Node, path: Type.Array(Type.String()) });

/** What became of each of several nodes: one failure does not undo the others. */
export const Results = Type.Object({
  results: Type.Array(
    Type.Object({
      id: Id,
      node: Type.Optional(Node),
      trashId: Type.Optional(nullable(Id)),
      error: Type.Optional(Type.Object({ code: Type.String(), title: Type.String() })),
    }),
  ),
});

export const Space = Type.Object({
  id: Id,
  kind: SpaceKind,
  name: Type.String(),
  mountName: Type.String(),
  role: Role,
  manages: Type.Boolean({ description: 'Also of a space that has ended' }),
  rootId: Id,
  organisationKey: Type.String(),
  usedBytes: Bytes,
  quotaBytes: nullable(Bytes),
  freeBytes: nullable(Bytes),
  purpose: Type.String(),
  sponsor: nullable(Person),
  endsAt: nullable(Time),
  closedAt: nullable(Time),
  deletesAt: nullable(Time),
  held: Type.Boolean({ description: 'Something in it must be kept: nothing is deleted for good' }),
});

export const OrganisationStorage = Type.Object({
  usedBytes: Bytes,
  quotaBytes: nullable(Bytes),
  spaces: Type.Integer(),
});

export const SpaceSummary = Type.Object({
  id: Id,
  kind: SpaceKind,
  name: Type.String(),
  organisationKey: Type.String(),
  ownerLogin: nullable(Type.String()),
  memberCount: Type.Integer(),
  managerCount: Type.Integer(),
  usedBytes: Bytes,
  quotaBytes: nullable(Bytes),
  createdAt: Time,
  purpose: Type.String(),
  sponsorLogin: nullable(Type.String()),
  endsAt: nullable(Time),
  closedAt: nullable(Time),
  held: Type.Boolean(),
});

export const Quota = nullable(Bytes);
export const Purpose = Type.String({ maxLength: 500 });
export const End = nullable(Time);
export const Login = Type.String({ minLength: 1, maxLength: 64 });

export const MayMakeSpaces = Type.Object({
  project: Type.Boolean(),
  exchange: Type.Boolean(),
  latestExchangeEnd: Time,
  quota: Type.Boolean({ description: 'Whether a limit may be set' }),
});

export const SpaceMember = Type.Object({ login: Type.String(), name: Type.String(), role: Role });

export const Version = Type.Object({
  id: Id,
  size: Bytes,
  mime: Type.String(),
  mtime: Time,
  createdAt: Time,
  createdBy: nullable(Person),
  label: nullable(Type.String()),
  release: Release,
  etag: Type.String(),
});

export const Activity = Type.Object({
  id: Id,
  nodeId: Id,
  kind: Type.String(),
  name: Type.String(),
  detail: Type.String(),
  person: nullable(Person),
  visitor: nullable(Type.String({ description: 'What a visitor by a link called themselves' })),
  at: Time,
});

export const Trashed = Type.Object({
  id: Id,
  spaceId: Id,
  name: Type.String(),
  path: Type.String(),
  kind: NodeKind,
  size: Bytes,
  mime: Type.String(),
  mtime: Time,
  etag: Type.String(),
  trashedAt: Time,
  trashedBy: nullable(Person),
});

export const HeldPage = Type.Object({
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      contentId: Id,
      nodeId: Id,
      name: Type.String(),
      space: Type.String(),
      size: Bytes,
      state: Type.Union([Type.Literal('infected'), Type.Literal('withheld')]),
      finding: Type.String({ description: 'A signature’s name, or why it cannot be scanned' }),
      sender: nullable(Person),
      senderName: Type.String({ description: 'Of somebody without an account, as they call themselves' }),
      uploadedAt: Time,
      decidedAt: Time,
    }),
  ),
  waiting: Type.Object({
    count: Type.Integer(),
    since: nullable(Time),
    trouble: Type.Union(
      [
        Type.Literal('not-configured'),
        Type.Literal('away'),
        Type.Literal('no-signatures'),
        Type.Literal('silent-limits'),
        Type.Null(),
      ],
      { description: 'Why they wait; null: the scanner is at it' },
    ),
  }),
});
