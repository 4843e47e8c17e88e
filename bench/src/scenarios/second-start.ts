import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '@landescloud/testing';
import type { Row } from '../result.ts';

/** From nothing to ready, once the data folder has everything. */
export async function measureSecondStart(): Promise<Row> {
  const dataDir = await mkdtemp(join(tmpdir(), 'landescloud-bench-start-'));
  try {
    await (await startServerProcess({ dataDir })).stop();
    const begin = performance.now();
    const second = await startServerProcess({ dataDir });
    const seconds = (performance.now() - begin) / 1000;
    await second.stop();
    return {
      work: 'second start until ready',
      measured: `${seconds.toFixed(2)} s`,
      goal: '3 s',
      apache: '',
      reached: seconds <= 3,
      figures: { seconds },
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
