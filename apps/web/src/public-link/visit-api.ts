import { base, call } from './public-api.ts';

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

/** What of a file can be read without a download. */
export interface Pages {
  readonly count: number;
  readonly whole: boolean;
  readonly pictures: boolean;
}

export interface Listing {
  readonly folder: PublicNode;
  readonly path: readonly { readonly id: number; readonly name: string }[];
  readonly total: number;
  readonly items: readonly PublicNode[];
}

export const visitApi = {
  enter: (shown: object = {}) => call<Entered>('POST', '/visit', shown),
  askCode: (who: object) => call<{ challenge: string; endsAt: number }>('POST', '/codes', who),
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
export const pagesUrl = ({ id }: PublicNode) => `${base}/nodes/${id}/pages`;
export const pageUrl = (node: PublicNode, page: number) =>
  `${pagesUrl(node)}/${page}?etag=${encodeURIComponent(node.etag)}`;
export const pageTextUrl = (node: PublicNode, page: number) => `${pagesUrl(node)}/${page}/text`;
export const previewUrl = ({ id, etag }: PublicNode, size: 'small' | 'large') =>
  `${base}/nodes/${id}/preview?size=${size}&etag=${encodeURIComponent(etag)}`;
