import type { paths } from './api.generated.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** An address as `api` takes it: below /api/v1. */
export type ApiPath = keyof paths extends infer Path ? (Path extends `/api/v1${infer Rest}` ? Rest : never) : never;

type Operation<Path extends ApiPath, M extends Method> = `/api/v1${Path}` extends keyof paths
  ? paths[`/api/v1${Path}`][M]
  : never;

type JsonOf<Message> = Message extends { readonly content: { readonly 'application/json': infer Json } } ? Json : never;

/** What the server answers when all is well. */
export type Answer<Path extends ApiPath, M extends Method = 'get'> =
  Operation<Path, M> extends { readonly responses: infer Responses }
    ? JsonOf<Responses[keyof Responses & (200 | 201)]>
    : never;

/** What the server takes. */
export type Body<Path extends ApiPath, M extends Method> =
  Operation<Path, M> extends { readonly requestBody?: infer Request } ? JsonOf<NonNullable<Request>> : never;
