/** What the keeper and its users say to each other: one JSON object a line over the keeper's socket. */
export type ToUser =
  | { readonly state: 'ready'; readonly socketFolder: string }
  | { readonly state: 'failed'; readonly message: string };

/** A user that closes tidily says how long PostgreSQL may stay when it was the last; one that dies says nothing. */
export interface ToKeeper {
  readonly leave: { readonly linger: number };
}

export interface KeeperOptions {
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Where the keeper of a data folder listens; its folder also holds PostgreSQL's socket. */
export interface Pointer {
  /** Device and inode of the data folder that it is about. */
  readonly of: string;
  readonly folder: string;
}

export const keeperSocket = 'keeper.sock';

/** Splits a stream into lines of JSON; anything else is ignored. */
export function jsonLines<T>(fn: (message: T) => void): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      try {
        fn(JSON.parse(line) as T);
      } catch {
        continue;
      }
    }
  };
}
