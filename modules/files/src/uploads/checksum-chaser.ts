import { Digests, type BlobStore, type DigestAlgorithm } from '@landescloud/platform/blobs';
import type { ClientChecksum } from '../files.ts';
import { algorithmsOf } from '../contents/checksums.ts';
import type { PartRow } from './upload-reader.ts';

interface Chase {
  readonly digests: Digests;
  readonly algorithms: readonly DigestAlgorithm[];
  /** Blobs that went in, in order. */
  readonly hashed: string[];
  /** Parts that arrived but whose turn has not come. */
  readonly waiting: Map<number, PartRow>;
  nextPosition: number | null;
  /** Bytes that arrived and are not hashed yet. */
  behind: number;
  /** What arrived before it began is known. */
  caughtUp: Promise<void>;
  ended: boolean;
  /** Who waits for it to come closer. */
  readonly waiters: Set<() => void>;
  running: Promise<void>;
  usedAt: number;
}

const chaseLimit = 2_000;
/** Bytes that are soon read: nobody waits for them while much more is still to come. */
const slack = 256 * 1024 * 1024;

/**
 * Hashes an upload's parts in their order while later ones still arrive, so that a checksum over the whole costs
 * nothing at the end. All in memory: after a restart or in another worker it begins anew with the parts that are there
 * as soon as the next arrives; when a part was replaced, they are read at the end, at the speed of the disk.
 */
export class ChecksumChaser {
  readonly #blobs: BlobStore;
  readonly #partsOf: (contentId: number) => Promise<readonly PartRow[]>;
  readonly #chases = new Map<number, Chase>();

  constructor(blobs: BlobStore, partsOf: (contentId: number) => Promise<readonly PartRow[]>) {
    this.#blobs = blobs;
    this.#partsOf = partsOf;
  }

  /** A part is durable; it is hashed in the background when its turn comes. */
  partStored(contentId: number, part: PartRow, algorithms: readonly DigestAlgorithm[]): void {
    if (algorithms.length === 0) return;
    const known = this.#chases.get(contentId);
    const chase = known ?? this.#begin(contentId, algorithms);
    chase.usedAt = Date.now();
    if (known === undefined && part.position > 0) chase.caughtUp = this.#catchUp(chase, contentId);
    const entered = chase.caughtUp.then(() => this.#enter(chase, part));
    chase.caughtUp = entered;
    chase.running = chase.running
      .then(() => entered)
      .then(() => this.#advance(chase))
      .catch(() => this.forget(contentId));
  }

  /**
   * Waits until what is behind has shrunk in the proportion in which what remains to come has: so nothing is left to be
   * read when the last byte has come, and whoever sends sees progress all the while.
   */
  async keepPace(contentId: number, { arrived, remaining }: { arrived: number; remaining: number }): Promise<void> {
    const chase = this.#chases.get(contentId);
    if (chase === undefined) return;
    await chase.caughtUp.catch(() => {});
    if (chase.behind <= slack && remaining > slack) return;
    const most = (chase.behind * remaining) / (remaining + arrived);
    while (chase.behind > most && !chase.ended) await new Promise<void>((resolve) => chase.waiters.add(resolve));
  }

  /** The digests over all parts and their SHA-256, which costs nothing more; waits for what is still to be read. */
  async digest(
    contentId: number,
    parts: readonly PartRow[],
    checksums: readonly ClientChecksum[],
  ): Promise<{ digests: Map<DigestAlgorithm, string>; sha256: Buffer }> {
    const algorithms = algorithmsOf(checksums);
    const chase = this.#chases.get(contentId);
    await chase?.running;
    this.forget(contentId);
    const fits =
      chase !== undefined &&
      algorithms.every((algorithm) => chase.algorithms.includes(algorithm)) &&
      chase.hashed.every((blob, index) => parts[index]?.blob === blob);
    const digests = fits ? chase.digests : new Digests(algorithms);
    for (const part of parts.slice(fits ? chase.hashed.length : 0)) await this.#feed(digests, part);
    return digests.finish();
  }

  forget(contentId: number): void {
    const chase = this.#chases.get(contentId);
    if (chase === undefined) return;
    this.#chases.delete(contentId);
    chase.ended = true;
    wake(chase);
  }

  #begin(contentId: number, algorithms: readonly DigestAlgorithm[]): Chase {
    if (this.#chases.size >= chaseLimit) this.#forgetOldest();
    const chase: Chase = {
      digests: new Digests(algorithms),
      algorithms,
      hashed: [],
      waiting: new Map(),
      nextPosition: null,
      behind: 0,
      caughtUp: Promise.resolve(),
      ended: false,
      waiters: new Set(),
      running: Promise.resolve(),
      usedAt: 0,
    };
    this.#chases.set(contentId, chase);
    return chase;
  }

  #forgetOldest(): void {
    let oldest: [number, number] | null = null;
    for (const [contentId, { usedAt }] of this.#chases) {
      if (oldest === null || usedAt < oldest[1]) oldest = [contentId, usedAt];
    }
    if (oldest !== null) this.forget(oldest[0]);
  }

  /** What arrived before anybody chased: earlier parts, where this process was not the one that took them. */
  async #catchUp(chase: Chase, contentId: number): Promise<void> {
    for (const part of await this.#partsOf(contentId)) this.#enter(chase, part);
  }

  #enter(chase: Chase, part: PartRow): void {
    if (chase.nextPosition !== null && part.position < chase.nextPosition) return;
    chase.behind += part.length - (chase.waiting.get(part.position)?.length ?? 0);
    chase.waiting.set(part.position, part);
    // tus counts from 0, Nextcloud from 1; what else a client does is left to `digest`.
    chase.nextPosition ??= part.position <= 1 ? part.position : null;
  }

  async #advance(chase: Chase): Promise<void> {
    while (chase.nextPosition !== null) {
      const part = chase.waiting.get(chase.nextPosition);
      if (part === undefined) return;
      chase.waiting.delete(chase.nextPosition);
      chase.nextPosition++;
      await this.#feed(chase.digests, part, (bytes) => {
        chase.behind -= bytes;
        wake(chase);
      });
      chase.hashed.push(part.blob);
    }
  }

  async #feed(digests: Digests, part: PartRow, fed: (bytes: number) => void = () => {}): Promise<void> {
    for await (const bytes of this.#blobs.read(part.blob, 0, part.length - 1)) {
      digests.update(bytes as Buffer);
      fed(bytes.length);
    }
  }
}

function wake({ waiters }: Chase): void {
  for (const resolve of waiters) resolve();
  waiters.clear();
}
