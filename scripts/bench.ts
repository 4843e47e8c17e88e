import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installSystemPackages } from './test/install-system-packages.ts';
import { benchPackages } from './test/system-packages.ts';

// `npm run bench [-- --quick]`: brings what it needs of the system, then measures.
const missing = installSystemPackages(benchPackages);
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}
const main = fileURLToPath(new URL('../bench/src/main.ts', import.meta.url));
process.exitCode = spawnSync(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
