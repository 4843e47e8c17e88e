import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const lowest = 24;

/** The Node that runs the product: the one from node_modules, else the one on the path if it is new enough. */
export function findNode(root) {
  for (const candidate of [join(root, 'node_modules/.bin/node'), 'node']) {
    const asked = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
    if (asked.status === 0 && Number(/^v(\d+)/.exec(asked.stdout)?.[1]) >= lowest) return candidate;
  }
  throw new Error(
    `Node ${lowest} or newer is needed. On Linux (x64, arm64) npm installs it with the packages: ` +
      `run 'npm ci' without '--omit=optional'. Elsewhere install Node ${lowest} yourself.`,
  );
}
