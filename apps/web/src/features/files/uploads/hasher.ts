/** Larger files would wait too long for their first byte. */
export const hashLimit = 256 * 1024 * 1024;

let worker: Worker | null = null;
let nextId = 1;
const waiting = new Map<number, (hex: string | null) => void>();

/** The SHA-256 of a file in hex, computed in a worker; null when it cannot be had. */
export function sha256Of(file: Blob): Promise<string | null> {
  const target = workerOf();
  if (!target) return Promise.resolve(null);
  return new Promise((resolve) => {
    const id = nextId++;
    waiting.set(id, resolve);
    target.postMessage({ id, file });
  });
}

function workerOf(): Worker | null {
  if (worker) return worker;
  try {
    worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
  worker.addEventListener('message', (event: MessageEvent<{ id: number; hex: string | null }>) => {
    waiting.get(event.data.id)?.(event.data.hex);
    waiting.delete(event.data.id);
  });
  worker.addEventListener('error', () => {
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
    worker?.terminate();
    worker = null;
  });
  return worker;
}
