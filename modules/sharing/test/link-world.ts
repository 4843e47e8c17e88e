import assert from 'node:assert/strict';
import { startWorld, type World } from '@landescloud/testing';

export interface LinkWorld extends AsyncDisposable {
  readonly world: World;
  readonly clock: { time: number; now(): number };
  /** A folder below the person's root; answers its id. */
  folder(login: string, ...path: string[]): Promise<number>;
  file(login: string, path: string, content: string): Promise<number>;
  api<T = Record<string, unknown>>(login: string, method: string, path: string, body?: unknown): Promise<T>;
  remove(login: string, nodeId: number): Promise<void>;
  make(login: string, nodeId: number, input: object): Promise<MadeLink>;
  /** Somebody without an account, in a browser of their own. */
  visitor(token: string): Visitor;
}

export interface MadeLink {
  readonly id: number;
  readonly token: string;
  readonly address: string;
}

/** The server with a clock of its own, and hands for makers and visitors of links. */
export async function linkWorld(): Promise<LinkWorld> {
  const clock = { time: Date.now(), now: () => clock.time };
  // visitors say themselves where they come from
  const world = await startWorld({ clock, settings: { trustedProxies: ['127.0.0.1'] } });
  const api = async <T>(login: string, method: string, path: string, body?: unknown): Promise<T> => {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await world.fetch(login, `/api/v1${path}`, { method, ...init });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const path = (parts: readonly string[]) => parts.map(encodeURIComponent).join('/');
  const idAt = async (login: string, at: string): Promise<number> => {
    const parts = at.split('/');
    const { nodes } = world.landescloud.files;
    return (await nodes.get(world.person(login).actor, { path: parts })).id;
  };
  return {
    world,
    clock,
    api,
    async folder(login, ...parts) {
      const answer = await world.fetch(login, `/remote.php/webdav/${path(parts)}`, { method: 'MKCOL' });
      assert.equal(answer.status, 201);
      return idAt(login, parts.join('/'));
    },
    async file(login, at, content) {
      const address = `/remote.php/webdav/${path(at.split('/'))}`;
      const answer = await world.fetch(login, address, { method: 'PUT', body: content });
      assert.ok(answer.ok, String(answer.status));
      return idAt(login, at);
    },
    async remove(login, id) {
      await world.landescloud.files.nodes.remove(world.person(login).actor, { id });
    },
    async make(login, nodeId, input) {
      const link = await api<{ id: number; address: string }>(login, 'POST', `/nodes/${nodeId}/links`, input);
      return { ...link, token: /\/s\/([0-9A-Za-z]{22})$/.exec(link.address)?.[1] ?? assert.fail(link.address) };
    },
    visitor: (token) => new Visitor(world.url, token),
    [Symbol.asyncDispose]: () => world.stop(),
  };
}

interface Entered {
  readonly state: string;
  readonly link: (Record<string, unknown> & { readonly node: { readonly id: number } }) | null;
}

interface Item {
  readonly id: number;
  readonly name: string;
  readonly size: number;
}

export class Visitor {
  readonly #url: string;
  readonly token: string;
  cookie = '';
  /** Where they come from. */
  network = '192.0.2.1';

  constructor(url: string, token: string) {
    this.#url = url;
    this.token = token;
  }

  async call(method: string, path: string, init: RequestInit & { json?: unknown } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-for', this.network);
    if (this.cookie !== '') headers.set('cookie', this.cookie);
    if (init.json !== undefined) headers.set('content-type', 'application/json');
    const body = init.json === undefined ? {} : { body: JSON.stringify(init.json) };
    const answer = await fetch(`${this.#url}/api/v1/public/links/${this.token}${path}`, {
      ...init,
      ...body,
      method,
      headers,
    });
    const kept = new Map(this.cookie.split('; ').map((cookie) => [cookie.split('=')[0], cookie]));
    for (const set of answer.headers.getSetCookie()) {
      const [cookie = ''] = set.split(';');
      kept.set(cookie.split('=')[0], cookie);
    }
    this.cookie = [...kept.values()].filter(Boolean).join('; ');
    return answer;
  }

  async enter(shown: object = {}): Promise<Entered> {
    const answer = await this.call('POST', '/visit', { json: shown });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as Entered;
  }

  /** The code of the refusal; '' where it got through. */
  async refusal(method: string, path: string, init?: RequestInit & { json?: unknown }): Promise<string> {
    const answer = await this.call(method, path, init);
    const text = await answer.text();
    return answer.ok ? '' : String((JSON.parse(text) as { code: unknown }).code);
  }

  async list(id?: number): Promise<Item[]> {
    const answer = await this.call('GET', id === undefined ? '/folder' : `/folder?id=${id}`);
    assert.equal(answer.status, 200, await answer.clone().text());
    return ((await answer.json()) as { items: Item[] }).items;
  }

  /** By tus, at once with its creation. */
  async upload(relativePath: string, content: string, more: Record<string, string> = {}): Promise<Response> {
    const values = { filename: relativePath.split('/').at(-1) ?? '', relativePath, ...more };
    const metadata = Object.entries(values).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
    return this.call('POST', '/uploads', {
      body: content,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(Buffer.byteLength(content)),
        'upload-metadata': metadata.join(','),
        'content-type': 'application/offset+octet-stream',
      },
    });
  }
}
