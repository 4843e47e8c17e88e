/** Counted steps instead of a clock: the same text costs the same everywhere. */
export class Work {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** False once everything is spent. */
  spend(steps: number): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }

  get spent(): boolean {
    return this.#left < 0;
  }

  get left(): number {
    return Math.max(0, this.#left);
  }
}
