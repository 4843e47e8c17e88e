import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Group {
  readonly name: string;
  readonly files: readonly string[];
  /** Those of its files that wait more than they work: they run beside the others, all at once. */
  readonly waiting: readonly string[];
  /** Those that are held to a time or flood the machine: first, one after another. */
  readonly alone?: readonly string[];
  /** Other files that run at once. */
  readonly concurrency: number;
  /** One file may take this long, in seconds: then it hangs. */
  readonly fileTimeout: number;
  /** All of them together. */
  readonly timeout: number;
  /** Whether it needs the system packages: clients, browser, PostgreSQL. */
  readonly external: boolean;
  /** Whether its files run on the oldest PostgreSQL that we support, started for them; all others run on the newest. */
  readonly ownPostgres?: boolean;
}

/** Every test file of the repository, by what it needs: nothing, a database, or the whole system from outside. */
export function listGroups(root: string, patterns: readonly string[]): readonly Group[] {
  const wanted = (path: string): boolean => patterns.length === 0 || patterns.some((pattern) => path.includes(pattern));
  const find = (...globs: string[]): string[] =>
    globSync(globs, { cwd: root, exclude: (name) => name.endsWith('node_modules') || name.endsWith('dist') })
      .filter(wanted)
      .sort();
  const outside = find('tests/**/*.test.ts');
  // Views are looked at two at a time, but for those that are held to a time.
  const held = ['tests/web/administration-state.test.ts', 'tests/web/files-scroll.test.ts'];
  const long = /\/(large-exchange|nextcloudcmd|no-room|vanishing|[\w-]*crash)\.test\.ts$/;
  const web = outside.filter((path) => path.startsWith('tests/web/') && !held.includes(path));
  // The longest first: what is left for the end is short.
  const rest = outside.filter((path) => !web.includes(path));
  const system = [...rest.filter((path) => long.test(path)), ...rest.filter((path) => !long.test(path))];
  const modules = find('{platform,testing,modules/*,apps/*}/test/**/*.test.ts');
  // What the command line asks of the database, the rooms' own tests ask too.
  const rooms = modules.filter((path) => !path.startsWith('apps/') && usesTestDatabase(root, path));
  const groups: readonly Group[] = [
    {
      name: 'pure',
      files: find('{libs,platform,scripts,testing,bench}/**/*.test.ts', '{modules,apps}/*/src/**/*.test.ts').filter(
        (path) => path.startsWith('scripts/') || !path.includes('/test/'),
      ),
      waiting: [],
      concurrency: 2,
      fileTimeout: 120,
      timeout: 300,
      external: false,
    },
    {
      name: 'modules',
      files: modules.filter((path) => !rooms.includes(path)),
      waiting: [],
      concurrency: 2,
      fileTimeout: 300,
      timeout: 900,
      external: true,
    },
    {
      // What the oldest PostgreSQL understands, newer ones do; the system as a whole is tested on the newest.
      name: 'rooms',
      files: rooms,
      waiting: [],
      concurrency: 2,
      fileTimeout: 300,
      timeout: 900,
      external: true,
      ownPostgres: true,
    },
    {
      name: 'system',
      files: system,
      // rclone sends at most a hundred requests a second.
      waiting: system.filter((path) => /\/rclone-(nextcloud|other)\./.test(path)),
      alone: system.filter((path) => held.includes(path) || path.endsWith('/flood.test.ts')),
      concurrency: 2,
      fileTimeout: 1200,
      timeout: 1800,
      external: true,
    },
    {
      name: 'web',
      files: web,
      waiting: [],
      concurrency: 2,
      fileTimeout: 600,
      timeout: 1500,
      external: true,
    },
  ];
  return groups.filter(({ files }) => files.length > 0);
}

/** Whether a test file, or a fixture that it imports, takes its database from testing: that one may be given by address. */
function usesTestDatabase(root: string, path: string, seen = new Set<string>()): boolean {
  if (seen.has(path) || !existsSync(join(root, path))) return false;
  seen.add(path);
  const source = readFileSync(join(root, path), 'utf8');
  if (/\b(createTestDatabase|startWorld)\b/.test(source)) return true;
  const fixtures = [...source.matchAll(/from '(\.\/[^']+)'/g)].map((match) => join(dirname(path), match[1] ?? ''));
  return fixtures.some((fixture) => usesTestDatabase(root, fixture, seen));
}
