import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { Client } from 'ldapts';
import { sourceRefused, sourceUnreachable } from '../source-errors.ts';
import type { LdapSettings } from '../source-settings.ts';
import { ldapEntry } from './ldap-entry.ts';
import type { LdapEntry } from './ldap-entry.ts';
import { ldapFailure } from './ldap-failure.ts';

export interface LdapSearch {
  readonly base: string;
  readonly filter: string;
  readonly attributes: readonly string[];
  readonly pageSize: number;
}

/** One signed-in connection. What it throws are DomainErrors that say why in a word. */
export interface LdapConnection extends AsyncDisposable {
  pages(search: LdapSearch): AsyncGenerator<LdapEntry[]>;
  /** One entry by its name; undefined where it is gone. */
  entry(dn: string, attributes: readonly string[]): Promise<LdapEntry | undefined>;
}

const connectTimeoutMs = 10_000;
const answerTimeoutMs = 60_000;
/** Far above any directory of a state; ends a server that sends without end. */
const mostEntries = 1_000_000;

/** Text would destroy them. */
const binary = ['objectGUID', 'objectSid'];

export async function connectLdap(
  settings: LdapSettings,
  secret: string | null,
  signal?: AbortSignal,
): Promise<LdapConnection> {
  const { url, startTls, bindDn } = settings;
  // servers take a name without a password for nobody, and then show little or nothing
  if (bindDn !== '' && (secret ?? '') === '') throw sourceRefused('password_missing');
  const tls = tlsOptions(settings);
  const client = new Client({
    url,
    connectTimeout: connectTimeoutMs,
    timeout: answerTimeoutMs,
    strictDN: false,
    ...(url.toLowerCase().startsWith('ldaps:') ? { tlsOptions: tls } : {}),
  });
  const close = () => client.unbind().catch(() => {});
  const onAbort = () => void close();
  signal?.addEventListener('abort', onAbort);

  async function attempt<Result>(what: () => Promise<Result>): Promise<Result> {
    try {
      const result = await what();
      // The client connects again by itself, signed in as nobody: what it finds then is not what there is.
      if (!client.isBound) throw sourceUnreachable('connection_lost');
      return result;
    } catch (error) {
      throw ldapFailure(error);
    }
  }

  try {
    await attempt(async () => {
      if (startTls) await client.startTLS(tls);
      await client.bind(bindDn, secret ?? '');
    });
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async *pages({ base, filter, attributes, pageSize }) {
      const pages = client.searchPaginated(base, {
        scope: 'sub',
        filter,
        attributes: [...attributes],
        paged: { pageSize },
        explicitBufferAttributes: binary,
      });
      let count = 0;
      for (;;) {
        const page = await attempt(() => pages.next());
        if (page.done === true) return;
        // searchReferences stay where they are: another server is another source
        const entries = page.value.searchEntries.map(ldapEntry);
        count += entries.length;
        if (count > mostEntries) throw sourceRefused('too_many_entries');
        yield entries;
      }
    },
    async entry(dn, attributes) {
      try {
        const wanted = { attributes: [...attributes], explicitBufferAttributes: binary };
        const { searchEntries } = await attempt(() => client.search(dn, { scope: 'base', ...wanted }));
        return searchEntries[0] && ldapEntry(searchEntries[0]);
      } catch (error) {
        if (isReason(error, 'no_such_entry')) return undefined;
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      signal?.removeEventListener('abort', onAbort);
      await close();
    },
  };
}

function tlsOptions({ url, ca }: LdapSettings): ConnectionOptions {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    minVersion: 'TLSv1.2',
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === null ? {} : { ca: [...rootCertificates, ca] }),
  };
}

function isReason(error: unknown, reason: string): boolean {
  return error instanceof Error && 'details' in error && (error.details as { reason?: unknown }).reason === reason;
}
