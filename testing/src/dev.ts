import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDomainError } from '@landescloud/kernel';
import { loadSettings } from '@landescloud/platform/config';
import { silentLog } from '@landescloud/platform/http';
import { openRooms } from '@landescloud/server';
import { environment, startServerProcess, type ServerProcess } from './server-process.ts';
import { seedWorld } from './seed-world.ts';
import { administratorPassword, passwordOf } from './world-person.ts';

/**
 * `npm run dev`: the test world kept open at http://127.0.0.1:8080 with its data in data/dev, started anew when the server's
 * source changes, and beside it Vite, which changes the web app in the open browser.
 */
const root = new URL('../../', import.meta.url);
const dataDir = fileURLToPath(new URL('data/dev', root));
const env = { LANDESCLOUD_PORT: '8080', LANDESCLOUD_ADMIN_PASSWORD: administratorPassword };
const watched = ['apps/server/src', 'modules', 'platform/src', 'libs'];

let server: ServerProcess | null = null;
let web: ChildProcess | null = null;
let restarting: Promise<void> | null = null;

async function start(): Promise<void> {
  try {
    server = await startServerProcess({ dataDir, env });
  } catch (error) {
    console.error((error as Error).message);
  }
}

async function restart(): Promise<void> {
  await server?.stop();
  server = null;
  await start();
  console.log(`${new Date().toLocaleTimeString()} started anew`);
}

async function seed(): Promise<void> {
  const settings = loadSettings({ LANDESCLOUD_DATA_DIR: dataDir, LANDESCLOUD_ADMIN_PASSWORD: administratorPassword });
  const rooms = await openRooms({ settings, log: silentLog });
  try {
    await seedWorld(rooms, 'files');
    await rooms.calendar.holidays.applyRule();
  } catch (error) {
    // There already: from the last time.
    if (!isDomainError(error, 'Conflict')) throw error;
  } finally {
    await rooms.close();
  }
}

function watchSources(): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of watched) {
    watch(new URL(folder, root), { recursive: true }, (_event, name) => {
      if (name === null || !/\.(ts|sql)$/.test(name) || /\btest\b/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        restarting = (restarting ?? Promise.resolve()).then(restart);
      }, 200);
    });
  }
}

function startWeb(): void {
  const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', root));
  if (!existsSync(vite)) return;
  const cwd = fileURLToPath(new URL('apps/web', root));
  web = spawn(process.execPath, [vite, '--clearScreen', 'false', '--logLevel', 'warn'], {
    cwd,
    env: environment(),
    stdio: 'inherit',
  });
}

async function stop(): Promise<void> {
  web?.kill('SIGTERM');
  await restarting;
  await server?.stop();
  process.exit(0);
}

process.on('SIGINT', () => void stop()).on('SIGTERM', () => void stop());
await start();
if (server === null) process.exit(1);
await seed();
watchSources();
startWeb();
console.log(
  'The test world is open. Server: http://127.0.0.1:8080, web app with reload on change: http://localhost:5173',
);
for (const login of ['admin', 'anna', 'bernd', 'clara']) console.log(`  ${login.padEnd(6)} ${passwordOf(login)}`);
