import type { Subject } from '../landescloud.ts';
import { measure, type Measured } from '../load.ts';
import type { Row } from '../result.ts';
import { show } from './requests.ts';

const ROOT = '/remote.php/dav/files/admin';
const POLL = '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>';

/** A space of a million nodes, and a folder of a hundred thousand entries in it: the usual work must not feel them. */
export async function measureBigSpace(subject: Subject, seconds: number): Promise<Row[]> {
  await millionNodes(subject);
  const many = await manyEntries(subject);
  const run = (
    method: string,
    path: string,
    concurrency: number,
    extra: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<Measured> =>
    measure(
      subject.origin,
      {
        method,
        path: ROOT + path,
        concurrency,
        seconds,
        ...extra,
        headers: { ...extra.headers, authorization: subject.authorization },
      },
      subject.tree,
    );
  const poll = await run('PROPFIND', '/million/0/0/tausend/', 32, { headers: { depth: '0' }, body: POLL });
  const put = await run('PUT', '/million/0/0/neu-{n}.txt', 8, { body: 'x' });
  const page = await pageTime(subject);
  const search = await searchTime(subject);
  const move = await moveTime(subject);
  const row = (work: string, measured: string, goal: string, reached: boolean, figures: Row['figures']): Row => ({
    work,
    measured,
    goal,
    apache: '',
    reached,
    figures,
  });
  return [
    row('1,000,000 nodes: poll (32)', show(poll), '0.4 ms', poll.cpuMs <= 0.4, {
      perSecond: poll.perSecond,
      cpuMs: poll.cpuMs,
    }),
    row('1,000,000 nodes: PUT 1 byte (8)', show(put), '1.5 ms', put.cpuMs <= 1.5, {
      perSecond: put.perSecond,
      cpuMs: put.cpuMs,
    }),
    row('1,000,000 nodes: move the folder of all', `${move.toFixed(1)} ms`, '3 ms', move <= 3, { ms: move }),
    row('1,000,000 nodes: search a name', `${search.toFixed(1)} ms`, '100 ms', search <= 100, { ms: search }),
    row('100,000 entries: made by PUT (32)', show(many), '1.5 ms', many.cpuMs <= 1.5, {
      perSecond: many.perSecond,
      cpuMs: many.cpuMs,
    }),
    row('100,000 entries: a window in the middle', `${page.toFixed(1)} ms`, '100 ms', page <= 100, { ms: page }),
  ];
}

/** 1,000 files, copied ten times, that ten times, that ten times. */
async function millionNodes(subject: Subject): Promise<void> {
  const mustMake = async (method: string, path: string, destination?: string): Promise<void> => {
    const headers = destination === undefined ? {} : { destination: `${subject.origin}${ROOT}${destination}` };
    const answer = await subject.dav(method, path, { headers });
    if (answer.status !== 201) throw new Error(`${method} ${path} answered ${answer.status}`);
  };
  for (const folder of ['/million', '/million/0', '/million/0/0']) await mustMake('MKCOL', folder);
  await mustMake('COPY', '/tausend/', '/million/0/0/tausend');
  for (let n = 1; n < 10; n++) await mustMake('COPY', '/million/0/0/tausend/', `/million/0/0/tausend-${n}`);
  for (let n = 1; n < 10; n++) await mustMake('COPY', '/million/0/0/', `/million/0/${n}`);
  for (let n = 1; n < 10; n++) await mustMake('COPY', '/million/0/', `/million/${n}`);
}

async function manyEntries(subject: Subject): Promise<Measured> {
  await subject.dav('MKCOL', '/viele');
  let total: Measured | null = null;
  for (let made = 0, round = 0; made < 100_000; round++) {
    const part = await measure(
      subject.origin,
      {
        method: 'PUT',
        path: `${ROOT}/viele/Vermerk ${round}-{n}.txt`.replaceAll(' ', '%20'),
        body: 'x',
        concurrency: 32,
        seconds: 20,
        headers: { authorization: subject.authorization },
      },
      subject.tree,
    );
    if (part.failures > 0) throw new Error(`${part.failures} PUTs failed`);
    made += part.requests;
    total = part;
    if (round > 20) break;
  }
  if (total === null) throw new Error('nothing was made');
  return total;
}

async function json(subject: Subject, path: string): Promise<{ ms: number; body: unknown }> {
  const begin = performance.now();
  const answer = await fetch(subject.origin + path, { headers: { authorization: subject.authorization } });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return { ms: performance.now() - begin, body };
}

async function median(times: number, once: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let n = 0; n < times; n++) all.push(await once());
  return all.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}

async function pageTime(subject: Subject): Promise<number> {
  const { body } = await json(subject, '/api/v1/nodes/resolve?path=/viele');
  const { id } = body as { id: number };
  return median(
    7,
    async () => (await json(subject, `/api/v1/nodes/${id}/children?sort=name&order=asc&offset=50000&limit=200`)).ms,
  );
}

function searchTime(subject: Subject): Promise<number> {
  return median(7, async () => (await json(subject, '/api/v1/search?q=vermerk%200-777&limit=50')).ms);
}

function moveTime(subject: Subject): Promise<number> {
  let name = 'million';
  return median(7, async () => {
    const next = name === 'million' ? 'million-2' : 'million';
    const begin = performance.now();
    await subject.dav('MOVE', `/${name}/`, { headers: { destination: `${subject.origin}${ROOT}/${next}` } });
    name = next;
    return performance.now() - begin;
  });
}
