import { isDomainError } from '@landescloud/kernel';
import { publicUrl } from '@landescloud/platform/http';
import type { Http, HttpPlugin, HttpReply, HttpRequest } from '@landescloud/platform/http';
import { statusOfKind } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { SourceDeps } from '../sources/source-deps.ts';
import { project } from './projection.ts';
import { scimContext } from './scim-context.ts';
import type { ScimContext } from './scim-context.ts';
import { badRequest, notFound, ScimError, scimErrorBody } from './scim-error.ts';
import { createGroup, deleteGroup, getGroup, listGroups, patchGroup, replaceGroup } from './scim-groups.ts';
import { listResponse, parseQuery } from './scim-query.ts';
import { resourceTypes, schemas, serviceProviderConfig } from './scim-schemas.ts';
import { createUser, deleteUser, getUser, listUsers, patchUser, replaceUser } from './scim-users.ts';
import { isObject } from './scim-value.ts';
import type { ScimObject } from './scim-value.ts';

const prefix = '/scim/v2';
const type = 'application/scim+json';
/** A group of tens of thousands, whole. */
const largest = 16 * 1024 * 1024;

declare module 'fastify' {
  interface FastifyRequest {
    scim: ScimContext | null;
  }
}

/** SCIM 2.0 (RFC 7643, RFC 7644) for identity systems that push people, such as Entra ID and Keycloak. */
export function scimRoutes({ deps }: { readonly deps: SourceDeps }): HttpPlugin {
  return (http) => {
    void http.register(
      async (inner: Http) => {
        inner.decorateRequest('scim', null);
        inner.removeAllContentTypeParsers();
        inner.addContentTypeParser(
          [type, 'application/json'],
          { parseAs: 'string', bodyLimit: largest },
          inner.getDefaultJsonParser('error', 'error'),
        );
        inner.setErrorHandler((error, _request, reply) => sendError(error, reply));
        inner.setNotFoundHandler((_request, reply) => sendError(notFound(), reply));
        inner.addHook('onRequest', async (request) => {
          const { authorization } = request.headers;
          request.scim = await scimContext(deps, authorization, publicUrl(request) + prefix);
        });
        about(inner);
        resources(inner, 'Users', {
          list: listUsers,
          get: getUser,
          create: createUser,
          replace: replaceUser,
          patch: patchUser,
          remove: deleteUser,
        });
        resources(inner, 'Groups', {
          list: listGroups,
          get: getGroup,
          create: createGroup,
          replace: replaceGroup,
          patch: patchGroup,
          remove: deleteGroup,
        });
      },
      { prefix },
    );
  };
}

interface Resources {
  list(context: ScimContext, query: ReturnType<typeof parseQuery>): Promise<ScimObject>;
  get(context: ScimContext, id: string): Promise<ScimObject>;
  create(context: ScimContext, given: unknown): Promise<ScimObject>;
  replace(context: ScimContext, id: string, given: unknown, ifMatch?: string): Promise<ScimObject>;
  patch(context: ScimContext, id: string, body: unknown, ifMatch?: string): Promise<ScimObject>;
  remove(context: ScimContext, id: string, ifMatch?: string): Promise<void>;
}

// The body is checked by hand: SCIM says how each mistake is to be answered. The schema alone keeps NUL out.
const schema = { hide: true, body: Type.Unknown() };
const hidden = { hide: true };

