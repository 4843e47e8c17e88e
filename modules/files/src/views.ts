/** What queries and commands of files answer. All times are milliseconds since 1970-01-01T00:00:00Z, sizes are bytes. */

import type { ReleaseState } from './release/release-state.ts';

export type { ReleaseState } from './release/release-state.ts';

export type SpaceKind = 'personal' | 'project' | 'exchange';
/** What may be granted; an uploader puts things where they see nothing. */
export type SpaceRole = 'viewer' | 'commenter' | 'uploader' | 'editor' | 'manager';

/** A node as one person sees it. */
export interface NodeView {
  readonly id: number;
  readonly spaceId: number;
  /** null for what stands in the person's root by a grant: the root of a space, a shared node. */
  readonly parentId: number | null;
  /** For a project space's root this is the name of its folder in the person's root. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** A folder's size is the sum of all files below it. */
  readonly size: number;
  readonly mtime: number;
  readonly createdAt: number;
  readonly uploadedAt: number;
  /** '' for folders. */
  readonly mime: string;
  /** Without quotes; a folder's changes with anything below it. */
  readonly etag: string;
  readonly change: number;
  /** As OC-Checksum writes them: 'SHA1:… SHA256:…'; '' when none is known. */
  readonly checksums: string;
  readonly favourite: boolean;
  /** The strongest that the rights hold. */
  readonly role: SpaceRole;
  /** Bits: read 1, comment 2, add 4, change 8, manage 16. */
  readonly rights: number;
  /** It can be taken out of its folder; what stands in the person's root by sharing, out of the root. */
  readonly mayRemove: boolean;
  /** The kind of the space whose root it is, else null. */
  readonly rootOf: SpaceKind | null;
  readonly ownerLogin: string;
  readonly ownerName: string;
  readonly modifiedBy: { readonly login: string; readonly name: string } | null;
  /** What somebody without an account called themselves who wrote the file last; null for everyone else. */
  readonly modifiedByVisitor: string | null;
  readonly folderCount: number;
  readonly fileCount: number;
  /** What was decided about its content, or that it waits; null: nobody asked. */
  readonly release: ReleaseState | null;
  readonly lock: LockView | null;
}

export interface LockView {
  readonly token: string;
  readonly nodeId: number;
  readonly kind: 'token' | 'user';
  readonly exclusive: boolean;
  readonly deep: boolean;
  /** The d:owner element's inner XML as the client sent it, '' if none. */
  readonly owner: string;
  readonly personLogin: string;
  readonly personName: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface SpaceView {
  readonly id: number;
  readonly kind: SpaceKind;
  readonly name: string;
  readonly mountName: string;
  readonly role: SpaceRole;
  /** Also of a space that has ended, where nothing can be changed but its end. */
  readonly manages: boolean;
  readonly rootId: number;
  readonly organisationKey: string;
  readonly usedBytes: number;
  /** null: no limit. */
  readonly quotaBytes: number | null;
  /** What still fits, with all spaces of its organisation together; null: no limit. */
  readonly freeBytes: number | null;
  readonly purpose: string;
  /** Who answers for an exchange space; null: its organisation. */
  readonly sponsor: { readonly login: string; readonly name: string } | null;
  readonly endsAt: number | null;
  /** Since then it can only be read. */
  readonly closedAt: number | null;
  /** When all of it is deleted, unless it is prolonged; null: not yet, or it must be kept. */
  readonly deletesAt: number | null;
  /** Something in it must be kept: nothing is deleted for good. */
  readonly held: boolean;
}

/** Which node is meant: by id, or by the path below a person's root (already percent-decoded segments). */
export type NodeTarget = { readonly id: number } | { readonly path: readonly string[] };
