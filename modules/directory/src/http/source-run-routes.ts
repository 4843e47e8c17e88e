import { requireSession, requireStepUp } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { itemKinds } from '../sources/source-difference.ts';
import type { Sources } from '../sources/sources.ts';
import { Limit, Offset } from './schemas.ts';
import { ById, ByRun, Item, ItemKind, Run } from './source-schemas.ts';

const Start = Type.Object(
  { mode: Type.Optional(Type.Union([Type.Literal('full'), Type.Literal('changes')])) },
  { additionalProperties: false },
);
const Decision = Type.Object({ hash: Type.String({ minLength: 64, maxLength: 64 }) }, { additionalProperties: false });
const Page = Type.Object({ offset: Offset, limit: Limit(50) });
const ItemPage = Type.Object({ ...Page.properties, kind: Type.Optional(ItemKind) });
const tags = ['sources'];

export function sourceRunRoutes(sources: Sources): HttpPlugin {
  return (http) => {
    for (const [path, dry, summary] of [
      ['dry-run', true, 'Look what would change'],
      ['run', false, 'Take over what the source says'],
    ] as const) {
      http.post(
        `/api/v1/sources/:id/${path}`,
        { schema: { summary, tags, params: ById, body: Start, response: { 202: Run } } },
        async (request, reply) => {
          const { actor } = requireStepUp(request);
          return reply.code(202).send(await sources.run(actor, request.params.id, { ...request.body, dry }));
        },
      );
    }

    http.get(
      '/api/v1/sources/:id/runs',
      {
        schema: {
          summary: 'Runs of a source, the newest first',
          tags,
          params: ById,
          querystring: Page,
          response: { 200: Type.Object({ total: Type.Integer(), items: Type.Array(Run) }) },
        },
      },
      async (request) => sources.runs(requireSession(request).actor, request.params.id, request.query),
    );

    http.get(
      '/api/v1/sources/:id/runs/:run',
      {
        schema: {
          summary: 'What a run found, in parts',
          tags,
          params: ByRun,
          querystring: ItemPage,
          response: { 200: Type.Object({ run: Run, items: Type.Array(Item) }) },
        },
      },
      async (request) => {
        const { kind, offset, limit } = request.query;
        const kinds = kind === undefined ? itemKinds : [kind];
        const { id, run } = request.params;
        return sources.difference(requireSession(request).actor, id, run, { kinds, offset, limit });
      },
    );

    for (const [path, summary] of [
      ['confirm', 'Apply what waits: what was looked at or held back by the brake'],
      ['discard', 'Let what waits be'],
    ] as const) {
      http.post(
        `/api/v1/sources/:id/runs/:run/${path}`,
        { schema: { summary, tags, params: ByRun, body: Decision, response: { 200: Run } } },
        async (request) => {
          const { id, run } = request.params;
          return sources[path](requireStepUp(request).actor, id, run, request.body.hash);
        },
      );
    }
  };
}
