import { join, resolve } from 'node:path';
import { collectValues, type Environment } from './setting-sources.ts';
import * as values from './setting-values.ts';
import { SettingsError } from './settings-error.ts';

/** Everything that an operator may set. docs/admin/settings.md explains each key. */
export interface Settings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Origin that clients are told; null: as they reach the server. */
  readonly publicUrl: string | null;
  /** Absolute path of the folder with everything that is kept. */
  readonly dataDir: string;
  /** null: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | null;
  /** At most so many connections of each process. */
  readonly databaseConnections: number;
  /** Absolute path of the folder with the blobs. */
  readonly blobsDir: string;
  readonly adminPassword: string | null;
  /** null: mail is kept and shown to administrators. */
  readonly smtpUrl: string | null;
  /** Who mail is from. */
  readonly mailFrom: { readonly name: string; readonly address: string };
  /** Where answers to invitations come by mail; null: nobody reads them here. */
  readonly calendarMailbox: {
    /** `termine@cloud.example`: what answers are sent to, with the token of the invitation after a plus. */
    readonly address: string;
    /** imap: or imaps:, with user, password and, as its path, the folder. */
    readonly url: string;
    /** Whose Authentication-Results are believed (RFC 8601); null: nobody's. */
    readonly authserv: string | null;
  } | null;
  /** Where the imprint and the privacy notice of this server stand; null: its organisations say. */
  readonly notices: { readonly imprint: string | null; readonly privacy: string | null };
  /** Where ClamAV's daemon listens; null: nothing is scanned. */
  readonly clamd: { readonly path: string } | { readonly host: string; readonly port: number } | null;
  /** Nothing larger is handed to it. */
  readonly clamdMaxBytes: number;
  /** Processes that serve requests on this machine. */
  readonly workers: number;
  readonly livekit: { readonly url: string; readonly key: string; readonly secret: string } | null;
  /** Reverse proxies whose X-Forwarded-For and -Proto are believed. */
  readonly trustedProxies: readonly string[];
  /** Networks, besides the public internet, in which organisations' providers of sign-in may be. */
  readonly providerNetworks: readonly string[];
  /** Besides the public internet, where calendars that people subscribe to may be. */
  readonly subscriptionNetworks: readonly string[];
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  /** Whether each request is logged (route, status, duration; no paths). */
  readonly logRequests: boolean;
  /** PEM of a key and its certificates that receipts are signed with; null: a key of one's own in the data folder. */
  readonly receiptSeal: { readonly key: string; readonly certificates: string } | null;
  /** Requests a second that one person may send on average, ten times that at once; 0: any number. */
  readonly requestsPerPerson: number;
  /** The same for requests from one address without a valid sign-in. */
  readonly requestsPerAddress: number;
}

