export interface PublicNode {
  readonly id: number;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  readonly mtime: number;
  readonly mime: string;
  readonly etag: string;
  readonly hasPreview: boolean;
  readonly release: 'waiting' | 'clean' | 'infected' | 'not-scannable' | 'withheld' | null;
}

export interface Delivery {
  readonly name: string;
  readonly organisation: string;
  readonly address: string | null;
  readonly message: string;
  readonly submittedAt: number | null;
}

export interface Submitted extends Delivery {
  /** Opens the receipt. */
  readonly receipt: string;
  readonly number: string;
  readonly files: number;
  readonly bytes: number;
}

export interface LinkPage {
  readonly title: string;
  readonly kind: 'viewer' | 'editor' | 'uploader';
  readonly viewOnly: boolean;
  readonly from: { readonly name: string; readonly organisation: string };
  readonly message: string;
  readonly endsAt: number | null;
  readonly downloadsLeft: number | null;
  readonly node: PublicNode;
  readonly delivery: Delivery | null;
}

export interface Entered {
  readonly state: 'open' | 'password' | 'code' | 'ended';
  readonly link: LinkPage | null;
}

export interface Listing {
  readonly folder: PublicNode;
  readonly path: readonly { readonly id: number; readonly name: string }[];
  readonly total: number;
  readonly items: readonly PublicNode[];
}

/** What went wrong: `code` is the server's, or 'network'. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly seconds: number;

  constructor(code: string, status: number, seconds = 0) {
    super(code);
    this.code = code;
    this.status = status;
    this.seconds = seconds;
  }
}

const token = /^\/s\/([^/?#]+)/.exec(location.pathname)?.[1] ?? '';
export const base = `/api/v1/public/links/${token}`;

export function problemOf(status: number, text: string, retryAfter: string | null): Problem {
  let code = `http.${status}`;
  try {
    const body = JSON.parse(text) as { code?: unknown };
    if (typeof body.code === 'string') code = body.code;
  } catch {
    // not from our server: a proxy's own page
  }
  return new Problem(code, status, Number(retryAfter ?? 0));
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(base + path, init).catch(() => {
    throw new Problem('network', 0);
  });
  const text = await answer.text();
  if (!answer.ok) throw problemOf(answer.status, text, answer.headers.get('retry-after'));
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export const visitApi = {
  enter: (shown: object = {}) => call<Entered>('POST', '/visit', shown),
  askCode: (address: string) => call<{ challenge: string }>('POST', '/codes', { address }),
  folder: (id: number | null, offset = 0) =>
    call<Listing>('GET', `/folder?offset=${offset}${id === null ? '' : `&id=${id}`}`),
  makeFolder: (parentId: number, name: string) => call<PublicNode>('POST', '/folders', { parentId, name }),
  rename: (id: number, name: string) => call<PublicNode>('PATCH', `/nodes/${id}`, { name }),
  remove: (id: number) => call<void>('DELETE', `/nodes/${id}`),
  begin: (sender: object) => call<Delivery>('POST', '/delivery', sender),
  submit: () => call<Submitted>('POST', '/delivery/submit', {}),
};

export const contentUrl = (id: number) => `${base}/nodes/${id}/content`;
export const zipUrl = (id: number | null) => `${base}/zip${id === null ? '' : `?ids=${id}`}`;
export const previewUrl = ({ id, etag }: PublicNode, size: 'small' | 'large') =>
  `${base}/nodes/${id}/preview?size=${size}&etag=${encodeURIComponent(etag)}`;
