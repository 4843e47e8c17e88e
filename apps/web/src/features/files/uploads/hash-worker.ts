import { createSHA256 } from 'hash-wasm';

/** Up to here the browser's own digest, which wants everything at once, is quicker. */
const small = 16 * 1024 * 1024;

interface HashRequest {
  readonly id: number;
  readonly file: Blob;
}

/** SHA-256 of files, away from the page. Answers { id, hex } or { id, hex: null } when the file cannot be read. */
self.addEventListener('message', (event: MessageEvent<HashRequest>) => {
  const { id, file } = event.data;
  void hash(file)
    .catch(() => null)
    .then((hex) => self.postMessage({ id, hex }));
});

async function hash(file: Blob): Promise<string> {
  if (file.size <= small && 'subtle' in crypto) {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const sha = await createSHA256();
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return sha.digest('hex');
    sha.update(value);
  }
}