const parsers = {
  LANDESCLOUD_HOST: values.text,
  LANDESCLOUD_PORT: values.wholeNumber(0, 65_535),
  LANDESCLOUD_PUBLIC_URL: values.publicUrl,
  LANDESCLOUD_DATA_DIR: values.path,
  LANDESCLOUD_DATABASE_URL: values.address('postgres:', 'postgresql:'),
  LANDESCLOUD_DATABASE_CONNECTIONS: values.wholeNumber(2, 1000),
  LANDESCLOUD_BLOBS: values.blobFolder,
  LANDESCLOUD_ADMIN_PASSWORD: values.administratorPassword,
  LANDESCLOUD_SMTP_URL: values.address('smtp:', 'smtps:'),
  LANDESCLOUD_MAIL_FROM: values.mailSender,
  LANDESCLOUD_CALENDAR_MAILBOX: values.plainMailAddress,
  LANDESCLOUD_CALENDAR_IMAP_URL: values.address('imap:', 'imaps:'),
  LANDESCLOUD_CALENDAR_AUTHSERV: values.text,
  LANDESCLOUD_IMPRINT_URL: values.webPage,
  LANDESCLOUD_PRIVACY_URL: values.webPage,
  LANDESCLOUD_CLAMD: values.scanAddress,
  LANDESCLOUD_CLAMD_MAX_MEBIBYTES: values.wholeNumber(1, 2_000),
  LANDESCLOUD_WORKERS: values.wholeNumber(1, 256),
  LANDESCLOUD_LIVEKIT_URL: values.address('ws:', 'wss:', 'http:', 'https:'),
  LANDESCLOUD_LIVEKIT_KEY: values.text,
  LANDESCLOUD_LIVEKIT_SECRET: values.text,
  LANDESCLOUD_TRUSTED_PROXIES: values.addressList,
  LANDESCLOUD_PROVIDER_NETWORKS: values.addressList,
  LANDESCLOUD_SUBSCRIPTION_NETWORKS: values.addressList,
  LANDESCLOUD_RECEIPT_KEY: values.pem('PRIVATE KEY'),
  LANDESCLOUD_RECEIPT_CERTIFICATE: values.pem('CERTIFICATE'),
  LANDESCLOUD_LOG_LEVEL: values.oneOf('error', 'warn', 'info', 'debug'),
  LANDESCLOUD_LOG_REQUESTS: values.yesOrNo,
  LANDESCLOUD_REQUESTS_PER_PERSON: values.wholeNumber(0, 1_000_000),
  LANDESCLOUD_REQUESTS_PER_ADDRESS: values.wholeNumber(0, 1_000_000),
};

type Key = keyof typeof parsers;
type Values = { -readonly [K in Key]?: ReturnType<(typeof parsers)[K]> };

const secrets: ReadonlySet<string> = new Set<Key>([
  'LANDESCLOUD_DATABASE_URL',
  'LANDESCLOUD_ADMIN_PASSWORD',
  'LANDESCLOUD_SMTP_URL',
  'LANDESCLOUD_CALENDAR_IMAP_URL',
  'LANDESCLOUD_LIVEKIT_KEY',
  'LANDESCLOUD_LIVEKIT_SECRET',
  'LANDESCLOUD_RECEIPT_KEY',
  'LANDESCLOUD_RECEIPT_CERTIFICATE',
]);

/** Every key, for the check that the documentation names them all. */
export const settingKeys: readonly string[] = Object.keys(parsers);

/**
 * Settings from the environment, or the same keys in the file that `LANDESCLOUD_CONFIG` names (the environment wins);
 * secrets also from the file that `…_FILE` names. Throws SettingsError with every problem at once.
 */
export function loadSettings(env: Environment = process.env): Settings {
  const problems: string[] = [];
  const texts = collectValues(env, new Set(settingKeys), secrets, problems);
  const given: Values = {};
  for (const [key, text] of texts) parseInto(given, key as Key, text, problems);
  const livekit = livekitOf(given, problems);
  const receiptSeal = receiptSealOf(given, problems);
  const calendarMailbox = calendarMailboxOf(given, problems);
  if (problems.length > 0) throw new SettingsError(problems);
  const workers = given.LANDESCLOUD_WORKERS ?? 1;
  const dataDir = given.LANDESCLOUD_DATA_DIR ?? resolve('data');
  return {
    host: given.LANDESCLOUD_HOST ?? '127.0.0.1',
    port: given.LANDESCLOUD_PORT ?? 8080,
    publicUrl: given.LANDESCLOUD_PUBLIC_URL ?? null,
    dataDir,
    databaseUrl: given.LANDESCLOUD_DATABASE_URL ?? null,
    databaseConnections: given.LANDESCLOUD_DATABASE_CONNECTIONS ?? shareOfConnections(workers),
    blobsDir: given.LANDESCLOUD_BLOBS ?? join(dataDir, 'blobs'),
    adminPassword: given.LANDESCLOUD_ADMIN_PASSWORD ?? null,
    smtpUrl: given.LANDESCLOUD_SMTP_URL ?? null,
    mailFrom: given.LANDESCLOUD_MAIL_FROM ?? senderAt(given.LANDESCLOUD_PUBLIC_URL),
    calendarMailbox,
    notices: { imprint: given.LANDESCLOUD_IMPRINT_URL ?? null, privacy: given.LANDESCLOUD_PRIVACY_URL ?? null },
    clamd: given.LANDESCLOUD_CLAMD ?? null,
    clamdMaxBytes: (given.LANDESCLOUD_CLAMD_MAX_MEBIBYTES ?? 100) * 1024 * 1024,
    workers,
    livekit,
    trustedProxies: given.LANDESCLOUD_TRUSTED_PROXIES ?? [],
    providerNetworks: given.LANDESCLOUD_PROVIDER_NETWORKS ?? [],
    subscriptionNetworks: given.LANDESCLOUD_SUBSCRIPTION_NETWORKS ?? [],
    receiptSeal,
    logLevel: given.LANDESCLOUD_LOG_LEVEL ?? 'info',
    logRequests: given.LANDESCLOUD_LOG_REQUESTS ?? false,
    requestsPerPerson: given.LANDESCLOUD_REQUESTS_PER_PERSON ?? 20_000,
    requestsPerAddress: given.LANDESCLOUD_REQUESTS_PER_ADDRESS ?? 200,
  };
}

