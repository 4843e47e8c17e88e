import type { Bad } from './refusal.ts';

/** What stands in the world: ids that the person may see. */
export interface Known {
  readonly root: number;
  readonly folder: number;
  readonly file: number;
  readonly space: number;
}

const json = { 'content-type': 'application/json' };

/** Numbers that are no id of anything. */
export const badIds: readonly string[] = [
  '0',
  '-1',
  '1.5',
  '1e400',
  '-1e400',
  '1e300',
  'NaN',
  'Infinity',
  '0x10',
  'abc',
  'null',
  'true',
  '[1]',
  '%00',
  '1%00',
  '%20',
  '1;drop%20table%20files.node',
  "1'--",
  '9007199254740993',
  '9223372036854775808',
  '99999999999999999999',
  'x'.repeat(2_000),
];

export function badIdRequests(): Bad[] {
  const at = (method: string, path: string, body?: unknown): Bad[] =>
    badIds.map((id) => ({
      why: 'an id that is none',
      method,
      path: path.replace('ID', id),
      ...(body === undefined ? {} : { headers: json, body: JSON.stringify(body) }),
    }));
  return [
    ...at('GET', '/api/v1/nodes/ID'),
    ...at('GET', '/api/v1/nodes/ID/children'),
    ...at('GET', '/api/v1/nodes/ID/children/ids'),
    ...at('GET', '/api/v1/nodes/ID/content'),
    ...at('GET', '/api/v1/nodes/ID/preview'),
    ...at('GET', '/api/v1/nodes/ID/versions'),
    ...at('GET', '/api/v1/nodes/ID/activity'),
    ...at('POST', '/api/v1/nodes/ID/folders', { name: 'x' }),
    ...at('POST', '/api/v1/nodes/ID/files', { name: 'x' }),
    ...at('PATCH', '/api/v1/nodes/ID', { name: 'x' }),
    ...at('PATCH', '/api/v1/spaces/ID', { name: 'x' }),
    ...at('GET', '/api/v1/spaces/ID/members'),
    ...at('PUT', '/api/v1/spaces/ID/members/bernd', { role: 'viewer' }),
    ...at('GET', '/api/v1/nodes/zip?ids=ID'),
    ...at('GET', '/api/v1/search?q=x&within=ID'),
    ...at('GET', '/api/v1/trash?spaceId=ID'),
    ...at('GET', '/index.php/core/preview?fileId=ID'),
    ...at('GET', '/index.php/core/preview?fileId=1&version=ID'),
    ...at('HEAD', '/api/v1/uploads/ID').map((bad) => ({ ...bad, headers: { 'tus-resumable': '1.0.0' } })),
    ...at('GET', '/index.php/avatar/anna/ID').filter(({ path }) => !path.endsWith('0x10')),
  ];
}

const badNames: readonly unknown[] = [
  1,
  null,
  true,
  [],
  {},
  '',
  '.',
  '..',
  'a/b',
  '/',
  '\0',
  'a\0b',
  'a\nb',
  '\u007f',
  '\ud800',
  '\uffff',
  'ä'.repeat(128),
  'x'.repeat(100_000),
];

