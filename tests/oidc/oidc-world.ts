import assert from 'node:assert/strict';
import { passwordOf, startWorld } from '@landescloud/testing';
import type { World } from '@landescloud/testing';
import { startOrganisationProvider } from './organisation-provider.ts';
import type { OrganisationProvider } from './organisation-provider.ts';
import { createScriptedBrowser } from './scripted-browser.ts';
import type { Arrival, ScriptedBrowser } from './scripted-browser.ts';

/** What the operator opens, so that providers on this machine are reached. */
export const networks = ['127.0.0.1', '::1'];

export interface OidcWorld extends AsyncDisposable {
  readonly world: World;
  readonly provider: OrganisationProvider;
  /** Signed in by password; `ask` is the API as that person. */
  as(login: string): Promise<Asker>;
  /** From the first address to where the browser ends, through the provider's page where it asks. */
  signIn(login: string, o?: SignInOptions): Promise<Arrived>;
}

export interface SignInOptions {
  readonly browser?: ScriptedBrowser;
  readonly key?: string;
  readonly query?: string;
}

export interface Arrived extends Arrival {
  readonly browser: ScriptedBrowser;
  /** Who is signed in afterwards; null: nobody. */
  readonly person: { readonly login: string; readonly name: string; readonly id: number } | null;
  /** What the page is told; null: nothing went wrong. */
  readonly problem: string | null;
  /** What the sign-in still waits for. */
  readonly step: { readonly token: string; readonly kind: string; readonly methods: string[] } | null;
}

// eslint-disable-next-line typescript/no-explicit-any
export type Asker = (method: string, path: string, body?: unknown) => Promise<{ status: number; json: any }>;

export const providerInput = ({ issuer, clientId, clientSecret }: OrganisationProvider) => ({
  key: 'tfm-dienst',
  name: 'Anmeldedienst Finanzen',
  issuer,
  clientId,
  secret: clientSecret,
  domains: ['tfm.example'],
});

/** The test world with the provider of 'tfm', whose mail domain is tfm.example; tmil has tmil.example. */
export async function startOidcWorld(settings: Readonly<Record<string, unknown>> = {}): Promise<OidcWorld> {
  const world = await startWorld({ settings: { providerNetworks: networks } });
  const provider = await startOrganisationProvider({ url: world.url, key: 'tfm-dienst' });

  async function as(login: string): Promise<Asker> {
    const browser = createScriptedBrowser();
    const ask: Asker = async (method, path, body) => {
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await browser.go(world.url + path, { method, headers, ...json });
      const text = await answer.text();
      return { status: answer.status, json: text === '' ? null : JSON.parse(text) };
    };
    const { status } = await ask('POST', '/api/v1/session', { login, password: passwordOf(login) });
    assert.equal(status, 200);
    return ask;
  }

  const admin = await as('admin');
  for (const key of ['tfm', 'tmil']) {
    const { status } = await admin('PATCH', `/api/v1/organisations/${key}`, { mailDomains: [`${key}.example`] });
    assert.equal(status, 200);
  }
  const input = { ...providerInput(provider), settings };
  const { status, json } = await admin('POST', '/api/v1/organisations/tfm/providers', input);
  assert.equal(status, 201, JSON.stringify(json));

  return {
    world,
    provider,
    as,
    async signIn(login, { browser = createScriptedBrowser(), key = 'tfm-dienst', query = '' } = {}) {
      let arrival = await browser.follow(`${world.url}/api/v1/sign-in/oidc/${key}${query}`);
      if (new URL(arrival.url).pathname.startsWith('/interaction/')) {
        const body = new URLSearchParams({ login });
        arrival = await browser.follow(arrival.url, { method: 'POST', body });
      }
      const { status: state, person } = await whoIs(world, browser);
      assert.ok(state === 200 || state === 401);
      const { searchParams, hash } = new URL(arrival.url);
      const step = hash.startsWith('#step=') ? JSON.parse(String(Buffer.from(hash.slice(6), 'base64url'))) : null;
      return { ...arrival, browser, person, step, problem: searchParams.get('problem') };
    },
    async [Symbol.asyncDispose]() {
      await world.stop();
      await provider[Symbol.asyncDispose]();
    },
  };
}

export async function whoIs(world: World, browser: ScriptedBrowser) {
  const answer = await browser.go(`${world.url}/api/v1/session`);
  const { person = null } = (await answer.json()) as { person?: NonNullable<Arrived['person']> };
  return { status: answer.status, person };
}
