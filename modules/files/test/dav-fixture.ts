import { request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { davRoutes } from '@landescloud/platform/dav';
import { createHttp, silentLog, type Log } from '@landescloud/platform/http';
import { filesTrees } from '../src/index.ts';
import { filesFixture, type FilesFixture } from './files-fixture.ts';

export interface DavFixture extends FilesFixture {
  readonly url: string;
  /** As anna unless `as` says otherwise; null: nobody. */
  request(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; body?: string | Uint8Array; as?: string | null },
  ): Promise<DavResult>;
}

export interface DavResult {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The DAV routes over the real module and real HTTP; whoever names a login by Basic is believed. */
export async function davFixture(log: Log = silentLog): Promise<DavFixture> {
  const fixture = await filesFixture();
  const settings = {
    publicUrl: null,
    trustedProxies: [],
    logRequests: false,
    requestsPerPerson: 0,
    requestsPerAddress: 0,
  };
  const http = await createHttp({ settings, log, version: '0' });
  // What platform/auth would say: signed in by something that may do everything.
  http.decorateRequest('credential', null);
  http.addHook('onRequest', (request, _reply, done) => {
    const basic = request.headers.authorization?.replace(/^Basic /, '') ?? '';
    const login = Buffer.from(basic, 'base64').toString().split(':', 1)[0];
    request.actor = [fixture.anna, fixture.bernd].find((person) => person.login === login) ?? null;
    done();
  });
  const trees = filesTrees({ files: fixture.files, instanceId: 'octest' });
  await http.register(davRoutes({ trees, principals: { folders: [], properties: [] }, log }));
  await http.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  return {
    ...fixture,
    url,
    async request(method, path, { headers = {}, body, as = 'anna' } = {}) {
      const authorization = as === null ? {} : { authorization: `Basic ${Buffer.from(`${as}:x`).toString('base64')}` };
      return send(url, method, path, { ...authorization, ...headers }, body);
    },
    async [Symbol.asyncDispose]() {
      await http.close();
      await fixture[Symbol.asyncDispose]();
    },
  };
}

/** Not fetch: that tidies addresses up before it sends them. */
function send(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | Uint8Array = '',
): Promise<DavResult> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const length =
      'transfer-encoding' in headers || (body.length === 0 && ['GET', 'HEAD'].includes(method))
        ? {}
        : { 'content-length': Buffer.byteLength(body) };
    const outgoing = sendRequest(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          const received = new Headers(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
          resolve({ status: response.statusCode ?? 0, headers: received, text: Buffer.concat(pieces).toString() });
        });
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
