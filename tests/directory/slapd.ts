import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'ldapts';

const run = promisify(execFile);

/** A slapd of one's own: with its own configuration and database in a temporary folder, on free ports. */
export interface Slapd extends AsyncDisposable {
  /** ldap://, and ldaps:// with the same data. */
  readonly url: string;
  readonly secureUrl: string;
  /** The certificate authority that signed the server's certificate, as PEM. */
  readonly ca: string;
  readonly base: string;
  readonly bindDn: string;
  readonly password: string;
  /** As the directory's own administrator. */
  change(what: (client: Client) => Promise<void>): Promise<void>;
  start(): Promise<void>;
  /** As a power cut does it. */
  kill(): Promise<void>;
}

const base = 'dc=land,dc=example';
const bindDn = `cn=admin,${base}`;
const password = 'Wald und Wiese 7';

/** `schemas` are those that come with slapd, `more` further lines of its configuration. */
export async function startSlapd(
  ldif: string,
  { schemas = [], more = [] }: { schemas?: readonly string[]; more?: readonly string[] } = {},
): Promise<Slapd> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-slapd-'));
  const [port, securePort] = [await freePort(), await freePort()];
  const ca = await makeCertificates(folder);
  await mkdir(join(folder, 'data'));
  const configuration = [
    ...['core', 'cosine', 'inetorgperson', 'nis', ...schemas].map((name) => `include /etc/ldap/schema/${name}.schema`),
    ...more,
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    `pidfile ${join(folder, 'pid')}`,
    'sizelimit unlimited',
    `TLSCACertificateFile ${join(folder, 'ca.pem')}`,
    `TLSCertificateFile ${join(folder, 'server.pem')}`,
    `TLSCertificateKeyFile ${join(folder, 'server.key')}`,
    'database mdb',
    'maxsize 2147483648',
    'dbnosync',
    `suffix "${base}"`,
    `rootdn "${bindDn}"`,
    `rootpw "${password}"`,
    `directory ${join(folder, 'data')}`,
    'index objectClass eq',
    'index entryUUID,entryCSN eq',
  ];
  const file = join(folder, 'slapd.conf');
  await writeFile(file, configuration.join('\n'));
  await writeFile(join(folder, 'people.ldif'), ldif);
  await run('/usr/sbin/slapadd', ['-q', '-f', file, '-l', join(folder, 'people.ldif')], { maxBuffer: 1e8 });

  let process: ChildProcess | undefined;
  const slapd: Slapd = {
    url: `ldap://localhost:${port}`,
    secureUrl: `ldaps://localhost:${securePort}`,
    ca,
    base,
    bindDn,
    password,
    async start() {
      const addresses = `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${securePort}`;
      process = spawn('/usr/sbin/slapd', ['-d', '0', '-f', file, '-h', addresses], { stdio: 'ignore' });
      await reachable(port);
    },
    async kill() {
      const running = process;
      process = undefined;
      if (!running || running.exitCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
    },
    async change(what) {
      const client = new Client({ url: `ldap://127.0.0.1:${port}` });
      await client.bind(bindDn, password);
      await what(client);
      await client.unbind();
    },
    async [Symbol.asyncDispose]() {
      await slapd.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await slapd.start();
  return slapd;
}

async function makeCertificates(folder: string): Promise<string> {
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test CA');
  await openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  await writeFile(join(folder, 'extensions'), 'subjectAltName=DNS:localhost,IP:127.0.0.1');
  const sign = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'extensions'];
  await openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...sign);
  const { stdout } = await openssl('x509', '-in', 'ca.pem');
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function reachable(port: number): Promise<void> {
  for (let round = 0; round < 200; round++) {
    const socket = connect(port, '127.0.0.1');
    const [event] = await Promise.race([
      once(socket, 'connect').then(() => ['connect'] as const),
      once(socket, 'error').then(() => ['error'] as const),
    ]).catch(() => ['error'] as const);
    socket.destroy();
    if (event === 'connect') return;
    await sleep(50);
  }
  throw new Error('slapd does not answer');
}
