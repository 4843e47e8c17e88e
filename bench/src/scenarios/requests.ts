import type { Reference } from '../apache.ts';
import type { Subject } from '../landescloud.ts';
import { type Load, measure, type Measured } from '../load.ts';
import type { Row } from '../result.ts';

/** What Nextcloud's desktop client asks for in each poll. */
const PROPERTIES = `<?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><d:getlastmodified/><d:getetag/>
<d:getcontenttype/><d:resourcetype/><d:getcontentlength/><oc:fileid/><oc:id/><oc:permissions/><oc:size/><oc:checksums/></d:prop></d:propfind>`;

const ROOT = '/remote.php/dav/files/admin';
const KIB_10 = 'Landescloud '.repeat(854).slice(0, 10_240);

interface Case {
  readonly work: string;
  readonly load: Omit<Load, 'seconds' | 'headers'> & { readonly headers?: Readonly<Record<string, string>> };
  readonly goalPerSecond: number;
  readonly goalCpuMs: number;
}

const CASES: readonly Case[] = [
  {
    work: 'PUT 10 KiB, new (8)',
    load: { method: 'PUT', path: '/klein/datei-{n}.bin', body: KIB_10, concurrency: 8 },
    goalPerSecond: 1_000,
    goalCpuMs: 1.5,
  },
  {
    work: 'poll: PROPFIND depth 0 (32)',
    load: { method: 'PROPFIND', path: '/tausend/', headers: { depth: '0' }, body: PROPERTIES, concurrency: 32 },
    goalPerSecond: 4_000,
    goalCpuMs: 0.4,
  },
  {
    work: 'list: PROPFIND depth 1 of 1,000 files (4)',
    load: { method: 'PROPFIND', path: '/tausend/', headers: { depth: '1' }, body: PROPERTIES, concurrency: 4 },
    goalPerSecond: 250,
    goalCpuMs: 7,
  },
  {
    work: 'GET 10 KiB (16)',
    load: { method: 'GET', path: '/tausend/datei-7.bin', concurrency: 16 },
    goalPerSecond: 4_000,
    goalCpuMs: 0.4,
  },
];

/** Small requests under load; the same ones against Apache in the same run. */
export async function measureRequests(subject: Subject, apache: Reference, seconds: number): Promise<Row[]> {
  await fill(subject.origin + ROOT, { authorization: subject.authorization });
  await fill(apache.origin, {});
  const rows: Row[] = [];
  for (const { work, load, goalPerSecond, goalCpuMs } of CASES) {
    const headers = { ...load.headers, authorization: subject.authorization };
    const ours = await measure(subject.origin, { ...load, path: ROOT + load.path, headers, seconds }, subject.tree);
    const theirs = await measure(apache.origin, { ...load, headers: load.headers ?? {}, seconds }, apache.tree);
    assertSound(work, ours);
    rows.push({
      work,
      measured: show(ours),
      goal: `${goalPerSecond}/s, ${goalCpuMs} ms`,
      apache: show(theirs),
      reached: ours.cpuMs <= goalCpuMs,
      figures: {
        perSecond: ours.perSecond,
        cpuMs: ours.cpuMs,
        p99Ms: ours.p99Ms,
        apachePerSecond: theirs.perSecond,
        apacheCpuMs: theirs.cpuMs,
      },
    });
  }
  return rows;
}

async function fill(base: string, headers: Record<string, string>): Promise<void> {
  for (const folder of ['klein', 'tausend']) await fetch(`${base}/${folder}/`, { method: 'MKCOL', headers });
  for (let n = 0; n < 1_000; n += 8) {
    const batch = Array.from({ length: 8 }, (_, offset) =>
      fetch(`${base}/tausend/datei-${n + offset}.bin`, { method: 'PUT', headers, body: KIB_10 }),
    );
    for (const answer of await Promise.all(batch)) if (!answer.ok) throw new Error(`PUT answered ${answer.status}`);
  }
}

function assertSound(work: string, { failures, requests }: Measured): void {
  if (failures > 0 || requests === 0) throw new Error(`${work}: ${failures} of ${requests} requests failed`);
}

export function show({ perSecond, cpuMs }: Measured): string {
  return `${perSecond < 100 ? perSecond.toFixed(1) : Math.round(perSecond)}/s, ${cpuMs.toFixed(2)} ms`;
}
