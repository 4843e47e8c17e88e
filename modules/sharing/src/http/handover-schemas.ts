import { Type } from 'typebox';
import { tokenPattern } from '../links/link-token.ts';
import { nullable, Time } from './schemas.ts';

export const Party = Type.Object({
  name: Type.String(),
  login: nullable(Type.String()),
  address: nullable(Type.String()),
});

const summary = {
  id: Type.Integer(),
  number: Type.String({ description: 'For people: 2026-17' }),
  direction: Type.Enum(['in', 'out']),
  state: Type.Enum(['open', 'delivered', 'withdrawn']),
  way: Type.Enum(['drop', 'request', 'link', 'share', 'explicit']),
  node: Type.Object({ id: Type.Integer(), name: Type.String() }),
  title: Type.String(),
  organisation: Type.Object({ key: Type.String(), name: Type.String() }),
  owner: nullable(Party),
  sender: Party,
  recipients: Type.Array(Party),
  openedAt: Time,
  deliveredAt: nullable(Time),
  withdrawnAt: nullable(Time),
  firstFetchedAt: nullable(Time),
  sumsAt: nullable(Time),
  fileCount: Type.Integer(),
  size: Type.Integer(),
  fetchedCount: Type.Integer(),
};
const Summary = Type.Object(summary);

const Fetch = Type.Object({
  who: Party,
  begunAt: Time,
  completedAt: nullable(Time),
  times: Type.Integer(),
});

export const FileOf = Type.Object({
  nodeId: Type.Integer(),
  path: Type.String(),
  size: Type.Integer(),
  sha256: nullable(Type.String()),
  gone: Type.Boolean(),
  putAt: Time,
  fetches: Type.Array(Fetch),
});

export const HandoverPage = Type.Object({ total: Type.Integer(), items: Type.Array(Summary) });

export const Handover = Type.Object({
  ...summary,
  message: Type.String(),
  remindDays: nullable(Type.Integer()),
  mayWithdraw: Type.Boolean(),
  files: Type.Array(FileOf),
});

export const HandoverQuery = Type.Object({
  direction: Type.Optional(Type.Enum(['in', 'out'])),
  state: Type.Optional(Type.Enum(['open', 'delivered', 'unfetched', 'withdrawn'])),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  scope: Type.Optional(Type.Enum(['mine', 'organisation'])),
  node: Type.Optional(Type.Integer({ minimum: 1 })),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
});

/** What a visitor sees of what they have sent: nobody's name within the house. */
export const PublicReceipt = Type.Object({
  number: Type.String(),
  state: Type.Enum(['delivered', 'withdrawn', 'open']),
  title: Type.String(),
  message: Type.String(),
  organisation: Type.String(),
  sender: Type.Object({ name: Type.String(), address: nullable(Type.String()) }),
  deliveredAt: nullable(Time),
  sumsAt: nullable(Time),
  files: Type.Array(
    Type.Object({
      path: Type.String(),
      size: Type.Integer(),
      sha256: nullable(Type.String()),
      gone: Type.Boolean(),
      fetchedAt: nullable(Time),
    }),
  ),
});

export const ById = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
export const Token = Type.Object({ token: Type.String({ pattern: tokenPattern }) });
export const Language = Type.Object({ language: Type.Enum(['de', 'en'], { default: 'de' }) });

export const Preparation = Type.Object({ isReady: Type.Boolean(), done: Type.Integer(), total: Type.Integer() });
