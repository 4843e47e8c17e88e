import { requireStepUp } from '@landescloud/platform/auth';
import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import { HeldPage, Id, Offset, pageLimit } from './schemas.ts';

const tags = ['release'];
const Organisation = Type.Object({ key: Type.String({ maxLength: 64 }) });
const Content = Type.Object({ key: Type.String({ maxLength: 64 }), id: Id });

/** What is kept away in an organisation's spaces, and what its administrators can do about it. */
export function releaseRoutes({ releases }: Files): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/organisations/:key/held-files',
      {
        schema: {
          summary: 'Uploads that are kept away, for who administers the organisation; of what waits only how many',
          tags,
          params: Organisation,
          querystring: Type.Object({ offset: Offset, limit: pageLimit(50, 200) }),
          response: { 200: HeldPage },
        },
      },
      async (request) => releases.held(requireActor(request), request.params.key, request.query),
    );

    http.post(
      '/api/v1/organisations/:key/held-files/:id/release',
      { schema: { summary: 'Release what cannot be scanned, with a mark', tags, params: Content } },
      async (request, reply) => {
        const { key, id } = request.params;
        await releases.release(requireStepUp(request).actor, key, id);
        return reply.code(204).send();
      },
    );

    http.post(
      '/api/v1/organisations/:key/held-files/:id/recheck',
      { schema: { summary: 'Have the scanner look once more', tags, params: Content } },
      async (request, reply) => {
        const { key, id } = request.params;
        await releases.recheck(requireStepUp(request).actor, key, id);
        return reply.code(204).send();
      },
    );
  };
}
