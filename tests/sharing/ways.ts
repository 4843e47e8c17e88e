import { randomUUID } from 'node:crypto';
import type { ActorName, ActorWorld } from '../faults/actors.ts';
import { base64 } from '../faults/addresses.ts';
import type { Answer, Ask } from '../faults/ask.ts';
import { davBodies } from '../faults/dav-addresses.ts';

/** What a way in asks for; the names of the rights. */
export type Right = 'read' | 'comment' | 'add' | 'change' | 'manage';

/** A folder that was shared, and what is in it. */
export interface Target {
  /** What it is called in the root of whom it was shared with, where nothing else is called so. */
  readonly name: string;
  readonly folder: number;
  readonly plan: number;
  readonly picture: number;
  readonly old: number;
  readonly away: number;
  /** A past version of the plan. */
  readonly version: number;
}

/** Somebody in front of a target. */
export interface Asker {
  readonly login: string;
  readonly target: Target;
  ask(request: Ask): Promise<Answer>;
  json(method: string, path: string, body?: unknown): Promise<Answer>;
}

export interface Way {
  readonly name: string;
  readonly needs: Right;
  /** True where it worked; everything below 500 that is no success is a refusal. */
  go(asker: Asker): Promise<boolean>;
}

export function askerOf(world: ActorWorld, actor: ActorName, target: Target): Asker {
  return {
    login: actor === 'signed-out' ? world.credentials('owner').login : world.credentials(actor).login,
    target,
    ask: (request) => world.as(actor, request),
    json: (method, path, body) => world.json(actor, method, path, body),
  };
}

function worked(answer: Answer): boolean {
  // who may write nowhere is told that there is no room
  if (answer.status >= 500 && answer.status !== 507) throw new Error(`answered ${answer.status}: ${answer.text}`);
  return answer.status < 400;
}

const tells = (answer: Answer, text: string): boolean => worked(answer) && answer.text.includes(text);

const path = (...names: string[]): string => names.map(encodeURIComponent).join('/');
const file = ({ login, target }: Asker, name: string): string =>
  `/remote.php/dav/files/${login}/${path(target.name, name)}`;

function dav(name: string, needs: Right, method: string, at: string, more: Partial<Ask> = {}): Way {
  const body = davBodies[method];
  return {
    name,
    needs,
    go: async (asker) =>
      worked(await asker.ask({ method, path: file(asker, at), ...(body === undefined ? {} : { body }), ...more })),
  };
}

function api(name: string, needs: Right, at: (target: Target) => string, finds?: string): Way {
  return {
    name,
    needs,
    async go(asker) {
      const answer = await asker.json('GET', `/api/v1${at(asker.target)}`);
      return finds === undefined ? worked(answer) : tells(answer, finds);
    },
  };
}

function post(
  name: string,
  needs: Right,
  method: string,
  at: (target: Target) => string,
  body: (a: Asker) => object,
): Way {
  return {
    name,
    needs,
    go: async (asker) => worked(await asker.json(method, `/api/v1${at(asker.target)}`, body(asker))),
  };
}

/** Several nodes at once are answered 200, with what became of each. */
function bulk(name: string, needs: Right, at: string, body: (asker: Asker) => object): Way {
  return {
    name,
    needs,
    async go(asker) {
      const answer = await asker.json('POST', `/api/v1${at}`, body(asker));
      return worked(answer) && !answer.text.includes('"error"');
    },
  };
}

const listing = { headers: { depth: '1' } };

