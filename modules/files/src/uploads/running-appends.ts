import { takenOver } from './upload-errors.ts';
import { Interruptible } from '../contents/interruptible.ts';

/**
 * The appends under way in this process, one an upload. A client that comes back has given up on its old request, which
 * may hang for minutes on a dead connection: it is ended, and what it received is kept, before the client is answered.
 * (In another worker process the old request lives on; there the optimistic offset keeps the two apart.)
 */
export class RunningAppends {
  readonly #running = new Map<string, { body: Interruptible; done: Promise<unknown> }>();

  async run<T>(id: string, source: AsyncIterable<Uint8Array>, work: (body: Interruptible) => Promise<T>): Promise<T> {
    while (this.#running.has(id)) await this.end(id);
    const body = new Interruptible(source);
    const result = work(body);
    const entry = { body, done: result.catch(() => {}) };
    this.#running.set(id, entry);
    try {
      return await result;
    } finally {
      if (this.#running.get(id) === entry) this.#running.delete(id);
    }
  }

  async end(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (running === undefined) return;
    running.body.interrupt(takenOver());
    await running.done;
    if (this.#running.get(id) === running) this.#running.delete(id);
  }
}
