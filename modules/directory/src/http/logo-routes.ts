import { requireStepUp } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { largestLogo } from '../commands/set-logo.ts';
import type { Directory } from '../directory.ts';
import { logoInvalid } from '../errors.ts';
import { ByKey } from './schemas.ts';

const tags = ['organisations'];
const address = '/api/v1/organisations/:key/logo';

export function logoRoutes({ logo, setLogo }: Directory['organisations']): HttpPlugin {
  return (http) => {
    // What it is, its first bytes say; the type that the browser names decides nothing.
    http.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestLogo }, (_request, body, done) =>
      done(null, body),
    );

    http.get(
      address,
      { schema: { summary: 'The organisation’s logo: a small picture', tags, params: ByKey } },
      async (request, reply) => {
        const { type, body } = await logo(requireActor(request), request.params.key);
        return reply
          .headers({
            'content-type': type,
            'content-disposition': 'inline; filename="logo"',
            'cache-control': 'private, max-age=300',
          })
          .send(body);
      },
    );

    const change = { tags, params: ByKey, response: { 204: Type.Null() } };
    http.put(
      address,
      { schema: { summary: 'Set the logo: PNG, JPEG or WebP of at most 256 KiB', ...change } },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        const body: unknown = request.body;
        if (!Buffer.isBuffer(body)) throw logoInvalid();
        await setLogo(actor, request.params.key, body);
        return reply.code(204).send(null);
      },
    );

    http.delete(address, { schema: { summary: 'Take the logo away', ...change } }, async (request, reply) => {
      await setLogo(requireStepUp(request).actor, request.params.key, null);
      return reply.code(204).send(null);
    });
  };
}
