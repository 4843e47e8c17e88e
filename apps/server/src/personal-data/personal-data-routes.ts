import { Readable } from 'node:stream';
import { requireStepUp } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import { personalData } from './personal-data.ts';
import type { PersonalDataRooms } from './personal-data.ts';

/** One's own data as a file. Whoever finds a browser open must not carry them away: it asks who is there. */
export function personalDataRoutes(rooms: PersonalDataRooms): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/me/data',
      { schema: { summary: 'What is stored about oneself, as one JSON document', tags: ['me'] } },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        const pieces = await personalData(rooms, actor);
        void reply.header('content-type', 'application/json; charset=utf-8');
        void reply.header('content-disposition', `attachment; filename="landescloud-${actor.login}.json"`);
        void reply.header('cache-control', 'no-store');
        return reply.send(Readable.from(pieces, { objectMode: false }));
      },
    );
  };
}
