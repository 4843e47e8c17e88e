import type { Bad } from './refusal.ts';

export const lockBody =
  '<d:lockinfo xmlns:d="DAV:"><d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype></d:lockinfo>';

/** Segments that are no name, and what a name could be mistaken for. */
export const badSegments: readonly string[] = [
  '..',
  '../../../etc/passwd',
  '%2e%2e/bernd',
  '%2E%2e',
  '.%2e/x',
  './x',
  '%2e',
  'a%2fb',
  'a%2Fb',
  '..%2f..%2fx',
  '%00',
  'a%00.txt',
  'a%01',
  'a%0d%0aX:%20y',
  'a%7f',
  '%ef%bf%be',
  '%ff',
  '%c0%ae%c0%ae',
  '%ed%a0%80',
  '%',
  '%zz',
  '%u0041',
  'x'.repeat(256),
  '%F0%9F%98%80'.repeat(64),
  `${'a/'.repeat(5_000)}a`,
];

export function badPaths(root: string): Bad[] {
  const body = Buffer.from('x');
  return badSegments.flatMap((segment) => {
    const why = 'a path that is none';
    const path = `${root}/${segment}`;
    const destination = { destination: path };
    return [
      { why, method: 'GET', path },
      { why, method: 'PUT', path, body },
      { why, method: 'MKCOL', path },
      { why, method: 'DELETE', path },
      { why, method: 'PROPFIND', path, headers: { depth: '0' } },
      { why, method: 'LOCK', path, body: lockBody },
      { why: 'a destination that is none', method: 'MOVE', path: `${root}/file.txt`, headers: destination },
      { why: 'a destination that is none', method: 'COPY', path: `${root}/folder`, headers: destination },
    ];
  });
}
