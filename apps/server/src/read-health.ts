import { statfs } from 'node:fs/promises';
import { connect } from 'node:tls';
import type { Audit } from '@landescloud/audit';
import type { Settings } from '@landescloud/platform/config';
import { statement, type Database } from '@landescloud/platform/database';
import type { SystemHealth } from '@landescloud/platform/http';
import type { Scanner } from '@landescloud/platform/scan';
import { version } from './version.ts';

const askDatabase = statement(
  'server.database-health',
  `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
);
const askJobs = statement(
  'server.job-health',
  `select
     count(*) filter (where attempts = 0 and run_at <= now()) as waiting,
     count(*) filter (where attempts = 0 and run_at > now()) as later,
     count(*) filter (where attempts > 0 and attempts < max_attempts) as retried,
     count(*) filter (where attempts >= max_attempts) as failed
   from jobs.jobs`,
);

const startedAt = Date.now() - Math.round(process.uptime() * 1000);

/** Looks at what the system stands on; a certificate is asked from the public address, and only where that is https. */
export async function readHealth(
  database: Database,
  settings: Settings,
  audit: Audit,
  scanner: Scanner,
): Promise<SystemHealth> {
  const [[found], [jobs], disk, databaseDisk, verified, certificate, scanning] = await Promise.all([
    database.query<{ version: string; bytes: number }>(askDatabase),
    database.query<SystemHealth['jobs']>(askJobs),
    readDisk(settings.blobsDir),
    settings.databaseUrl === null ? readDisk(settings.dataDir) : null,
    audit.lastVerification(),
    readCertificate(settings.publicUrl),
    scanner.health(),
  ]);
  return {
    version,
    startedAt,
    database: { ...(found ?? { version: '', bytes: 0 }), freeBytes: databaseDisk?.freeBytes ?? null },
    blobs: disk,
    jobs: jobs ?? { waiting: 0, later: 0, retried: 0, failed: 0 },
    audit: verified && { verifiedAt: verified.at, entries: verified.entries, faults: verified.faults },
    scanner: scanning,
    certificate,
  };
}

async function readDisk(folder: string): Promise<SystemHealth['blobs']> {
  try {
    const { bsize, blocks, bavail } = await statfs(folder);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  } catch {
    return { totalBytes: null, freeBytes: null };
  }
}

const patienceMs = 3000;

async function readCertificate(publicUrl: string | null): Promise<SystemHealth['certificate']> {
  if (publicUrl === null || !publicUrl.startsWith('https:')) return null;
  const { hostname, port } = new URL(publicUrl);
  const validUntil = await new Promise<number | null>((resolve) => {
    // Whether it is trusted is the browser's to say; here it counts how long it holds.
    const socket = connect({
      host: hostname,
      port: port === '' ? 443 : Number(port),
      servername: hostname,
      rejectUnauthorized: false,
      timeout: patienceMs,
    });
    const end = (value: number | null) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('secureConnect', () => {
      const time = Date.parse(socket.getPeerCertificate().valid_to);
      end(Number.isNaN(time) ? null : time);
    });
    socket.once('timeout', () => end(null));
    socket.once('error', () => end(null));
  });
  return { host: hostname, validUntil };
}
