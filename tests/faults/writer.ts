import { createHash } from 'node:crypto';
import assert from 'node:assert/strict';

/** What a path holds: the SHA-256 of its content, or null where there is nothing. */
type State = string | null;

interface Doubt {
  readonly path: string;
  readonly before: State;
  readonly after: State;
}

const NAMES = 10;
// Inline, one blob, several pieces of a blob.
const SIZES = [0, 300, 20_000, 200_000, 3_000_000];

/**
 * One client with a folder of its own that remembers what it was told: after a crash each of its files must be what was
 * last acknowledged, or, for the one request that was not answered, whole before or whole after it.
 */
export class Writer {
  readonly #folder: string;
  readonly #authorization: string;
  readonly #pick: (below: number) => number;
  readonly #known = new Map<string, State>();
  #doubts: Doubt[] = [];
  #base = '';
  acknowledged = 0;

  constructor(folder: string, authorization: string, pick: (below: number) => number) {
    this.#folder = folder;
    this.#authorization = authorization;
    this.#pick = pick;
  }

  /** Works until it is told to end or the server is gone. */
  async work(url: string, login: string, signal: AbortSignal): Promise<void> {
    this.#base = `${url}/remote.php/dav`;
    const made = await this.#send('MKCOL', this.#url(login, ''));
    if (made === null) return;
    while (!signal.aborted) {
      const done = await this.#step(login);
      if (!done) return;
    }
  }

  /** Reads everything; fails on anything that was acknowledged and is not there, or that is neither before nor after. */
  async verify(url: string, login: string): Promise<void> {
    this.#base = `${url}/remote.php/dav`;
    const doubts = Map.groupBy(this.#doubts, (doubt) => doubt.path);
    for (let n = 0; n < NAMES; n++) {
      const path = `f${n}`;
      const state = await this.#read(login, path);
      const allowed = doubts.get(path)?.flatMap(({ before, after }) => [before, after]) ?? [
        this.#known.get(path) ?? null,
      ];
      assert.ok(
        allowed.includes(state),
        `${this.#folder}/${path} is ${state ?? 'gone'} but should be ${allowed.map((one) => one ?? 'gone').join(' or ')}`,
      );
      this.#known.set(path, state);
    }
    this.#doubts = [];
  }

  async #step(login: string): Promise<boolean> {
    const path = `f${this.#pick(NAMES)}`;
    const before = this.#known.get(path) ?? null;
    switch (this.#pick(8)) {
      case 0:
        return (
          before === null ||
          this.#change([{ path, before, after: null }], () => this.#send('DELETE', this.#url(login, path)))
        );
      case 1: {
        const to = `f${this.#pick(NAMES)}`;
        if (before === null || to === path) return true;
        const doubts = [
          { path, before, after: null },
          { path: to, before: this.#known.get(to) ?? null, after: before },
        ];
        return this.#change(doubts, () =>
          this.#send('MOVE', this.#url(login, path), { destination: this.#url(login, to) }),
        );
      }
      case 2:
        return this.#uploadInChunks(login, path, before);
      default: {
        const body = this.#content(SIZES[this.#pick(SIZES.length)] ?? 0);
        return this.#change([{ path, before, after: hash(body) }], () =>
          this.#send('PUT', this.#url(login, path), {}, body),
        );
      }
    }
  }

  async #uploadInChunks(login: string, path: string, before: State): Promise<boolean> {
    const folder = `${this.#base}/uploads/${login}/${this.#folder}-${this.#pick(2 ** 30)}`;
    const chunks = [this.#content(100_000), this.#content(50_000)];
    // A client that puts together what was refused to it loses that part by its own doing.
    if ((await this.#send('MKCOL', folder)) !== 201) return false;
    for (const [index, chunk] of chunks.entries())
      if ((await this.#send('PUT', `${folder}/${index + 1}`, {}, chunk)) !== 201) return false;
    const after = hash(Buffer.concat(chunks));
    return this.#change([{ path, before, after }], () =>
      this.#send('MOVE', `${folder}/.file`, { destination: this.#url(login, path) }),
    );
  }

  async #change(doubts: Doubt[], send: () => Promise<number | null>): Promise<boolean> {
    const status = await send();
    if (status === null || status >= 500) {
      // Not answered, or the database went away beneath it: done or not done, but nothing between.
      this.#doubts.push(...doubts);
      return false;
    }
    assert.ok(status < 300, `${this.#folder}: answered ${status}`);
    this.acknowledged++;
    for (const { path, after } of doubts) this.#known.set(path, after);
    return true;
  }

  /** Null where no answer came. */
  async #send(
    method: string,
    url: string,
    headers: Record<string, string> = {},
    body?: Buffer,
  ): Promise<number | null> {
    try {
      const answer = await fetch(url, {
        method,
        headers: { authorization: this.#authorization, ...headers },
        signal: AbortSignal.timeout(20_000),
        ...(body === undefined ? {} : { body: new Uint8Array(body) }),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null;
    }
  }

  async #read(login: string, path: string): Promise<State> {
    const answer = await fetch(this.#url(login, path), { headers: { authorization: this.#authorization } });
    const body = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 404) return null;
    assert.equal(answer.status, 200, `${path}: ${body.toString().slice(0, 300)}`);
    return hash(body);
  }

  #url(login: string, path: string): string {
    return `${this.#base}/files/${login}/${this.#folder}/${path}`;
  }

  #content(size: number): Buffer {
    const body = Buffer.alloc(size, `${this.#folder} `);
    if (size >= 8) body.writeUInt32LE(this.#pick(2 ** 31), 4);
    return body;
  }
}

function hash(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