/** Every way to somebody's file that has a right of its own to check. */
export const ways: readonly Way[] = [
  dav('DAV: read', 'read', 'GET', 'plan.txt'),
  dav('DAV: read a part', 'read', 'GET', 'plan.txt', { headers: { range: 'bytes=0-1' } }),
  dav('DAV: look', 'read', 'PROPFIND', 'plan.txt', { headers: { depth: '0' } }),
  {
    name: 'DAV: list',
    needs: 'read',
    go: async (asker) => tells(await asker.ask({ method: 'PROPFIND', path: file(asker, ''), ...listing }), 'plan.txt'),
  },
  {
    name: 'DAV: what changed',
    needs: 'read',
    go: async (asker) =>
      tells(
        await asker.ask({ method: 'REPORT', path: file(asker, ''), body: davBodies['REPORT'] ?? '', ...listing }),
        'plan.txt',
      ),
  },
  {
    name: 'DAV: by the old address',
    needs: 'read',
    go: async (asker) => worked(await asker.ask({ path: `/remote.php/webdav/${path(asker.target.name, 'plan.txt')}` })),
  },
  {
    name: 'DAV: past versions',
    needs: 'read',
    go: async ({ ask, login, target }) =>
      worked(
        await ask({
          method: 'PROPFIND',
          path: `/remote.php/dav/versions/${login}/versions/${target.plan}`,
          headers: { depth: '1' },
        }),
      ),
  },
  {
    name: 'DAV: a past version',
    needs: 'read',
    go: async ({ ask, login, target }) =>
      worked(await ask({ path: `/remote.php/dav/versions/${login}/versions/${target.plan}/${target.version}` })),
  },
  {
    name: 'DAV: copy away',
    needs: 'read',
    go: async (asker) => {
      const destination = `/remote.php/dav/files/${asker.login}/${randomUUID()}.txt`;
      return worked(await asker.ask({ method: 'COPY', path: file(asker, 'plan.txt'), headers: { destination } }));
    },
  },
  {
    name: 'preview of clients',
    needs: 'read',
    go: async ({ ask, target }) => tells(await ask({ path: `/core/preview?fileId=${target.picture}&x=64&y=64` }), ''),
  },
  api('look', 'read', ({ plan }) => `/nodes/${plan}`),
  api('list', 'read', ({ folder }) => `/nodes/${folder}/children`, 'plan.txt'),
  api('select all', 'read', ({ folder }) => `/nodes/${folder}/children/ids`),
  api('find by path', 'read', ({ name }) => `/nodes/resolve?path=/${path(name, 'plan.txt')}`, 'plan.txt'),
  api('read', 'read', ({ plan }) => `/nodes/${plan}/content`),
  api('read a past version', 'read', ({ plan, version }) => `/nodes/${plan}/content?version=${version}`),
  api('preview', 'read', ({ picture }) => `/nodes/${picture}/preview`),
  api('zip of the folder', 'read', ({ folder }) => `/nodes/zip?ids=${folder}`),
  api('zip of a file', 'read', ({ plan }) => `/nodes/zip?ids=${plan}`),
  api('search', 'read', ({ folder }) => `/search?q=plan&within=${folder}`, 'plan.txt'),
  api('activity', 'read', ({ folder }) => `/nodes/${folder}/activity`),
  api('past versions', 'read', ({ plan }) => `/nodes/${plan}/versions`),
  api('who has access', 'read', ({ plan }) => `/nodes/${plan}/shares`),
  post(
    'favourite',
    'read',
    'PATCH',
    ({ plan }) => `/nodes/${plan}`,
    () => ({ favourite: true }),
  ),

  api('comments', 'read', ({ folder }) => `/nodes/${folder}/comments`),
  api('whom one could mention', 'read', ({ folder }) => `/nodes/${folder}/mentionable?q=`),
  api('tags', 'read', ({ folder }) => `/nodes/${folder}/tags`),
  api('follow', 'read', ({ folder }) => `/nodes/${folder}/subscription`),
  post(
    'who is here',
    'read',
    'POST',
    ({ folder }) => `/nodes/${folder}/presence`,
    () => ({}),
  ),
  {
    name: 'DAV: comments',
    needs: 'read',
    go: async ({ ask, target }) =>
      worked(
        await ask({
          method: 'PROPFIND',
          path: `/remote.php/dav/comments/files/${target.plan}`,
          headers: { depth: '1' },
        }),
      ),
  },
  post(
    'comment',
    'comment',
    'POST',
    ({ plan }) => `/nodes/${plan}/comments`,
    () => ({ text: 'Gut so.' }),
  ),
  post(
    'comment on the folder',
    'comment',
    'POST',
    ({ folder }) => `/nodes/${folder}/comments`,
    () => ({ text: 'Gut.' }),
  ),

  dav('DAV: new file', 'add', 'PUT', 'neu.txt'),
  dav('DAV: new folder', 'add', 'MKCOL', 'neu'),
  post(
    'new folder',
    'add',
    'POST',
    ({ folder }) => `/nodes/${folder}/folders`,
    () => ({ name: 'Neuer Ordner' }),
  ),
  post(
    'new file',
    'add',
    'POST',
    ({ folder }) => `/nodes/${folder}/files`,
    () => ({ name: 'leer.txt' }),
  ),
  {
    name: 'tus',
    needs: 'add',
    async go({ ask, target }) {
      const headers = {
        'tus-resumable': '1.0.0',
        'upload-length': '3',
        'upload-metadata': `filename ${base64('tus.txt')},parentId ${base64(target.folder)}`,
      };
      const made = await ask({ method: 'POST', path: '/api/v1/uploads', headers });
      if (!worked(made)) return false;
      const { pathname } = new URL(made.headers.location ?? '', 'http://localhost');
      const part = {
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      };
      return worked(await ask({ method: 'PATCH', path: pathname, headers: part, body: 'tus' }));
    },
  },
  {
    name: 'in chunks',
    needs: 'add',
    async go(asker) {
      const upload = `/remote.php/dav/uploads/${asker.login}/${randomUUID()}`;
      if (!worked(await asker.ask({ method: 'MKCOL', path: upload }))) return false;
      await asker.ask({ method: 'PUT', path: `${upload}/00001`, body: 'chunk' });
      const headers = { destination: file(asker, 'chunks.txt') };
      return worked(await asker.ask({ method: 'MOVE', path: `${upload}/.file`, headers }));
    },
  },

  {
    name: 'DAV: overwrite',
    needs: 'change',
    // 201: who may only add made another file of it
    go: async (asker) => {
      const answer = await asker.ask({ method: 'PUT', path: file(asker, 'plan.txt'), body: 'other' });
      return worked(answer) && answer.status === 204;
    },
  },
  dav('DAV: properties', 'change', 'PROPPATCH', 'plan.txt'),
  dav('DAV: lock', 'change', 'LOCK', 'sperre.txt', { headers: { depth: '0' } }),
  {
    name: 'DAV: rename',
    needs: 'change',
    go: async (asker) =>
      worked(
        await asker.ask({
          method: 'MOVE',
          path: file(asker, 'alt.txt'),
          headers: { destination: file(asker, 'anders.txt') },
        }),
      ),
  },
  post(
    'rename',
    'change',
    'PATCH',
    ({ old }) => `/nodes/${old}`,
    () => ({ name: 'ganz anders.txt' }),
  ),
  post(
    'a past version back',
    'change',
    'POST',
    (t) => `/nodes/${t.plan}/versions/${t.version}/restore`,
    () => ({}),
  ),
  bulk('delete', 'change', '/nodes/delete', ({ target }) => ({ ids: [target.away] })),
  dav('DAV: delete', 'change', 'DELETE', 'bild.png'),

  post(
    'share on',
    'manage',
    'POST',
    ({ folder }) => `/nodes/${folder}/shares`,
    () => ({
      recipients: [{ kind: 'person', key: 'wer-reporter' }],
      role: 'viewer',
    }),
  ),
];