const badBodies: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['no JSON', 'x'],
  ['half a JSON', '{"name":'],
  ['two of them', '{"name":"x"}{"name":"y"}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a text', '"x"'],
  ['a number', '1e400'],
  ['no fields', '{}'],
  ['a field that nobody knows', '{"name":"x","ids":[1],"parentId":1,"onConflict":"fail","admin":true}'],
  ['a prototype', '{"__proto__":{"name":"x"},"name":"x","ids":[1]}'],
  ['a constructor', '{"constructor":{"prototype":{"x":1}}}'],
  ['nested 200,000 deep', '['.repeat(200_000)],
  ['nested 200,000 deep and closed', `{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ['two megabytes', JSON.stringify({ name: 'x'.repeat(2_000_000) })],
];

/** Bodies of the JSON API that have not the form or the values that they should. */
export function badBodyRequests({ root, folder, file, space }: Known): Bad[] {
  const takers: readonly (readonly [string, string])[] = [
    ['POST', `/api/v1/nodes/${root}/folders`],
    ['POST', `/api/v1/nodes/${root}/files`],
    ['POST', '/api/v1/nodes/move'],
    ['POST', '/api/v1/nodes/copy'],
    ['POST', '/api/v1/nodes/delete'],
    ['POST', '/api/v1/trash/restore'],
    ['POST', '/api/v1/trash/purge'],
    ['POST', '/api/v1/spaces'],
    ['PUT', `/api/v1/spaces/${space}/members/bernd`],
    ['POST', '/api/v1/session'],
  ];
  const post = (path: string, body: unknown, why = JSON.stringify(body).slice(0, 80), method = 'POST'): Bad => ({
    why,
    method,
    path,
    headers: json,
    body: JSON.stringify(body),
  });
  return [
    ...takers.flatMap(([method, path]) =>
      badBodies.map(([why, body]): Bad => ({ why, method, path, headers: json, body })),
    ),
    ...takers.map(([method, path]): Bad => ({
      why: 'a form',
      method,
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=x',
    })),
    ...badNames.flatMap((name) => [
      post(`/api/v1/nodes/${folder}/folders`, { name }),
      post(`/api/v1/nodes/${folder}/files`, { name }),
      post(`/api/v1/nodes/${file}`, { name }, undefined, 'PATCH'),
      post('/api/v1/spaces', { name }),
    ]),
    ...[
      [],
      ['1'],
      [null],
      [1.5],
      [-1],
      [0],
      [1e300],
      [{}],
      1,
      '1',
      Array.from({ length: 1_001 }, (_, i) => i + 1),
    ].flatMap((ids) => [
      post('/api/v1/nodes/delete', { ids }),
      post('/api/v1/trash/purge', { ids }),
      post('/api/v1/nodes/move', { ids, parentId: folder, onConflict: 'fail' }),
    ]),
    post('/api/v1/nodes/move', { ids: [file], parentId: folder, onConflict: 'guess' }),
    post('/api/v1/nodes/move', { ids: [file], parentId: '1', onConflict: 'fail' }),
    post('/api/v1/trash/purge', { all: false }),
    post('/api/v1/trash/purge', { all: true, ids: [1] }),
    post(`/api/v1/nodes/${file}`, { favourite: 1 }, undefined, 'PATCH'),
    post(`/api/v1/nodes/${file}`, { owner: 'anna' }, undefined, 'PATCH'),
    ...[-1, 1.5, '1', {}, 2 ** 60].map((quotaBytes) =>
      post(`/api/v1/spaces/${space}`, { quotaBytes }, undefined, 'PATCH'),
    ),
    {
      why: 'a quota without end',
      method: 'PATCH',
      path: `/api/v1/spaces/${space}`,
      headers: json,
      body: '{"quotaBytes":1e400}',
    },
    ...['owner', '', 1, null].map((role) => post(`/api/v1/spaces/${space}/members/bernd`, { role }, undefined, 'PUT')),
    ...['x\0', '%00', 'x'.repeat(65), 'nobody', '..%2f..'].map((login) =>
      post(
        `/api/v1/spaces/${space}/members/${login.replaceAll('\0', '%00')}`,
        { role: 'viewer' },
        `member ${login.slice(0, 10)}`,
        'PUT',
      ),
    ),
    post('/api/v1/session', { login: 'anna', password: 1 }),
    post('/api/v1/session', { login: '\0', password: 'x' }),
    post('/api/v1/session', { login: 'anna', password: '\0' }),
    post('/api/v1/session', { login: 'anna', password: 'x'.repeat(1_025) }),
    post('/api/v1/session', { login: ['anna'], password: 'x' }),
    post(`/api/v1/nodes/${file}/versions/1`, { label: '\0' }, undefined, 'PATCH'),
    post('/api/v1/me', { language: 'xx' }, undefined, 'PATCH'),
    post('/api/v1/me', { role: 'platform-administrator' }, undefined, 'PATCH'),
  ];
}

/** Questions with values that do not fit. */
export function badQueries({ root, file }: Known): Bad[] {
  const children = `/api/v1/nodes/${root}/children`;
  const numbers = ['-1', '1.5', '1e400', 'abc', '%00', '1,2', '99999999999999999999'];
  const paths = [
    ...numbers.map((n) => `${children}?limit=${n}`),
    ...numbers.map((n) => `${children}?offset=${n}`),
    ...numbers.map((n) => `/api/v1/search?q=x&limit=${n}`),
    ...numbers.map((n) => `/api/v1/recent?limit=${n}`),
    ...numbers.map((n) => `/api/v1/trash?offset=${n}`),
    ...numbers.map((n) => `/api/v1/people?offset=${n}`),
    ...numbers.map((n) => `/api/v1/nodes/${file}/activity?before=${n}`),
    ...numbers.map((n) => `/api/v1/nodes/${file}/content?version=${n}`),
    ...numbers.map((n) => `/api/v1/nodes/${file}/preview?version=${n}`),
    `${children}?limit=0`,
    `${children}?limit=1001`,
    `${children}?limit=1&limit=2`,
    `${children}?sort=name;drop%20table%20files.node`,
    `${children}?sort=__proto__`,
    `${children}?order=desc--`,
    `${children}?filter=${'x'.repeat(256)}`,
    `${children}?filter=a&filter=b`,
    `${children}?filter=%00`,
    '/api/v1/search',
    '/api/v1/search?q=',
    `/api/v1/search?q=${'x'.repeat(256)}`,
    '/api/v1/search?q=%00',
    '/api/v1/search?q=a%00b',
    '/api/v1/search?q=a&q=b',
    '/api/v1/search?q=x&kind=link',
    '/api/v1/people?q=%00',
    '/api/v1/people?organisation=%00',
    '/api/v1/people/%00',
    '/api/v1/organisations/%00',
    '/api/v1/groups/%00/members',
    '/api/v1/nodes/resolve',
    '/api/v1/nodes/resolve?path=%00',
    '/api/v1/nodes/resolve?path=/../etc',
    `/api/v1/nodes/resolve?path=${'a/'.repeat(4_000)}`,
    '/api/v1/nodes/zip',
    '/api/v1/nodes/zip?ids=',
    '/api/v1/nodes/zip?ids=1,',
    '/api/v1/nodes/zip?ids=1;2',
    '/api/v1/nodes/zip?ids=1&ids=2',
    `/api/v1/nodes/zip?ids=${file},999999999`,
    `/api/v1/nodes/zip?ids=${Array.from({ length: 1_001 }, () => file).join(',')}`,
    `/api/v1/nodes/${file}/preview?size=huge`,
    `/api/v1/nodes/${file}/children`,
    '/index.php/core/preview',
    '/index.php/core/preview?file=%00',
    '/index.php/core/preview?file=/..',
    `/index.php/core/preview?fileId=${file}&x=-1`,
    `/index.php/core/preview?fileId=${file}&x=1e400`,
    '/index.php/avatar/%00/64',
    '/index.php/avatar/anna/5000',
    '/api/v1/login-flow/%00',
    `/api/v1/login-flow/${'x'.repeat(101)}`,
    '/api/v1/nothing',
    '/api/v1/%ff',
    '/api/v1/nodes/%ff',
    '/api/v1/nodes/%',
    '/remote.php/nothing',
    '/index.php/nothing',
  ];
  return paths.map((path) => ({ why: 'a question that is none', path }));
}
