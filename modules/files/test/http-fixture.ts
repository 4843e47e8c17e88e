import type { PersonActor } from '@landescloud/kernel';
import { createHttp, silentLog, stopHttp } from '@landescloud/platform/http';
import { filesHttp } from '../src/index.ts';
import { type FilesFixture, filesFixture } from './files-fixture.ts';

export interface HttpFixture extends FilesFixture {
  readonly url: string;
  readonly port: number;
  /** As a person, 'anna' unless said otherwise; '' is nobody. Paths start below /api/v1. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  json<T = Record<string, unknown>>(method: string, path: string, body?: unknown, as?: string): Promise<T>;
}

export interface CallOptions {
  readonly as?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
}

/** The JSON API on a real socket; who calls is told by a header. */
export async function httpFixture(): Promise<HttpFixture> {
  const fixture = await filesFixture();
  const people: Record<string, PersonActor> = { anna: fixture.anna, bernd: fixture.bernd };
  const settings = {
    publicUrl: null,
    trustedProxies: [],
    logRequests: false,
    requestsPerPerson: 0,
    requestsPerAddress: 0,
  };
  const http = await createHttp({ settings, log: silentLog, version: '0' });
  // What platform/auth would say: signed in by something that may do everything.
  http.decorateRequest('credential', null);
  http.addHook('onRequest', (request, _reply, done) => {
    request.actor = people[String(request.headers['x-person'])] ?? null;
    done();
  });
  await http.register(filesHttp(fixture));
  await http.listen({ host: '127.0.0.1', port: 0 });
  const { port } = http.server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;

  const call = (method: string, path: string, { as = 'anna', headers = {}, body }: CallOptions = {}) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: { 'x-person': as, ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
  return {
    ...fixture,
    url,
    port,
    call,
    async json<T>(method: string, path: string, body?: unknown, as = 'anna'): Promise<T> {
      const options =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await call(method, path, { as, ...options });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    async [Symbol.asyncDispose]() {
      await stopHttp(http, 500);
      await fixture[Symbol.asyncDispose]();
    },
  };
}
