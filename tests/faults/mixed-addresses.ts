import { base64, type Address, type Things } from './addresses.ts';
import { dav, davBodies } from './dav-addresses.ts';

/** Addresses that name one's own things and somebody else's in one request. */
export function mixedAddresses(t: Things, mine: { readonly node: number; readonly root: number }): Address[] {
  const post = (route: string, body: unknown): Address => ({
    route,
    method: route.split(' ')[0] ?? '',
    path: (route.split(' ')[1] ?? '').replace(':node', String(mine.node)).replace(':version', String(t.version)),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const get = (path: string): Address => ({ route: `GET ${path}`, method: 'GET', path });
  const create = (headers: Record<string, string>): Address => ({
    route: 'POST /api/v1/uploads',
    method: 'POST',
    path: '/api/v1/uploads',
    headers: { 'tus-resumable': '1.0.0', ...headers },
  });
  const own = `filename ${base64('x')},parentId ${base64(mine.root)}`;
  return [
    post('POST /api/v1/nodes/move', { ids: [mine.node], parentId: t.folder, onConflict: 'fail' }),
    post('POST /api/v1/nodes/copy', { ids: [mine.node], parentId: t.folder, onConflict: 'fail' }),
    post('POST /api/v1/nodes/move', { ids: [t.node], parentId: mine.root, onConflict: 'fail' }),
    post('POST /api/v1/nodes/copy', { ids: [t.node], parentId: mine.root, onConflict: 'fail' }),
    post('POST /api/v1/nodes/copy', { ids: [t.trash], parentId: mine.root, onConflict: 'fail' }),
    post('POST /api/v1/trash/purge', { all: true, spaceId: t.space }),
    post('POST /api/v1/nodes/:node/versions/:version/restore', undefined),
    post('PATCH /api/v1/nodes/:node/versions/:version', { label: 'x' }),
    post('DELETE /api/v1/nodes/:node/versions/:version', undefined),
    get(`/api/v1/nodes/${mine.node}/content?version=${t.version}`),
    get(`/api/v1/nodes/${mine.node}/preview?version=${t.version}`),
    get(`/api/v1/nodes/zip?ids=${mine.node},${t.node}`),
    get(`/api/v1/nodes/${t.trash}`),
    get(`/api/v1/nodes/${t.trash}/content`),
    get(`/api/v1/nodes/${t.node}/content`),
    get(`/api/v1/search?q=Geheim`),
    get(`/api/v1/people?organisation=${t.organisation}`),
    get(`/index.php/core/preview?fileId=${mine.node}&version=${t.version}`),
    get(`/index.php/core/preview?file=/${t.path}`),
    create({ 'upload-concat': `final;/api/v1/uploads/${t.upload}`, 'upload-metadata': own }),
    create({ 'upload-length': '5', 'upload-metadata': `filename ${base64('x')},parentId ${base64(t.trash)}` }),
    ...dav('GET', 'files/clara/mine.txt').map((address) => ({
      ...address,
      method: 'PROPPATCH',
      body: davBodies['PROPPATCH'] ?? '',
      headers: { if: `</remote.php/dav/files/${t.login}/${t.path}> (["x"])` },
    })),
    ...dav('PUT', `files/clara/${t.folderPath}/x`),
  ];
}
