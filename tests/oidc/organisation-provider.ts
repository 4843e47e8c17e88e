import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

/** Somebody whom the provider knows: claims besides `sub`, and how they sign in there. */
export interface Account {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly acr?: string;
  readonly amr?: readonly string[];
}

/** A real OpenID Connect provider, as an organisation runs it, with a page that takes any login it knows. */
export interface OrganisationProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accounts: Map<string, Account>;
  /** Whether it asked the person who they are, by login, in order. */
  readonly asked: string[];
}

export interface OrganisationProviderOptions {
  /** Of the server whose people sign in here. */
  readonly url: string;
  readonly key: string;
  /** Default localhost: another site than the server's 127.0.0.1, as providers are. */
  readonly host?: string;
}

export async function startOrganisationProvider({
  url,
  key,
  host = 'localhost',
}: OrganisationProviderOptions): Promise<OrganisationProvider> {
  const accounts = new Map<string, Account>();
  const asked: string[] = [];
  const clientId = `landescloud-${key}`;
  const clientSecret = `secret of ${key}, a long one`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const signingKey = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: key };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${url}/api/v1/sign-in/oidc/${key}/callback`],
        backchannel_logout_uri: `${url}/api/v1/sign-in/oidc/${key}/logout`,
        backchannel_logout_session_required: true,
      },
    ],
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    claims: {
      openid: ['sub', 'acr', 'amr'],
      profile: ['name', 'preferred_username', 'ou', 'groups', 'locale', 'realm_access'],
      email: ['email', 'email_verified'],
      auth_time: null,
      sid: null,
    },
    pkce: { required: () => true },
    acrValues: ['mfa', 'phr'],
    cookies: { keys: ['tests'] },
    jwks: { keys: [signingKey] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 86_400, IdToken: 600, Interaction: 600, Session: 86_400 },
    // its own refuses this machine
    fetch: (address: string, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) =>
      fetch(address, options),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...accounts.get(sub)?.claims }),
    }),
    // its people need not be asked whether their own office may know who they are
    loadExistingGrant: async (ctx: { oidc: { session: { accountId: string }; client: { clientId: string } } }) => {
      const { session, client } = ctx.oidc;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/')) void interact(request, response);
    else answer(request, response);
  });

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><html lang="de"><title>Anmeldedienst</title><h1>Anmeldedienst ${key}</h1>
        <form method="post"><label>Kennung <input name="login"></label><button>Anmelden beim Dienst</button>
        <button name="no" value="1">Ablehnen</button></form></html>`);
      return;
    }
    const form = new URLSearchParams(await text(request));
    const login = form.get('login') ?? '';
    const account = accounts.get(login);
    asked.push(login);
    const { acr, amr } = account ?? {};
    const known = { accountId: login, ...(acr === undefined ? {} : { acr }), ...(amr === undefined ? {} : { amr }) };
    const refused = form.has('no') || !account;
    await provider.interactionFinished(request, response, refused ? { error: 'access_denied' } : { login: known });
  }

  return {
    issuer,
    clientId,
    clientSecret,
    accounts,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