function resources(http: Http, path: 'Users' | 'Groups', commands: Resources): void {
  const idOf = (request: HttpRequest) => (request.params as { id: string }).id;
  const queryOf = (request: HttpRequest) => parseQuery(request.query as Record<string, unknown>);
  const one = (request: HttpRequest, reply: HttpReply, resource: ScimObject, status = 200) => {
    const { version, location } = resource['meta'] as { version: string; location: string };
    void reply.header('etag', version);
    if (status === 201) void reply.header('location', location);
    return send(reply, status, project(resource, queryOf(request).projection));
  };

  http.get(`/${path}`, { schema: hidden }, async (request, reply) =>
    send(reply, 200, await commands.list(contextOf(request), queryOf(request))),
  );
  http.post(`/${path}/.search`, { schema }, async (request, reply) => {
    if (!isObject(request.body)) throw badRequest('invalidSyntax', 'A search is an object.');
    return send(reply, 200, await commands.list(contextOf(request), parseQuery(request.body)));
  });
  http.post(`/${path}`, { schema }, async (request, reply) =>
    one(request, reply, await commands.create(contextOf(request), request.body), 201),
  );
  http.get(`/${path}/:id`, { schema: hidden }, async (request, reply) => {
    const resource = await commands.get(contextOf(request), idOf(request));
    const { version } = resource['meta'] as { version: string };
    const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim());
    if (known?.includes(version)) return reply.code(304).header('etag', version).send();
    return one(request, reply, resource);
  });
  http.put(`/${path}/:id`, { schema }, async (request, reply) =>
    one(request, reply, await commands.replace(contextOf(request), idOf(request), request.body, ifMatch(request))),
  );
  http.patch(`/${path}/:id`, { schema }, async (request, reply) =>
    one(request, reply, await commands.patch(contextOf(request), idOf(request), request.body, ifMatch(request))),
  );
  http.delete(`/${path}/:id`, { schema: hidden }, async (request, reply) => {
    await commands.remove(contextOf(request), idOf(request), ifMatch(request));
    return reply.code(204).send();
  });
}

function about(http: Http): void {
  const list = (all: readonly ScimObject[]) => listResponse(all.length, 1, all);
  const named = (all: readonly ScimObject[], id: string) => {
    const found = all.find((one) => String(one['id']).toLowerCase() === id.toLowerCase());
    if (!found) throw notFound();
    return found;
  };
  const idOf = (request: HttpRequest) => (request.params as { id: string }).id;
  const get = (path: string, answer: (base: string, request: HttpRequest) => ScimObject) =>
    http.get(path, { schema: hidden }, async (request, reply) =>
      send(reply, 200, answer(contextOf(request).base, request)),
    );
  get('/ServiceProviderConfig', serviceProviderConfig);
  get('/ResourceTypes', (base) => list(resourceTypes(base)));
  get('/ResourceTypes/:id', (base, request) => named(resourceTypes(base), idOf(request)));
  get('/Schemas', (base) => list(schemas(base)));
  get('/Schemas/:id', (base, request) => named(schemas(base), idOf(request)));
  for (const path of ['/Bulk', '/Me']) {
    http.all(path, { schema: hidden }, () => {
      throw new ScimError(501, undefined, 'This is not supported; see ServiceProviderConfig.');
    });
  }
}

function contextOf(request: HttpRequest): ScimContext {
  if (!request.scim) throw new ScimError(401, undefined, 'Send the token of a source.');
  return request.scim;
}

function ifMatch(request: HttpRequest): string | undefined {
  return request.headers['if-match'];
}

function send(reply: HttpReply, status: number, body: object): HttpReply {
  return reply.code(status).header('content-type', `${type}; charset=utf-8`).serializer(JSON.stringify).send(body);
}

/** Errors that nobody expected go on to the server's own handler, which logs them and says nothing. */
function sendError(error: unknown, reply: HttpReply): HttpReply {
  if (error instanceof ScimError) {
    if (error.status === 401) void reply.header('www-authenticate', 'Bearer realm="scim"');
    return send(reply, error.status, scimErrorBody(error.status, error.message, error.scimType));
  }
  if (isDomainError(error)) {
    const status = statusOfKind[error.kind];
    const { retryAfterSeconds } = error.details;
    if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
    return send(reply, status, scimErrorBody(status, error.message));
  }
  const { statusCode, message } = error as { statusCode?: unknown; message?: unknown };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    const scimType = statusCode === 400 ? 'invalidSyntax' : undefined;
    return send(reply, statusCode, scimErrorBody(statusCode, String(message), scimType));
  }
  throw error;
}
