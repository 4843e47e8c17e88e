import { base, Problem, problemOf } from './public-api.ts';

/** In one request with the creation, where losing what was sent costs less than asking first. */
const oneRequest = 1024 * 1024;
/** A break costs no more than this, however a proxy behaves. */
const pieceLength = 32 * 1024 * 1024;
const tus = { 'tus-resumable': '1.0.0' };

export interface TusTask {
  readonly file: File;
  /** With its folders: 'Fotos/2026/a.jpg'. */
  readonly path: string;
  readonly parentId: number | null;
  /** Of a transfer that was begun before. */
  readonly url: string | null;
  located(url: string): void;
  progressed(sent: number): void;
}

/** One file on its way by tus 1.0, over XMLHttpRequest, which alone tells how much has gone. Throws a Problem. */
export async function sendFile(task: TusTask, signal: AbortSignal): Promise<void> {
  const { file } = task;
  if (file.size <= oneRequest && task.url === null) {
    await request('POST', `${base}/uploads`, creation(task), file, signal, (sent) => task.progressed(sent));
    return;
  }
  let url = task.url;
  let offset = url === null ? null : await offsetOf(url, signal);
  if (url === null || offset === null) {
    const made = await request('POST', `${base}/uploads`, creation(task), null, signal);
    url = made.getResponseHeader('location') ?? '';
    offset = 0;
    task.located(url);
  }
  task.progressed(offset);
  while (offset < file.size) {
    const start: number = offset;
    const headers = { ...tus, 'upload-offset': String(start), 'content-type': 'application/offset+octet-stream' };
    const piece = file.slice(start, start + pieceLength);
    const answer = await request('PATCH', url, headers, piece, signal, (sent) => task.progressed(start + sent));
    offset = Number(answer.getResponseHeader('upload-offset') ?? start + piece.size);
  }
}

/** Ends it on the server too; whether it is heard matters to nobody. */
export function forgetUpload(url: string): void {
  void fetch(url, { method: 'DELETE', headers: tus }).catch(() => undefined);
}

/** Null: the server knows it no more, begin anew. */
async function offsetOf(url: string, signal: AbortSignal): Promise<number | null> {
  try {
    const answer = await request('HEAD', url, tus, null, signal);
    return Number(answer.getResponseHeader('upload-offset') ?? 0);
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

function creation({ file, path, parentId }: TusTask): Record<string, string> {
  const values: Record<string, string> = {
    filename: file.name,
    relativePath: path,
    mtime: String(file.lastModified),
    ...(file.type === '' ? {} : { filetype: file.type }),
    ...(parentId === null ? {} : { parentId: String(parentId) }),
  };
  const metadata = Object.entries(values).map(([key, value]) => `${key} ${base64(value)}`);
  const body = file.size <= oneRequest ? { 'content-type': 'application/offset+octet-stream' } : {};
  return { ...tus, 'upload-length': String(file.size), 'upload-metadata': metadata.join(','), ...body };
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function request(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Blob | null,
  signal: AbortSignal,
  progressed?: (sent: number) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const stop = () => xhr.abort();
    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => progressed?.(loaded);
    xhr.onload = () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(xhr);
      else reject(problemOf(xhr.status, xhr.responseText, xhr.getResponseHeader('retry-after')));
    };
    xhr.onerror = () => reject(new Problem('network', 0));
    xhr.onabort = () => reject(new Problem('stopped', 0));
    xhr.onloadend = () => signal.removeEventListener('abort', stop);
    if (signal.aborted) return reject(new Problem('stopped', 0));
    signal.addEventListener('abort', stop);
    xhr.send(body);
  });
}
