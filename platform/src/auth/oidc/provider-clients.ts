import { hash } from 'node:crypto';
import type { Clock } from '@landescloud/kernel';
import { createRemoteJWKSet, customFetch as customKeyFetch } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { ClientAuth, Configuration } from 'openid-client';
import { isThisMachine } from '../../outgoing/index.ts';
import type { GuardedFetch } from '../../outgoing/index.ts';
import { providerUnreachable, unreachable } from './provider-errors.ts';
import type { Provider } from './provider-source.ts';

/** A provider as it describes itself. */
export interface ProviderClient {
  readonly configuration: Configuration;
  /** What its logout tokens are signed with. */
  readonly keys: JWTVerifyGetKey;
}

export interface ProviderClients {
  /** Unavailable `auth.provider_unreachable` with a reason. */
  of(provider: Provider): Promise<ProviderClient>;
  discover(issuer: string): Promise<Discovered>;
}

/** What its administrator wants to see of it. */
export interface Discovered {
  readonly issuer: string;
  readonly authorizationEndpoint: string | null;
  readonly tokenEndpoint: string | null;
  readonly backChannelLogout: boolean;
  readonly claims: readonly string[];
  readonly acrValues: readonly string[];
}

const lifeMs = 10 * 60_000;
const capacity = 500;
const timeoutSeconds = 10;

interface Kept {
  readonly fingerprint: string;
  readonly until: number;
  readonly client: Promise<ProviderClient>;
}

/** Descriptions are read once in ten minutes, and anew when the settings change. */
export function createProviderClients(clock: Clock, fetch: GuardedFetch): ProviderClients {
  const kept = new Map<string, Kept>();

  async function read(issuer: string, clientId: string, auth?: ClientAuth): Promise<Configuration> {
    const url = URL.parse(issuer);
    // the library takes the whole address of a description too, and then compares no issuer
    if (!url || issuer.includes('/.well-known/')) throw providerUnreachable('no_provider');
    const execute = isThisMachine(url.hostname.replace(/^\[|\]$/g, '')) ? [allowInsecureRequests] : [];
    execute.push(enableNonRepudiationChecks);
    const options = { execute, timeout: timeoutSeconds, [customFetch]: fetch };
    try {
      const configuration = await discovery(url, clientId, undefined, auth ?? None(), options);
      // for some hosts the library is content with another one
      const said = URL.parse(configuration.serverMetadata().issuer);
      if (said?.href !== url.href) throw providerUnreachable('other_issuer');
      return configuration;
    } catch (error) {
      throw unreachable(error);
    }
  }

  async function connect({ issuer, clientId, clientSecret }: Provider): Promise<ProviderClient> {
    const auth: ClientAuth = (server, client, body, headers) => {
      if (clientSecret === null) return None()(server, client, body, headers);
      const { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = server;
      const how = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
      return how(clientSecret)(server, client, body, headers);
    };
    const configuration = await read(issuer, clientId, auth);
    const { jwks_uri: address, token_endpoint: token, authorization_endpoint: begin } = configuration.serverMetadata();
    if (address === undefined || token === undefined || begin === undefined) throw providerUnreachable('no_provider');
    const keys = createRemoteJWKSet(new URL(address), {
      [customKeyFetch]: (at, { headers, method, signal }) =>
        fetch(at, { method, signal, headers: Object.fromEntries(headers.entries()) }),
    });
    return { configuration, keys };
  }

  return {
    of(provider) {
      const { key, issuer, clientId, clientSecret } = provider;
      const fingerprint = hash('sha256', JSON.stringify([issuer, clientId, clientSecret]));
      const known = kept.get(key);
      if (known?.fingerprint === fingerprint && known.until > clock.now()) return known.client;
      const entry = { fingerprint, until: clock.now() + lifeMs, client: connect(provider) };
      entry.client.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      if (kept.size >= capacity) kept.clear();
      kept.set(key, entry);
      return entry.client;
    },

    async discover(issuer) {
      const configuration = await read(issuer, 'unknown');
      const about = configuration.serverMetadata();
      return {
        issuer: about.issuer,
        authorizationEndpoint: about.authorization_endpoint ?? null,
        tokenEndpoint: about.token_endpoint ?? null,
        backChannelLogout: about.backchannel_logout_supported === true,
        claims: texts(about['claims_supported']),
        acrValues: texts(about['acr_values_supported']),
      };
    },
  };
}

function texts(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [];
  return all.filter((one): one is string => typeof one === 'string' && one.length <= 200).slice(0, 100);
}
