export type { BlobInfo, BlobStore, DigestAlgorithm, PutOptions, StoredBlob } from './blob-store.ts';
export { Digests } from './digests.ts';
export { createFolderBlobs } from './folder-blobs.ts';