function parseInto<K extends Key>(given: Values, key: K, text: string, problems: string[]): void {
  try {
    given[key] = parsers[key](text) as Values[K];
  } catch (error) {
    problems.push(`${key}: ${(error as Error).message}`);
  }
}

/** Mail has no use for a host that is a number. */
function senderAt(publicUrl: string | undefined): Settings['mailFrom'] {
  const host = publicUrl === undefined ? '' : new URL(publicUrl).hostname;
  const domain = /[a-z]/i.test(host.split('.').at(-1) ?? '') && !host.startsWith('[') ? host : 'localhost';
  return { name: 'Landescloud', address: `noreply@${domain}` };
}

/** The embedded PostgreSQL takes 60 in all; some are for the command line and for listening. */
function shareOfConnections(workers: number): number {
  return workers === 1 ? 10 : Math.max(2, Math.floor(36 / (workers + 1)));
}

function livekitOf(given: Values, problems: string[]): Settings['livekit'] {
  const { LANDESCLOUD_LIVEKIT_URL: url, LANDESCLOUD_LIVEKIT_KEY: key, LANDESCLOUD_LIVEKIT_SECRET: secret } = given;
  if (url === undefined && key === undefined && secret === undefined) return null;
  if (url !== undefined && key !== undefined && secret !== undefined) return { url, key, secret };
  problems.push(
    'LANDESCLOUD_LIVEKIT_URL: needs LANDESCLOUD_LIVEKIT_KEY and LANDESCLOUD_LIVEKIT_SECRET too, all or none',
  );
  return null;
}

function calendarMailboxOf(given: Values, problems: string[]): Settings['calendarMailbox'] {
  const { LANDESCLOUD_CALENDAR_MAILBOX: address, LANDESCLOUD_CALENDAR_IMAP_URL: url } = given;
  if (address === undefined && url === undefined) return null;
  if (address !== undefined && url !== undefined)
    return { address, url, authserv: given.LANDESCLOUD_CALENDAR_AUTHSERV ?? null };
  problems.push('LANDESCLOUD_CALENDAR_MAILBOX: needs LANDESCLOUD_CALENDAR_IMAP_URL too, both or none');
  return null;
}

function receiptSealOf(given: Values, problems: string[]): Settings['receiptSeal'] {
  const { LANDESCLOUD_RECEIPT_KEY: key, LANDESCLOUD_RECEIPT_CERTIFICATE: certificates } = given;
  if (key === undefined && certificates === undefined) return null;
  if (key !== undefined && certificates !== undefined) return { key, certificates };
  problems.push('LANDESCLOUD_RECEIPT_KEY: needs LANDESCLOUD_RECEIPT_CERTIFICATE too, both or none');
  return null;
}
