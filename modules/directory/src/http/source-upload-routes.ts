import { requireStepUp } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import type { Sources } from '../sources/sources.ts';
import { ById, Upload } from './source-schemas.ts';

/** 25,000 people with all their columns are a fifth of this. */
const largest = 32 * 1024 * 1024;

/** Registered by itself: it takes CSV as it is. */
export function sourceUploadRoutes(sources: Sources): HttpPlugin {
  return (http) => {
    http.removeAllContentTypeParsers();
    http.addContentTypeParser(['text/csv', 'application/octet-stream'], { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    // before the body is read
    http.addHook('onRequest', (request, _reply, done) => {
      requireStepUp(request);
      done();
    });
    http.post(
      '/api/v1/sources/:id/csv',
      {
        bodyLimit: largest,
        schema: {
          summary: 'The file (text/csv) that the next runs read; answers its columns and what they seem to hold',
          tags: ['sources'],
          params: ById,
          response: { 200: Upload },
        },
      },
      async (request) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return sources.upload(requireStepUp(request).actor, request.params.id, body);
      },
    );
  };
}
