import { randomInt } from 'node:crypto';

export { random } from '@landescloud/testing';

/** A seed that a failing run prints, so that its choices can be repeated: SEED=… */
export function chosenSeed(): number {
  return Number(process.env['SEED'] ?? randomInt(2 ** 31));
}
