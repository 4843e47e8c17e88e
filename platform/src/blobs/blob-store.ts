import type { Readable } from 'node:stream';

/** SHA-256 is always made; these are made besides when a client announced one. */
export type DigestAlgorithm = 'sha1' | 'sha256' | 'md5' | 'adler32' | 'sha3-256';

export interface PutOptions {
  /** More bytes than this end the put with LimitExceeded `blobs.too_large`; nothing is stored. */
  readonly limit?: number;
  readonly hashes?: readonly DigestAlgorithm[];
}

export interface StoredBlob {
  /** A UUID, made by the store. */
  readonly id: string;
  readonly length: number;
  readonly sha256: Buffer;
  /** Lower-case hex of what `hashes` asked for. */
  readonly digests: ReadonlyMap<DigestAlgorithm, string>;
}

export interface BlobInfo {
  readonly id: string;
  readonly length: number;
  /** Milliseconds since 1970: a sweep spares what is young, since its reference may not be committed yet. */
  readonly modifiedAt: number;
}

/**
 * Immutable byte strings by id, without names and without rights. Every store passes the suite in blob-contract.ts.
 *
 * What `put` answered is durable: metadata may refer to it from then on. A source that throws leaves nothing.
 */
export interface BlobStore {
  /** Reads the source to its end with back-pressure. A full store: InsufficientStorage `blobs.full`, nothing stored. */
  put(source: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<StoredBlob>;
  /** The bytes from `start` to `end`, both included. A missing blob fails the stream with Unavailable `blobs.missing`. */
  read(id: string, start: number, end: number): Readable;
  /** Removing what is not there is no error. */
  remove(id: string): Promise<void>;
  list(): AsyncIterable<BlobInfo>;
  verify(id: string, sha256: Uint8Array): Promise<'whole' | 'damaged' | 'missing'>;
  /** Removes what interrupted puts left before the given time; answers how many. */
  sweepTemporary(olderThan: number): Promise<number>;
}
