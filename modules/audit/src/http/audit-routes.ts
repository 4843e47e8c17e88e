import { Readable } from 'node:stream';
import { requireSession, requireStepUp } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Audit } from '../audit.ts';
import type { AuditEntry, AuditFilter, AuditPage } from '../entry.ts';
import { exportLines, exportTypes } from '../export-lines.ts';

const Nullable = (type: typeof Type.String) => Type.Union([type(), Type.Null()]);
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Time = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });
const Entry = Type.Object({
  id: Type.Integer(),
  at: Type.Integer(),
  type: Type.String(),
  organisationId: Type.Union([Type.Integer(), Type.Null()]),
  redacted: Type.Boolean(),
  actorKind: Nullable(Type.String),
  personId: Type.Union([Type.Integer(), Type.Null()]),
  name: Nullable(Type.String),
  client: Nullable(Type.String),
  subject: Nullable(Type.String),
  data: Type.Unsafe<unknown>({}),
});
const Named = Type.Object({
  ...Entry.properties,
  subjectName: Type.Union([Type.String(), Type.Null()], {
    description: 'Of the person, group or organisation, as of now',
  }),
});
const NamedPage = Type.Object({ items: Type.Array(Named), next: Type.Union([Type.Integer(), Type.Null()]) });
const Page = Type.Object({ items: Type.Array(Entry), next: Type.Union([Type.Integer(), Type.Null()]) });
const filter = {
  organisation: Type.Optional(Id),
  type: Type.Optional(Type.String({ maxLength: 100 })),
  person: Type.Optional(Id),
  subject: Type.Optional(Type.String({ maxLength: 200 })),
  from: Type.Optional(Time),
  to: Type.Optional(Time),
  q: Type.Optional(Type.String({ maxLength: 200 })),
};
const paging = {
  before: Type.Optional(Id),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
};
const Search = Type.Object({ ...filter, ...paging });
const Export = Type.Object({ ...filter, format: Type.Union([Type.Literal('csv'), Type.Literal('jsonl')]) });
const tags = ['audit'];

interface FilterInput {
  readonly organisation?: number;
  readonly type?: string;
  readonly person?: number;
  readonly subject?: string;
  readonly from?: number;
  readonly to?: number;
  readonly q?: string;
}

/** What subjects such as 'person:7' are called now, where that is known. */
export type SubjectNames = (subjects: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** The log under /api/v1/audit for those who may read it, and under /api/v1/me/audit what it says about oneself. */
export function auditRoutes(audit: Audit, subjectNames: SubjectNames): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/audit',
      { schema: { summary: 'The audit log, newest first', tags, querystring: Search, response: { 200: NamedPage } } },
      async (request) => {
        const { actor } = requireSession(request);
        const { limit, before, ...given } = request.query;
        const page = { limit, ...(before === undefined ? {} : { before }) };
        const found = shown(await audit.search(actor, toFilter(given), page));
        const names = await subjectNames([...new Set(found.items.flatMap(({ subject }) => subject ?? []))]);
        const nameOf = (subject: string | null) => (subject === null ? null : (names.get(subject) ?? null));
        return { ...found, items: found.items.map((entry) => ({ ...entry, subjectName: nameOf(entry.subject) })) };
      },
    );

    http.get(
      '/api/v1/audit/export',
      { schema: { summary: 'The audit log as CSV or JSON Lines', tags, querystring: Export } },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        const { format, ...given } = request.query;
        const entries = await audit.export(actor, toFilter(given), format);
        void reply.header('content-type', exportTypes[format]);
        void reply.header('content-disposition', `attachment; filename="audit.${format}"`);
        return reply.send(Readable.from(exportLines(entries, format), { objectMode: false }));
      },
    );

    http.post(
      '/api/v1/audit/verify',
      {
        schema: {
          summary: 'Look through the whole log; what is found stands in it and in the health of the system',
          tags,
          response: { 202: Type.Null() },
        },
      },
      async (request, reply) => {
        await audit.requestVerification(requireStepUp(request).actor);
        return reply.code(202).send(null);
      },
    );

    http.get(
      '/api/v1/me/audit',
      {
        schema: {
          summary: 'What the audit log says about oneself, newest first',
          tags,
          querystring: Type.Object(paging),
          response: { 200: Page },
        },
      },
      async (request) => {
        const { actor } = requireSession(request);
        const { limit, before } = request.query;
        return shown(await audit.me(actor, { limit, ...(before === undefined ? {} : { before }) }));
      },
    );
  };
}

function toFilter({ organisation, type, person, subject, from, to, q }: FilterInput): AuditFilter {
  const text = q?.trim() ?? '';
  return {
    ...(organisation === undefined ? {} : { organisationId: organisation }),
    ...(type === undefined ? {} : { type }),
    ...(person === undefined ? {} : { personId: person }),
    ...(subject === undefined ? {} : { subject }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(text === '' ? {} : { text }),
  };
}

function shown({ items, next }: AuditPage): { items: Shown[]; next: number | null } {
  return { items: items.map((entry) => ({ ...entry, data: parsed(entry.data) })), next };
}

type Shown = Omit<AuditEntry, 'data'> & { readonly data: unknown };

function parsed(data: string | null): unknown {
  return data === null ? null : JSON.parse(data);
}
