// Makes the tree ready to run: packages as in package-lock.json, a Node that runs TypeScript, the web app built.
// Plain JavaScript without dependencies: on a fresh clone nothing but Node 20 and npm is there.
import { join } from 'node:path';
import { installPackages, packagesFit } from './bootstrap/packages.mjs';
import { findNode } from './bootstrap/find-node.mjs';
import { buildWeb, webIsBuilt } from './bootstrap/web.mjs';
import { withLock } from './bootstrap/lock.mjs';

const root = join(import.meta.dirname, '..');
const wantsWeb = process.argv.includes('--web=yes');
const lock = join(root, '.prepare.tmp');

try {
  if (!packagesFit(root)) await withLock(lock, () => packagesFit(root) || installPackages(root));
  const node = findNode(root);
  if (wantsWeb && !webIsBuilt(root)) await withLock(lock, () => webIsBuilt(root) || buildWeb(root, node));
} catch (error) {
  console.error(`landescloud: ${error.message}`);
  process.exit(1);
}
