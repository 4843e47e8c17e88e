import { test } from 'node:test';
import { crashRounds } from './crash-rounds.ts';
import { chosenSeed } from './random.ts';

const seed = chosenSeed();

// `npm run soak` does fifty rounds.
test(`kill -9 of server and database under write load loses nothing (SEED=${seed})`, async (t) => {
  const { acknowledged } = await crashRounds(5, seed);
  t.diagnostic(`${acknowledged} acknowledged writes`);
});
