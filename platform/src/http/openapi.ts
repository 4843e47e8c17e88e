import swagger from '@fastify/swagger';
import type { Http } from './http-types.ts';

/** OpenAPI 3.1 of the routes under /api/v1, made from their schemas. Register before any route. */
export async function addOpenApi(http: Http, version: string): Promise<void> {
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Landescloud',
        version,
        description:
          'Errors are application/problem+json with a stable `code`; times are milliseconds since 1970, sizes bytes.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'lc_session' },
          appPassword: { type: 'http', scheme: 'basic', description: 'A login and an app password.' },
        },
      },
      security: [{ session: [] }, { appPassword: [] }],
    },
    hideUntagged: false,
    transform: ({ schema, url }) => {
      const hidden = !url.startsWith('/api/v1/') || schema === undefined;
      return { schema: hidden ? { hide: true } : schema, url };
    },
  });
  let document = '';
  http.get('/api/v1/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    document ||= JSON.stringify(http.swagger());
    void reply.header('content-type', 'application/json').serializer(String).send(document);
  });
}
