import { ApiError } from './api-error.ts';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface RequestOptions {
  readonly query?: Query;
  /** A file is sent as it is, everything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Do not leave for the sign-in page on 401. */
  readonly quiet401?: boolean;
  /** Do not ask who is there: this request is the answer. */
  readonly isStepUp?: boolean;
}

type Unauthorised = () => void;
let onUnauthorised: Unauthorised = () => undefined;

/** Called once by the router: what happens when a session has ended. */
export function whenUnauthorised(handler: Unauthorised): void {
  onUnauthorised = handler;
}

/** What the server wants proven again; answers whether that was done. */
type StepUp = (details: Readonly<Record<string, unknown>>) => Promise<boolean>;
let onStepUp: StepUp = () => Promise.resolve(false);

/** Called once by the dialog that asks who is there: the request that made it necessary is repeated afterwards. */
export function whenStepUpRequired(handler: StepUp): void {
  onStepUp = handler;
}

/** An address below /api/v1 with its query; null and undefined are left out. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(key, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}

async function request<T>(method: string, path: string, options: RequestOptions): Promise<T> {
  const response = await send(method, path, options);
  const text = response.status === 204 ? '' : await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** An answer that is all right; everything else is thrown. */
async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const { body, query, signal, quiet401 = false, isStepUp = false } = options;
  let response: Response;
  try {
    response = await fetch(apiUrl(path, query), {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': typeOf(body) }) },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, { title: 'unreachable', code: 'web.unreachable' });
  }
  if (response.ok) return response;
  const error = new ApiError(response.status, await problemOf(response));
  if (response.status === 401 && !quiet401) onUnauthorised();
  const asked = error.code === 'auth.step_up_required' && !isStepUp;
  if (asked && (await onStepUp(error.details))) return send(method, path, options);
  throw error;
}

function typeOf(body: unknown): string {
  if (!(body instanceof Blob)) return 'application/json';
  return body.type === '' ? 'application/octet-stream' : body.type;
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return {};
  const value: unknown = await response.json().catch(() => ({}));
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // the browser has taken it by then; until this is called it stays in memory
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The server's JSON API. Paths start below /api/v1; every failure is an ApiError, an aborted request an AbortError. */
export const api = {
  get: <T>(path: string, options: RequestOptions = {}) => request<T>('GET', path, options),
  post: <T>(path: string, body?: unknown, options: RequestOptions = {}) =>
    request<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options: RequestOptions = {}) => request<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body?: unknown, options: RequestOptions = {}) =>
    request<T>('PATCH', path, { ...options, body }),
  /** For what is only handed out to who has just proven who they are: a link could not ask. */
  async download(path: string, options: RequestOptions = {}): Promise<void> {
    const response = await send('GET', path, options);
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    saveBlob(await response.blob(), name ?? 'download');
  },
  delete: <T>(path: string, options: RequestOptions = {}) => request<T>('DELETE', path, options),
};
