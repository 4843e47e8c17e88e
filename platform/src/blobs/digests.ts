import { createHash, type Hash } from 'node:crypto';
import { Adler32 } from './adler32.ts';
import type { DigestAlgorithm } from './blob-store.ts';

/** SHA-256 of a stream of bytes and, besides, whatever else was asked for. */
export class Digests {
  readonly #sha256 = createHash('sha256');
  readonly #others = new Map<DigestAlgorithm, Hash | Adler32>();
  readonly #asked: readonly DigestAlgorithm[];

  constructor(asked: readonly DigestAlgorithm[] = []) {
    this.#asked = asked;
    for (const algorithm of asked) {
      if (algorithm === 'sha256') continue;
      this.#others.set(algorithm, algorithm === 'adler32' ? new Adler32() : createHash(algorithm));
    }
  }

  update(bytes: Uint8Array): void {
    this.#sha256.update(bytes);
    for (const other of this.#others.values()) other.update(bytes);
  }

  finish(): { sha256: Buffer; digests: Map<DigestAlgorithm, string> } {
    const sha256 = this.#sha256.digest();
    const digests = new Map<DigestAlgorithm, string>();
    for (const [algorithm, other] of this.#others) {
      digests.set(algorithm, other instanceof Adler32 ? other.hex() : other.digest('hex'));
    }
    if (this.#asked.includes('sha256')) digests.set('sha256', sha256.toString('hex'));
    return { sha256, digests };
  }
}
