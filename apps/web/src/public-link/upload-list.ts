import type { DroppedTree } from '../features/files/domain/drop-tree.ts';
import { TransferRate } from '../features/files/uploads/transfer-rate.ts';
import { forgetUpload, sendFile } from './tus-upload.ts';
import { base, Problem } from './public-api.ts';

export interface UploadItem {
  readonly key: string;
  readonly path: string;
  readonly file: File;
  state: 'waiting' | 'running' | 'retrying' | 'done' | 'failed';
  sent: number;
  url: string | null;
  problem: Problem | null;
  stop: AbortController | null;
}

const atOnce = 2;
const waits = [500, 1000, 2000, 4000, 8000, 15_000];
/** A line that comes back within some minutes goes on by itself; later the visitor says when. */
const tries = 30;
const inTransit = new Set(['files.upload_offset_wrong', 'files.upload_sealed', 'files.upload_taken_over']);
const storageKey = `landescloud-uploads ${base}`;

/** What is on its way. Addresses of unfinished uploads outlast a reload; the files must be chosen again. */
export class UploadList {
  readonly items: UploadItem[] = [];
  readonly rate = new TransferRate();
  isPaused = false;
  readonly #kept = readKept();
  readonly #changed: () => void;
  readonly #arrived: () => void;

  constructor(changed: () => void, arrived: () => void) {
    this.#changed = changed;
    this.#arrived = arrived;
    addEventListener('online', () => this.#pump());
  }

  /** How many were under way when the page was left. */
  get unfinished(): number {
    return [...this.#kept.keys()].filter((key) => this.items.every((item) => item.key !== key)).length;
  }

  get isBusy(): boolean {
    return this.items.some(({ state }) => state !== 'done' && state !== 'failed');
  }

  get timeLeft(): number | null {
    const left = this.items.filter(({ state }) => state !== 'done' && state !== 'failed');
    return this.rate.timeLeft(
      left.reduce((sum, { file, sent }) => sum + file.size - sent, 0),
      left.length,
    );
  }

  add(tree: DroppedTree, parentId: number | null): void {
    for (const { file, folders } of tree.files) {
      const path = [...folders, file.name].join('/').normalize('NFC');
      const key = [parentId ?? '', path, file.size, file.lastModified].join(' ');
      if (this.items.some((item) => item.key === key && item.state !== 'failed')) continue;
      this.items.push({
        key,
        path,
        file,
        state: 'waiting',
        sent: 0,
        url: this.#kept.get(key) ?? null,
        problem: null,
        stop: null,
      });
      this.#parents.set(key, parentId);
    }
    this.#pump();
  }

  readonly #parents = new Map<string, number | null>();

  pause(): void {
    this.isPaused = true;
    for (const item of this.items) item.stop?.abort();
    this.rate.reset();
    this.#changed();
  }

  resume(): void {
    this.isPaused = false;
    this.#pump();
  }

  retry(item: UploadItem): void {
    Object.assign(item, { state: 'waiting', problem: null });
    this.#pump();
  }

  /** What has arrived is removed by its own button. */
  remove(item: UploadItem): void {
    item.stop?.abort();
    if (item.url !== null) forgetUpload(item.url);
    this.#forget(item);
    this.items.splice(this.items.indexOf(item), 1);
    this.#pump();
  }

  /** Of what has arrived, and is listed where it is. */
  settle(done: readonly UploadItem[]): void {
    for (const item of done) if (this.items.includes(item)) this.items.splice(this.items.indexOf(item), 1);
  }

  clear(): void {
    for (const item of this.items) this.#forget(item);
    this.items.length = 0;
    this.#kept.clear();
    this.#keep();
  }

  #pump(): void {
    const running = this.items.filter(({ state }) => state === 'running' || state === 'retrying').length;
    const next = this.isPaused ? [] : this.items.filter(({ state }) => state === 'waiting').slice(0, atOnce - running);
    for (const item of next) void this.#run(item);
    this.#changed();
  }

  async #run(item: UploadItem): Promise<void> {
    item.state = 'running';
    for (let attempt = 0; ; attempt += 1) {
      const stop = new AbortController();
      item.stop = stop;
      try {
        await sendFile(
          {
            file: item.file,
            path: item.path,
            parentId: this.#parents.get(item.key) ?? null,
            url: item.url,
            located: (url) => {
              item.url = url;
              this.#kept.set(item.key, url);
              this.#keep();
            },
            progressed: (sent) => {
              attempt = 0;
              Object.assign(item, { state: 'running', sent });
              this.#measure();
              this.#changed();
            },
          },
          stop.signal,
        );
        Object.assign(item, { state: 'done', sent: item.file.size });
        this.#forget(item);
        this.#arrived();
        break;
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem('other', 0);
        if (problem.code === 'stopped') {
          item.state = 'waiting';
          break;
        }
        if (attempt >= tries || !mayPass(problem)) {
          Object.assign(item, { state: 'failed', problem });
          break;
        }
        item.state = 'retrying';
        this.#changed();
        await pause(Math.max(problem.seconds * 1000, waits[Math.min(attempt, waits.length - 1)] ?? 0), stop.signal);
        if (stop.signal.aborted) {
          item.state = 'waiting';
          break;
        }
      }
    }
    item.stop = null;
    this.#pump();
  }

  #measure(): void {
    const sent = this.items.reduce((sum, item) => sum + item.sent, 0);
    this.rate.record(performance.now(), sent, this.items.filter(({ state }) => state === 'done').length);
  }

  #forget({ key }: UploadItem): void {
    this.#kept.delete(key);
    this.#keep();
  }

  #keep(): void {
    try {
      localStorage.setItem(storageKey, JSON.stringify([...this.#kept].slice(-500)));
    } catch {
      // a browser that keeps nothing begins anew after a reload
    }
  }
}

function readKept(): Map<string, string> {
  try {
    return new Map(JSON.parse(localStorage.getItem(storageKey) ?? '[]') as [string, string][]);
  } catch {
    return new Map();
  }
}

/** Worth another try without asking anyone. */
function mayPass({ status, code }: Problem): boolean {
  if (status === 409) return inTransit.has(code);
  return status === 0 || status === 423 || status === 429 || (status >= 500 && status !== 507);
}

/** Until it is over, the line is back, or nobody wants to any more. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('online', end, { once: true });
    signal.addEventListener('abort', end, { once: true });
  });
}
