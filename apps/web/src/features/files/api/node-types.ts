/** What the server answers about files; the words are those of its OpenAPI document. Times are milliseconds, sizes bytes. */
export interface Person {
  readonly login: string;
  readonly name: string;
}

export interface NodeView {
  readonly id: number;
  readonly spaceId: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  readonly mtime: number;
  readonly createdAt: number;
  readonly uploadedAt: number;
  readonly mime: string;
  readonly etag: string;
  readonly change: number;
  readonly favourite: boolean;
  readonly role: 'viewer' | 'editor' | 'manager';
  readonly rootOf: 'personal' | 'project' | null;
  readonly ownerLogin: string;
  readonly ownerName: string;
  readonly modifiedBy: Person | null;
  readonly folderCount: number;
  readonly fileCount: number;
  readonly lock: { readonly personLogin: string; readonly personName: string; readonly expiresAt: number } | null;
  readonly hasPreview: boolean;
  /** Where the server says it: 'SHA1:… SHA256:…'. */
  readonly checksums?: string;
}

export interface Ancestor {
  readonly id: number;
  readonly name: string;
}

export interface NodePage {
  readonly folder: NodeView;
  readonly ancestors: readonly Ancestor[];
  readonly total: number;
  readonly items: readonly NodeView[];
}

export interface Located {
  readonly node: NodeView;
  readonly path: readonly string[];
}

export interface TrashView {
  readonly id: number;
  readonly spaceId: number;
  readonly name: string;
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  readonly mime: string;
  readonly mtime: number;
  readonly etag: string;
  readonly trashedAt: number;
  readonly trashedBy: Person | null;
}

export interface VersionView {
  readonly id: number;
  readonly size: number;
  readonly mime: string;
  readonly mtime: number;
  readonly createdAt: number;
  readonly createdBy: Person | null;
  readonly label: string | null;
  readonly etag: string;
}

export interface ActivityEntry {
  readonly id: number;
  readonly nodeId: number;
  readonly kind: string;
  readonly name: string;
  readonly detail: string;
  readonly person: Person | null;
  readonly at: number;
}

export interface NodeResult {
  readonly id: number;
  readonly node?: NodeView;
  readonly trashId?: number;
  readonly error?: { readonly code: string; readonly title: string };
}

export type OnConflict = 'fail' | 'rename' | 'replace';
export type SortKey = 'name' | 'size' | 'mtime' | 'kind';

export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}
