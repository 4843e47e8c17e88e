import { join } from 'node:path';

/** The major version that this release embeds: part of the folder's name, so that a later one finds both. */
export const majorVersion = 18;

/** Where things lie below the data folder. */
export interface Folders {
  /** Everything of the embedded database. */
  readonly home: string;
  /** PostgreSQL's own data folder. */
  readonly cluster: string;
  /** A file whose lock says who the keeper is. */
  readonly lock: string;
  /** Tells users where the keeper listens. */
  readonly pointer: string;
  /** Of the keeper's compiled code. */
  readonly cache: string;
  readonly keeperLog: string;
  readonly serverLog: string;
}

export function foldersOf(dataDir: string): Folders {
  const home = join(dataDir, 'postgres');
  return {
    home,
    cluster: join(home, String(majorVersion)),
    lock: join(home, 'keeper.lock'),
    pointer: join(home, 'keeper.json'),
    cache: join(home, 'cache'),
    keeperLog: join(home, 'keeper.log'),
    serverLog: join(home, 'postgres.log'),
  };
}
