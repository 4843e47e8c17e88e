import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '@landescloud/platform/config';
import { silentLog } from '@landescloud/platform/http';
import { openRooms, type Rooms } from '@landescloud/server';
import { seedWorld, type Seed } from './seed-world.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';
import { administratorPassword, type WorldPerson } from './world-person.ts';

export interface WorldProcessOptions {
  readonly seed?: Seed;
  readonly env?: Readonly<Record<string, string>>;
}

/** The test world with a server of its own process and a database of its own: to be killed, and for real clients. */
export interface WorldProcess extends AsyncDisposable {
  readonly dataDir: string;
  readonly url: string;
  readonly server: ServerProcess;
  person(login: string): WorldPerson;
  /** Another server on the same data, after the last one has ended. The port is another too, unless `env` sets it. */
  restart(): Promise<ServerProcess>;
  /** The rooms on the same database, beside the server. */
  withRooms<T>(work: (rooms: Rooms) => Promise<T>): Promise<T>;
  /** Ends the server and removes the data. */
  stop(): Promise<void>;
}

export async function startWorldProcess({
  seed = 'people',
  env = {},
}: WorldProcessOptions = {}): Promise<WorldProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'landescloud-world-'));
  const options = { dataDir, env: { LANDESCLOUD_ADMIN_PASSWORD: administratorPassword, ...env } };
  let server: ServerProcess | null = null;
  const stop = async (): Promise<void> => {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const withRooms = async <T>(work: (rooms: Rooms) => Promise<T>): Promise<T> => {
    const { LANDESCLOUD_DATABASE_URL: databaseUrl } = env;
    const settings = loadSettings({
      LANDESCLOUD_DATA_DIR: dataDir,
      LANDESCLOUD_ADMIN_PASSWORD: administratorPassword,
      ...(databaseUrl === undefined ? {} : { LANDESCLOUD_DATABASE_URL: databaseUrl }),
    });
    const rooms = await openRooms({ settings, log: silentLog });
    try {
      return await work(rooms);
    } finally {
      await rooms.close();
    }
  };
  try {
    server = await startServerProcess(options);
    const people = await withRooms((rooms) => seedWorld(rooms, seed));
    return {
      dataDir,
      get url() {
        return current(server).url;
      },
      get server() {
        return current(server);
      },
      person(login) {
        const found = people.get(login);
        if (found === undefined) throw new Error(`nobody is called ${login} in the test world`);
        return found;
      },
      async restart() {
        await server?.exit;
        server = await startServerProcess(options);
        return server;
      },
      withRooms,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function current(server: ServerProcess | null): ServerProcess {
  if (server === null) throw new Error('the server does not run');
  return server;
}
