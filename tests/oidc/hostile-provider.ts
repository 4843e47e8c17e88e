import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';

/** A provider of our own making that does what it should not: each test says what. */
export interface HostileProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly privateKey: CryptoKey;
  /** Fields over those of its true description of itself. */
  description: Readonly<Record<string, unknown>>;
  /** What its token endpoint answers as ID token; default: a right one. */
  makeToken: (right: RightToken) => Promise<string> | string;
  /** What it sends the browser back with, over code, state and iss. */
  answer: Readonly<Record<string, string>>;
  /** `iss` of the answer; null: none. */
  iss: string | null;
  userinfo: Readonly<Record<string, unknown>>;
  /** Bodies that came to its token endpoint. */
  readonly exchanged: URLSearchParams[];
  /** What it was last asked for. */
  readonly asked: URLSearchParams[];
  sign(payload: JWTPayload, o?: { key?: CryptoKey; alg?: string; typ?: string }): Promise<string>;
}

export interface RightToken {
  readonly payload: JWTPayload;
  readonly sign: HostileProvider['sign'];
}

export async function startHostileProvider(subject: string): Promise<HostileProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), use: 'sig', alg: 'RS256', kid: 'hostile' };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign: HostileProvider['sign'] = (payload, { key = privateKey, alg = 'RS256', typ = 'JWT' } = {}) =>
    new SignJWT(payload).setProtectedHeader({ alg, kid: 'hostile', typ }).sign(key);
  const hostile: HostileProvider = {
    issuer,
    clientId: 'hostile-client',
    clientSecret: 'a secret of thirty-two characters or more',
    privateKey,
    description: {},
    makeToken: ({ payload }) => sign(payload),
    answer: {},
    iss: issuer,
    userinfo: { sub: subject },
    exchanged: [],
    asked: [],
    sign,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    authorization_response_iss_parameter_supported: true,
    ...hostile.description,
  });

  async function token(request: IncomingMessage): Promise<unknown> {
    hostile.exchanged.push(new URLSearchParams(await text(request)));
    const now = Math.floor(Date.now() / 1000);
    const nonce = hostile.asked.at(-1)?.get('nonce') ?? '';
    const times = { iat: now, exp: now + 300, auth_time: now };
    const payload = { iss: issuer, aud: hostile.clientId, sub: subject, nonce, ...times };
    const id_token = await hostile.makeToken({ payload, sign });
    return { access_token: 'x', token_type: 'Bearer', expires_in: 300, id_token };
  }

  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '', issuer);
    const send = (body: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url.pathname === '/.well-known/openid-configuration') send(metadata());
    else if (url.pathname === '/jwks') send({ keys: [jwk] });
    else if (url.pathname === '/userinfo') send(hostile.userinfo);
    else if (url.pathname === '/token') void token(request).then(send);
    else if (url.pathname === '/authorize') {
      hostile.asked.push(url.searchParams);
      const back = new URL(url.searchParams.get('redirect_uri') ?? issuer);
      const iss = hostile.iss === null ? {} : { iss: hostile.iss };
      const said = { code: 'a-code', state: url.searchParams.get('state') ?? '', ...iss, ...hostile.answer };
      for (const [name, value] of Object.entries(said)) back.searchParams.set(name, value);
      response.writeHead(303, { location: back.href }).end();
    } else response.writeHead(404).end();
  });
  return hostile;
}
