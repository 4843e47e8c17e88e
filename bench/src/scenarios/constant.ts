import type { Reference } from '../apache.ts';
import type { Subject } from '../landescloud.ts';
import type { Row } from '../result.ts';

const MIB = 2 ** 20;
const WARM = 7;

/** What must cost the same at any size: finishing an upload, moving and deleting a folder. */
export async function measureConstant(subject: Subject, apache: Reference, largeMiB: number): Promise<Row[]> {
  return [await finishing(subject, largeMiB), ...(await folders(subject, apache))];
}

async function finishing(subject: Subject, largeMiB: number): Promise<Row> {
  const small = await chunked(subject, 'klein.bin', 10, 5);
  const large = await chunked(subject, 'gross.bin', largeMiB, 100);
  return {
    work: 'finish a chunked upload',
    measured: `${small.toFixed(1)} ms of 10 MiB, ${large.toFixed(1)} ms of ${largeMiB} MiB`,
    goal: '5 ms at any size',
    apache: '',
    reached: large <= Math.max(5, 3 * small),
    figures: { smallMs: small, largeMs: large, largeMiB },
  };
}

/** The median of five finishes, in milliseconds; each of an upload of its own. */
async function chunked(subject: Subject, name: string, sizeMiB: number, chunkMiB: number): Promise<number> {
  const chunk = new Uint8Array(chunkMiB * MIB).fill(7);
  const times: number[] = [];
  // PostgreSQL plans a statement anew the first five times on a connection: a server that has run a while does not.
  const rounds = sizeMiB > 1_000 ? 1 : WARM + 5;
  for (let round = 0; round < rounds; round++) {
    const folder = `${subject.origin}/remote.php/dav/uploads/admin/bench-${name}-${round}`;
    const headers = { authorization: subject.authorization };
    const destination = `${subject.origin}/remote.php/dav/files/admin/${round}-${name}`;
    await must(fetch(folder, { method: 'MKCOL', headers: { ...headers, destination } }), 201);
    for (let n = 1; n * chunkMiB <= sizeMiB; n++) {
      await must(fetch(`${folder}/${String(n).padStart(5, '0')}`, { method: 'PUT', headers, body: chunk }), 201);
    }
    const begin = performance.now();
    await must(
      fetch(`${folder}/.file`, {
        method: 'MOVE',
        headers: { ...headers, destination, 'oc-total-length': `${sizeMiB * MIB}` },
      }),
      201,
    );
    if (rounds === 1 || round >= WARM) times.push(performance.now() - begin);
  }
  return median(times);
}

async function folders(subject: Subject, apache: Reference): Promise<Row[]> {
  const ours = await moveAndDelete(`${subject.origin}/remote.php/dav/files/admin`, {
    authorization: subject.authorization,
  });
  const theirs = await moveAndDelete(apache.origin, {});
  return (['move', 'delete'] as const).map((what) => ({
    work: `${what} a folder of 1,000`,
    measured: `${ours[what].toFixed(1)} ms`,
    goal: '3 ms, at any size',
    apache: `${theirs[what].toFixed(1)} ms`,
    reached: ours[what] <= 3,
    figures: { ms: ours[what], apacheMs: theirs[what] },
  }));
}

async function moveAndDelete(base: string, headers: Record<string, string>): Promise<{ move: number; delete: number }> {
  const moves: number[] = [];
  const deletes: number[] = [];
  for (let round = 0; round < WARM + 9; round++) {
    await must(
      fetch(`${base}/tausend/`, { method: 'COPY', headers: { ...headers, destination: `${base}/umzug/` } }),
      201,
    );
    const begin = performance.now();
    await must(
      fetch(`${base}/umzug/`, { method: 'MOVE', headers: { ...headers, destination: `${base}/umgezogen/` } }),
      201,
    );
    const between = performance.now();
    await must(fetch(`${base}/umgezogen/`, { method: 'DELETE', headers }), 204);
    if (round < WARM) continue;
    moves.push(between - begin);
    deletes.push(performance.now() - between);
  }
  return { move: median(moves), delete: median(deletes) };
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function must(answer: Promise<Response>, status: number): Promise<void> {
  const response = await answer;
  await response.arrayBuffer();
  if (response.status !== status) throw new Error(`expected ${status}, got ${response.status} from ${response.url}`);
}
