import { ApiError } from './api-error.ts';
import { apiUrl, type Query } from './api.ts';

interface SendOptions {
  readonly query?: Query;
  readonly signal?: AbortSignal;
  /** How much of it has gone, from 0 to 1. */
  readonly onSent: (share: number) => void;
}

/** Posts a file as it is, over XMLHttpRequest, which alone tells how much has gone. Fails as `api` does. */
export function sendFile<T>(path: string, file: Blob, { query, signal, onSent }: SendOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', apiUrl(path, query));
    xhr.setRequestHeader('accept', 'application/json');
    // what the browser takes it for decides nothing
    xhr.setRequestHeader('content-type', 'application/octet-stream');
    xhr.upload.addEventListener('progress', ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total));
    xhr.addEventListener('load', () => {
      const answer = parsed(xhr.responseText);
      if (xhr.status >= 200 && xhr.status < 300) resolve(answer as T);
      else reject(new ApiError(xhr.status, typeof answer === 'object' && answer !== null ? { ...answer } : {}));
    });
    xhr.addEventListener('error', () => reject(new ApiError(0, { title: 'unreachable', code: 'web.unreachable' })));
    xhr.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    signal?.addEventListener('abort', () => xhr.abort());
    xhr.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
