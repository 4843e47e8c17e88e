import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './run-quietly.mjs';

/**
 * Whether node_modules is what package-lock.json asks for: npm writes node_modules/.package-lock.json as the last act of
 * an install, so an interrupted install does not fit either.
 */
export function packagesFit(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true;
    const found = present[path];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return entry.link ? found.resolved === entry.resolved : found.version === entry.version;
  });
}

/** `npm ci` with the npm that started us, without node_modules/.bin on the path: that folder goes away meanwhile. */
export async function installPackages(root) {
  process.stderr.write('landescloud: installing packages (npm ci) ...\n');
  const path = (process.env.PATH ?? '').split(':').filter((folder) => !folder.endsWith('node_modules/.bin'));
  const cli = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  const [command, args] = cli && node && /\.[cm]?js$/.test(cli) ? [node, [cli]] : ['npm', []];
  const environment = { ...process.env, PATH: path.join(':') };
  for (const key of Object.keys(environment)) if (/^npm_(lifecycle|package|command)/.test(key)) delete environment[key];
  await runQuietly('npm ci', command, [...args, 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    env: environment,
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
