import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './run-quietly.mjs';

const generated = new Set(['node_modules', 'dist', 'dist.next', 'dist.old']);

/** Whether apps/web/dist was built from the sources that are there now: the stamp is their hash, not a time. */
export function webIsBuilt(root) {
  const web = join(root, 'apps/web');
  try {
    return readFileSync(stampOf(join(web, 'dist')), 'utf8') === hashSources(web);
  } catch {
    return false;
  }
}

/** Builds beside the old one and swaps, so that a running server never serves half a build. */
export async function buildWeb(root, node) {
  const web = join(root, 'apps/web');
  if (!existsSync(join(web, 'index.html'))) return;
  process.stderr.write('landescloud: building the web app ...\n');
  const before = hashSources(web);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  await runQuietly('vite build', node, [vite, 'build', '--outDir', 'dist.next', '--emptyOutDir'], {
    cwd: web,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  writeFileSync(stampOf(join(web, 'dist.next')), before);
  rmSync(join(web, 'dist.old'), { recursive: true, force: true });
  if (existsSync(join(web, 'dist'))) renameSync(join(web, 'dist'), join(web, 'dist.old'));
  renameSync(join(web, 'dist.next'), join(web, 'dist'));
  rmSync(join(web, 'dist.old'), { recursive: true, force: true });
}

const stampOf = (dist) => join(dist, '.sources');

function hashSources(web) {
  const hash = createHash('sha256');
  const visit = (folder, prefix) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (generated.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path, `${prefix}${entry.name}/`);
      else hash.update(`${prefix}${entry.name}\0`).update(readFileSync(path)).update('\0');
    }
  };
  visit(web, '');
  return hash.digest('hex');
}
