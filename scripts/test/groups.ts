import { globSync } from 'node:fs';

export interface Group {
  readonly name: string;
  readonly files: readonly string[];
  /** Files that run at once. */
  readonly concurrency: number;
  /** One file may take this long, in seconds: then it hangs. */
  readonly fileTimeout: number;
  /** All of them together. */
  readonly timeout: number;
  /** Whether it needs the system packages: clients, browser, PostgreSQL. */
  readonly external: boolean;
  /** Runs a second time against an own PostgreSQL server. */
  readonly databaseBound: boolean;
}

/** Every test file of the repository, by what it needs: nothing, a database, or the whole system from outside. */
export function listGroups(root: string, patterns: readonly string[]): readonly Group[] {
  const wanted = (path: string): boolean => patterns.length === 0 || patterns.some((pattern) => path.includes(pattern));
  const find = (...globs: string[]): string[] =>
    globSync(globs, { cwd: root, exclude: (name) => name.endsWith('node_modules') || name.endsWith('dist') })
      .filter(wanted)
      .sort();
  const groups: readonly Group[] = [
    {
      name: 'pure',
      files: find('{libs,platform,scripts,testing,bench}/**/*.test.ts', '{modules,apps}/*/src/**/*.test.ts').filter(
        (path) => !path.includes('/test/'),
      ),
      concurrency: 2,
      fileTimeout: 120,
      timeout: 300,
      external: false,
      databaseBound: false,
    },
    {
      name: 'modules',
      files: find('{platform,testing,modules/*,apps/*}/test/**/*.test.ts'),
      concurrency: 2,
      fileTimeout: 240,
      timeout: 480,
      external: true,
      databaseBound: true,
    },
    {
      name: 'system',
      files: find('tests/**/*.test.ts'),
      concurrency: 1,
      fileTimeout: 600,
      timeout: 1080,
      external: true,
      databaseBound: false,
    },
  ];
  return groups.filter(({ files }) => files.length > 0);
}
