import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { crashRounds } from '../faults/crash-rounds.ts';
import { chosenSeed } from '../faults/random.ts';

// `npm run soak [-- rounds]`: the long form of what `npm test` does shortened. SEED=… repeats a run.
const rounds = Number(process.argv[2] ?? 50);
const seed = chosenSeed();

console.log(`races: twenty times as long, SEED=${seed}`);
const races = fileURLToPath(new URL('../../modules/files/test/races.test.ts', import.meta.url));
const { status } = spawnSync(process.execPath, ['--test', races], {
  stdio: 'inherit',
  env: { ...process.env, SEED: String(seed), RACE_ROUNDS: '8000' },
});
if (status !== 0) throw new Error(`races failed, SEED=${seed}`);

console.log(`crashes: ${rounds} rounds, SEED=${seed}`);
const begin = performance.now();
const { acknowledged } = await crashRounds(rounds, seed);
const minutes = ((performance.now() - begin) / 60_000).toFixed(1);
console.log(`${rounds} crashes, ${acknowledged} acknowledged writes, nothing lost, ${minutes} minutes`);
