import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Subject } from '../landescloud.ts';
import type { Row } from '../result.ts';

const run = promisify(execFile);
const start = fileURLToPath(new URL('../../../scripts/run', import.meta.url));
const goalMs = 100;
const demoGoalSeconds = 120;
const rounds = 60;
const warm = 7;

/** What administration and everybody's people picker ask for, at the size of a state. */
const views: readonly (readonly [string, string])[] = [
  ['find people: a few letters', '/people/find?q=m%C3%BCl'],
  ['find people: a typing error', '/people/find?q=Schmitd'],
  ['find people: name and office', '/people/find?q=m%C3%BCller%20finanzamt'],
  ['people, first page', '/people?limit=50'],
  ['people, far down', '/people?limit=50&offset=20000'],
  ['people by organisation', '/people?limit=50&sort=organisation'],
  ['people by name', '/people?limit=50&q=m%C3%BCller'],
  ['people with a typing error', '/people?limit=50&q=Schmitd'],
  ['people of a subtree', '/people?limit=50&organisation=tmbwk&below=true'],
  ['people by role', '/people?limit=50&role=organisation-administrator'],
  ['organisations, all', '/organisations'],
  ['one organisation', '/organisations/tmbwk'],
  ['rules', '/organisations/tmbwk/rules'],
  ['roles', '/organisations/tmbwk/roles'],
  ['groups', '/groups'],
  ['members of a group of 2,500', '/groups/e-akte/members?limit=100'],
];

/** `demo --size state` on the running server, then every view of the directory: whole answers, one after the other. */
export async function measureState(subject: Subject): Promise<Row[]> {
  const begin = performance.now();
  await run('sh', [start, 'landescloud', 'demo', '--size', 'state', '--json'], {
    env: { ...process.env, LANDESCLOUD_DATA_DIR: subject.dataDir },
  });
  const seconds = (performance.now() - begin) / 1000;
  const rows: Row[] = [
    {
      work: 'state: 1,270 organisations and 25,000 people',
      measured: `${seconds.toFixed(1)} s`,
      goal: `${demoGoalSeconds} s`,
      apache: '',
      reached: seconds <= demoGoalSeconds,
      figures: { seconds },
    },
  ];
  for (const [work, path] of views) rows.push(await measureView(subject, work, path));
  return rows;
}

async function measureView(subject: Subject, work: string, path: string): Promise<Row> {
  const times: number[] = [];
  let before = 0;
  for (let round = 0; round < warm + rounds; round++) {
    if (round === warm) before = subject.tree.cpuMs();
    const begin = performance.now();
    const answer = await fetch(`${subject.origin}/api/v1${path}`, {
      headers: { authorization: subject.authorization },
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`expected 200, got ${answer.status} from ${path}`);
    if (round >= warm) times.push(performance.now() - begin);
  }
  const cpuMs = (subject.tree.cpuMs() - before) / rounds;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const [p50Ms, p99Ms] = [at(0.5), at(0.99)];
  return {
    work: `state: ${work}`,
    measured: `${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, ${cpuMs.toFixed(1)} ms CPU`,
    goal: `${goalMs} ms`,
    apache: '',
    reached: cpuMs <= goalMs && p50Ms <= goalMs,
    figures: { p50Ms, p99Ms, cpuMs },
  };
}
