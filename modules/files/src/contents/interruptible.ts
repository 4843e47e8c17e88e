/**
 * A source that another request can end: what waits for the next piece then fails with the reason. (A race against
 * an abort signal would gather one listener a piece; a body of 10 GB has 160,000.)
 */
export class Interruptible implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>;
  #reason: unknown = null;
  #fail: ((reason: unknown) => void) | null = null;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  interrupt(reason: unknown): void {
    this.#reason = reason;
    this.#fail?.(reason);
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    const iterator = this.#source[Symbol.asyncIterator]();
    return {
      next: () =>
        new Promise((resolve, reject) => {
          if (this.#reason !== null) {
            reject(this.#reason);
            return;
          }
          this.#fail = reject;
          iterator.next().then(resolve, reject);
        }),
      return: async () => {
        await iterator.return?.();
        return { done: true, value: undefined };
      },
    };
  }
}
