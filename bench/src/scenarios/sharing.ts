import { openDatabase, type Database } from '@landescloud/platform/database';
import type { Subject } from '../landescloud.ts';
import { measure, type Load } from '../load.ts';
import type { Row } from '../result.ts';

const ROOT = '/remote.php/dav/files/admin';
const POLL = `<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><d:getlastmodified/><d:getetag/><d:resourcetype/>
  <d:getcontentlength/><oc:fileid/><oc:permissions/><oc:size/></d:prop></d:propfind>`;
const recipients = 2_000;
const mounts = 10_000;
const levels = 20;
const deep = Array.from({ length: levels }, (_, level) => `e${level + 1}`).join('/');
/** Odd, and short ones: PostgreSQL's own vacuum comes once a minute and must not fall into the same part of each round. */
const rounds = 5;
const secondsEach = 4;

interface Case {
  readonly work: string;
  readonly path: string;
  readonly depth: '0' | '1';
  readonly concurrency: number;
}

/** What was fast before anything was shared; measured in turns with and without shares, so that the machine's mood is in both. */
const OWN: readonly Case[] = [
  { work: 'poll of a folder', path: '/tausend/', depth: '0', concurrency: 32 },
  { work: `poll ${levels} levels deep`, path: `/freigaben/${deep}/`, depth: '0', concurrency: 32 },
  { work: 'list of 1,000 files', path: '/tausend/', depth: '1', concurrency: 4 },
];
const most = 1.1;

const RECEIVED: readonly (Case & { readonly goalCpuMs: number })[] = [
  { work: `poll of the root with ${mounts} shares`, path: '/', depth: '0', concurrency: 32, goalCpuMs: 0.6 },
  { work: 'poll in a received folder', path: '/Empfangen/', depth: '0', concurrency: 32, goalCpuMs: 0.6 },
  { work: 'list of 1,000 received files', path: '/Empfangen/', depth: '1', concurrency: 4, goalCpuMs: 7.7 },
];

/** 2,000 recipients of each folder on a path of 20 levels, 10,000 shares in one root: what it does to polls and listings. */
export async function measureSharing(subject: Subject): Promise<Row[]> {
  await using db = await databaseOf(subject);
  await prepare(subject, db);
  const cpuOf = async ({ path, depth, concurrency }: Case): Promise<number> => {
    const headers = { depth, authorization: subject.authorization };
    const load: Load = {
      method: 'PROPFIND',
      path: ROOT + path,
      body: POLL,
      headers,
      concurrency,
      seconds: secondsEach,
    };
    const { cpuMs, failures, requests } = await measure(subject.origin, load, subject.tree);
    if (failures > 0 || requests === 0) throw new Error(`${path}: ${failures} of ${requests} failed`);
    return cpuMs;
  };
  const figures = OWN.map(() => ({ alone: [] as number[], shared: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    await withdraw(db);
    for (const [n, each] of OWN.entries()) figures[n]?.alone.push(await cpuOf(each));
    await share(db);
    for (const [n, each] of OWN.entries()) figures[n]?.shared.push(await cpuOf(each));
  }
  const rows = OWN.map(({ work }, n): Row => {
    const alone = middle(figures[n]?.alone ?? []);
    const shared = middle(figures[n]?.shared ?? []);
    const ratio = shared / alone;
    return {
      work: `shares: ${work}`,
      measured: `${shared.toFixed(2)} ms, ${ratio.toFixed(2)} of ${alone.toFixed(2)} ms without`,
      goal: `${most} times`,
      apache: '',
      reached: ratio <= most,
      figures: { alone, shared, ratio },
    };
  });
  for (const each of RECEIVED) {
    const cpuMs = await cpuOf(each);
    rows.push({
      work: `shares: ${each.work}`,
      measured: `${cpuMs.toFixed(2)} ms`,
      goal: `${each.goalCpuMs} ms`,
      apache: '',
      reached: cpuMs <= each.goalCpuMs,
      figures: { cpuMs },
    });
  }
  return rows;
}

async function databaseOf(subject: Subject): Promise<Database & AsyncDisposable> {
  const db = await openDatabase({ dataDir: subject.dataDir });
  return Object.assign(db, { [Symbol.asyncDispose]: () => db.close() });
}

/** A colleague with as many folders as there are shares, one of them with a thousand files. */
async function prepare(subject: Subject, db: Database): Promise<void> {
  let path = '/freigaben';
  await subject.dav('MKCOL', path);
  for (const name of deep.split('/')) {
    path += `/${name}`;
    await subject.dav('MKCOL', path);
  }
  await db.query(
    `insert into directory.person (login, name, organisation_id)
     select 'bench-' || n, 'Person ' || n, (select organisation_id from directory.person where login = 'admin')
     from generate_series(0, $1) n`,
    [recipients],
  );
  await db.query(
    `with owner as (select id, organisation_id from directory.person where login = 'bench-0'), made as (
       insert into files.space (kind, name, organisation_id, owner_id, created_at)
       select 'personal', 'Bench', organisation_id, id, 0 from owner returning id
     ) insert into files.node (space_id, name, name_key, is_folder, mtime, created_at, uploaded_at, etag_no, change)
       select id, '', '', true, 0, 0, 0, 0, 0 from made`,
  );
  const [colleague] = await db.query<{ space: number; root: number }>(
    `update files.space s set root_id = n.id from files.node n, directory.person p
     where p.login = 'bench-0' and s.owner_id = p.id and n.space_id = s.id returning s.id as space, n.id as root`,
  );
  await db.query(
    `insert into files.node (space_id, parent_id, name, name_key, is_folder, mtime, created_at, uploaded_at, etag_no, change)
     select $1, $2, name, name, true, 0, 0, 0, 1, 1
     from (select 'geteilt-' || n as name from generate_series(1, $3) n union all select 'Empfangen') names`,
    [colleague?.space, colleague?.root, mounts],
  );
  await db.query(
    `insert into files.node (space_id, parent_id, name, name_key, is_folder, size, content_id, mime, mtime, created_at, uploaded_at,
       etag_no, change)
     select $1, (select id from files.node where space_id = $1 and name = 'Empfangen'), n.name, n.name_key, false, n.size, n.content_id,
       n.mime, n.mtime, n.created_at, n.uploaded_at, 1, 1
     from files.node n join files.node f on f.id = n.parent_id where f.name = 'tausend' and f.space_id <> $1 limit 1000`,
    [colleague?.space],
  );
  await db.query('vacuum analyze files.node');
}

async function share(db: Database): Promise<void> {
  await db.query(
    `insert into files.node_grant (grantee_id, node_id, space_id, shared, mount_name)
     select p.id, n.id, n.space_id, 1, n.name || ' ' || n.id
     from directory.person p, files.node n join files.space s on s.id = n.space_id join directory.person o on o.id = s.owner_id
     where p.login like 'bench-%' and p.login <> 'bench-0' and o.login = 'admin' and n.name ~ '^e[0-9]+$' and n.is_folder
     on conflict do nothing`,
  );
  await db.query(
    `insert into files.node_grant (grantee_id, node_id, space_id, shared, mount_name)
     select p.id, n.id, n.space_id, 1, n.name
     from directory.person p, files.node n join files.space s on s.id = n.space_id join directory.person o on o.id = s.owner_id
     where p.login = 'admin' and o.login = 'bench-0' and n.id <> s.root_id and n.is_folder
     on conflict do nothing`,
  );
  await db.query('analyze files.node_grant');
}

async function withdraw(db: Database): Promise<void> {
  await db.query('delete from files.node_grant where shared <> 0');
  await db.query('vacuum analyze files.node_grant');
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
