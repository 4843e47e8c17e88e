import type { Readable } from 'node:stream';
import type { Actor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { Visitor } from './access.ts';
import type { Grants } from './grants/grants-door.ts';
import type { Releases } from './release/releases-door.ts';
import type { Tracks } from './queries/tracks.ts';
import type { Holds } from './holds/holds-door.ts';
import type { Retention } from './retention/retention-door.ts';
import type { Spaces } from './spaces/spaces-door.ts';
import type { LockView, NodeTarget, NodeView, ReleaseState } from './views.ts';

/**
 * The files module's door. Every command and query takes the actor and checks its right; what the actor may not
 * see is answered with NotFound `files.node_not_found`, exactly like what does not exist.
 */
export interface Files {
  readonly spaces: Spaces;
  readonly nodes: Nodes;
  readonly contents: Contents;
  readonly versions: Versions;
  readonly trash: Trash;
  readonly locks: Locks;
  readonly uploads: Uploads;
  readonly belongings: FileBelongings;
  readonly holds: Holds;
  readonly retention: Retention;
  readonly grants: Grants;
  readonly releases: Releases;
  readonly tracks: Tracks;
  /** What is stored about a person besides the files themselves (GDPR Art. 15 and 20). No right is checked. */
  dataOf(personId: number): Promise<FilesData>;
}

/** Times as ISO 8601; favourites page by page as they are taken. */
export interface FilesData {
  readonly spaces: readonly unknown[];
  /** What is shared with the person within spaces of others; by its name alone, what stands above it is theirs. */
  readonly shared: readonly unknown[];
  readonly favourites: AsyncIterable<unknown>;
  readonly locks: readonly unknown[];
  readonly uploads: readonly unknown[];
  /** What of theirs a scanner was asked about. */
  readonly checks: readonly unknown[];
}

/** What somebody has to take over when a person leaves; the port that the directory asks. No right is checked. */
export interface FileBelongings {
  list(personId: number): Promise<{ kind: 'personal-space' | 'space'; name: string; bytes: number }[]>;
  /** The personal space becomes a project space of the successor's, who also manages what nobody else does. Repeatable. */
  handOver(actor: Actor, personId: number, successorId: number): Promise<void>;
}

/** Conditions of RFC 9110 section 13 on the target; etags without quotes, '*' for any. */
export interface Conditions {
  readonly ifMatch?: readonly string[];
  readonly ifNoneMatch?: readonly string[];
  /** Lock tokens the client shows it holds (RFC 4918 section 10.4). */
  readonly lockTokens?: readonly string[];
}

/** Where a node shall come to be: a full path below the person's root, or a folder and a name in it. */
export type Place = { readonly path: readonly string[] } | { readonly parentId: number; readonly name: string };

/** What to do where the name is taken: 'rename' makes 'Bericht (2).odt'. */
export type OnConflict = 'fail' | 'replace' | 'rename';

export interface Written {
  readonly node: NodeView;
  readonly created: boolean;
}

export interface Nodes {
  /** One prepared query; an empty path is the person's root, whose etag changes with every space in it. */
  get(actor: Visitor, target: NodeTarget): Promise<NodeView>;
  /** The folder and its direct children, ordered by name; the person's root includes project spaces as folders. */
  list(actor: Visitor, target: NodeTarget): Promise<{ folder: NodeView; children: NodeView[] }>;
  /** For people: sorted on the server, a window of it. Folders first. `ancestors` from the person's root down to the folder's parent. */
  page(actor: Visitor, input: PageInput): Promise<NodePage>;
  /** Only the ids of what `page` would list: 'select all' in a folder of any size. */
  pageIds(actor: Visitor, input: Omit<PageInput, 'offset' | 'limit'>): Promise<number[]>;
  /** The path below the person's root, in names; [] for the root. */
  pathOf(actor: Visitor, id: number): Promise<string[]>;
  ancestors(actor: Visitor, id: number): Promise<{ id: number; name: string }[]>;
  createFolder(
    actor: Visitor,
    place: Place,
    options?: { mtime?: number; onConflict?: 'fail' | 'rename'; lockTokens?: readonly string[] },
  ): Promise<NodeView>;
  /** Folders missing on the way are made; for uploads of whole folders. Answers the last one. */
  ensureFolders(actor: Visitor, parentId: number, names: readonly string[]): Promise<NodeView>;
  move(actor: Visitor, input: MoveInput): Promise<Written>;
  copy(actor: Visitor, input: MoveInput & { depth?: '0' | 'infinity' }): Promise<Written>;
  /**
   * Into the trash. Answers the id to undo with (trash.restore). What stands in a person's root by sharing is only taken out
   * of it, for them alone: null.
   */
  remove(actor: Visitor, target: NodeTarget, conditions?: Conditions): Promise<{ trashId: number | null }>;
  setFavourite(actor: Actor, target: NodeTarget, favourite: boolean): Promise<void>;
  setTimes(
    actor: Visitor,
    target: NodeTarget,
    times: { mtime?: number; createdAt?: number },
    conditions?: Conditions,
  ): Promise<NodeView>;
  /** Dead properties: value is the whole element as XML, null removes. */
  setProperties(
    actor: Visitor,
    target: NodeTarget,
    changes: readonly PropertyChange[],
    conditions?: Conditions,
  ): Promise<void>;
  /** Dead properties of several nodes at once, by node id; of these names, or all of them. */
  properties(
    actor: Visitor,
    nodeIds: readonly number[],
    names?: readonly Pick<Property, 'namespace' | 'name'>[] | null,
  ): Promise<Map<number, Property[]>>;
  favourites(actor: Actor): Promise<Located[]>;
  recent(actor: Actor, limit: number): Promise<Located[]>;
  /** Names that contain the text, folded (case, umlauts' marks kept apart only by NFC). '' with a mimePrefix: any name. */
  search(actor: Visitor, input: SearchInput): Promise<Located[]>;
  /**
   * RFC 6578 at sync-level 1: direct children changed or gone since the token. Without a token: all children.
   * A token that is not known any more: PreconditionFailed `files.sync_token_invalid`.
   */
  changes(actor: Visitor, target: NodeTarget, token: string | null, limit: number): Promise<ChangeList>;
  activity(actor: Actor, id: number, input: { before?: number; limit: number }): Promise<ActivityEntry[]>;
}

export interface PageInput {
  readonly id: number;
  readonly sort: 'name' | 'size' | 'mtime' | 'kind';
  readonly descending: boolean;
  readonly filter?: string;
  readonly offset: number;
  readonly limit: number;
}
export interface NodePage {
  readonly folder: NodeView;
  readonly ancestors: { id: number; name: string }[];
  readonly total: number;
  readonly items: NodeView[];
}
export interface MoveInput {
  readonly source: NodeTarget;
  readonly destination: Place;
  readonly onConflict: OnConflict;
  readonly lockTokens?: readonly string[];
  /** Conditions on the source. */
  readonly conditions?: Conditions;
}
export interface Property {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}
export interface PropertyChange {
  readonly namespace: string;
  readonly name: string;
  readonly value: string | null;
}
export interface Located {
  readonly node: NodeView;
  readonly path: string[];
}
export interface SearchInput {
  readonly text: string;
  readonly within?: NodeTarget;
  readonly kind?: 'file' | 'folder';
  readonly mimePrefix?: string;
  readonly limit: number;
}
export interface ChangeList {
  readonly folder: NodeView;
  readonly changed: NodeView[];
  readonly gone: { name: string; isFolder: boolean }[];
  readonly token: string;
  /** More remain: ask again with `token`. */
  readonly truncated: boolean;
}
export interface ActivityEntry {
  readonly id: number;
  readonly nodeId: number;
  readonly kind: string;
  readonly name: string;
  readonly detail: string;
  readonly person: { login: string; name: string } | null;
  /** What a visitor by a link called themselves; null for everyone else. */
  readonly visitor: string | null;
  readonly at: number;
}

/** A checksum as a client announces it, to be verified before anything is stored. */
export interface ClientChecksum {
  readonly algorithm: 'sha1' | 'sha256' | 'md5' | 'adler32' | 'sha3-256';
  readonly hex: string;
}

export interface WriteInput {
  readonly place: Place;
  readonly onConflict: OnConflict;
  readonly mtime?: number;
  readonly createdAt?: number;
  readonly mime?: string;
  readonly conditions?: Conditions;
  /** What stands there already, byte for byte and of the same time, is answered as it is: no version, no new etag. */
  readonly unlessSame?: boolean;
}

export interface Contents {
  /**
   * Plain PUT: whole or nothing. The source is read to its end, hashed and durable before any metadata changes.
   * `length`: what was announced; a shorter source is Invalid `files.body_incomplete`.
   */
  write(
    actor: Visitor,
    input: WriteInput & {
      source: AsyncIterable<Uint8Array>;
      length: number | null;
      checksums: readonly ClientChecksum[];
    },
  ): Promise<Written>;
  /** The content to send; `versionId` for a past one. One prepared query; small contents come with it. */
  open(actor: Visitor, target: NodeTarget, options?: { versionId?: number; trashId?: number }): Promise<OpenContent>;
  /** A preview made earlier by a job: 'pending' when it is being made, null when there is none for this kind of file. */
  preview(
    actor: Visitor,
    id: number,
    size: 'small' | 'large',
    versionId?: number,
  ): Promise<{ mime: string; body: Buffer } | 'pending' | null>;
  /** What has a preview can be read as a whole, page by page; they are made by a job as they are asked for. Null: it cannot be read. */
  pages(actor: Visitor, id: number): Promise<Pages | 'pending' | null>;
  /** From 1 on. Null: there is no such page, or it cannot be shown. */
  page(actor: Visitor, id: number, page: number): Promise<Page | 'pending' | null>;
  /** Whether a preview of such a file can be made on this machine. */
  hasPreview(node: NodeView): boolean;
  /** For other rooms: the file, or the files below the folder, and what they hold now. At most `limit`; no right is checked. */
  stored(nodeId: number, limit: number, q?: Queryable): Promise<StoredFile[]>;
  /** For other rooms: of contents that are still there. Null is being made, and this sees to it that it is. */
  sums(contentIds: readonly number[], q?: Queryable): Promise<StoredSum[]>;
  /** Everything in the folders and files named, as a streamed zip (ZIP64, UTF-8 names). */
  zip(actor: Visitor, ids: readonly number[]): Promise<{ filename: string; stream: Readable }>;
}

export interface Pages {
  readonly count: number;
  /** False: there is more, which cannot be read here. */
  readonly whole: boolean;
  /** False: pages are text alone. */
  readonly pictures: boolean;
}
export interface Page {
  /** WebP. */
  readonly picture: Buffer | null;
  /** What is written on it; '' where nothing can be told. */
  readonly words: string | null;
}

export interface StoredFile {
  readonly nodeId: number;
  /** Below the folder that was asked for, without its own name; a file's own name. */
  readonly path: string;
  /** What it holds; whatever is written into the file later is another. */
  readonly contentId: number;
  readonly size: number;
  readonly uploadedAt: number;
  /** Null: not made yet. */
  readonly sha256: Buffer | null;
}
export interface StoredSum {
  readonly contentId: number;
  readonly sha256: Buffer | null;
}

export interface OpenContent {
  readonly node: NodeView;
  readonly size: number;
  readonly mime: string;
  readonly etag: string;
  readonly mtime: number;
  /** The bytes from `start` to `end`, both included (RFC 9110 section 14.1.2); a Buffer where the content is small. */
  read(start: number, end: number): Buffer | Readable;
}

export interface Versions {
  /** Past versions, newest first. */
  list(actor: Actor, target: NodeTarget): Promise<VersionView[]>;
  restore(actor: Actor, target: NodeTarget, versionId: number): Promise<NodeView>;
  remove(actor: Actor, target: NodeTarget, versionId: number): Promise<void>;
  label(actor: Actor, target: NodeTarget, versionId: number, label: string | null): Promise<void>;
}
export interface VersionView {
  readonly id: number;
  readonly size: number;
  readonly mime: string;
  readonly mtime: number;
  readonly createdAt: number;
  readonly createdBy: { login: string; name: string } | null;
  readonly label: string | null;
  readonly release: ReleaseState | null;
  readonly etag: string;
}

export interface Trash {
  list(
    actor: Actor,
    input: { spaceId?: number; offset: number; limit: number },
  ): Promise<{ total: number; items: TrashView[] }>;
  get(actor: Actor, trashId: number): Promise<TrashView>;
  /** Back where it was (folders missing on the way: into the space's root); a taken name gets ' (2)'. */
  restore(actor: Actor, trashId: number, place?: Place): Promise<NodeView>;
  purge(actor: Actor, trashId: number): Promise<void>;
  empty(actor: Actor, spaceId?: number): Promise<{ purged: number }>;
}
export interface TrashView {
  /** The node's id. */
  readonly id: number;
  readonly spaceId: number;
  readonly name: string;
  /** Where it was, below the person's root, with its name. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  readonly mime: string;
  readonly mtime: number;
  readonly etag: string;
  readonly trashedAt: number;
  readonly trashedBy: { login: string; name: string } | null;
}

export interface Locks {
  /** RFC 4918 section 9.10. A place that does not exist becomes an empty file (section 7.3); `created` says so. */
  lock(actor: Actor, input: LockInput): Promise<{ lock: LockView; created: boolean; node: NodeView }>;
  refresh(actor: Actor, target: NodeTarget, token: string, seconds: number): Promise<LockView>;
  unlock(actor: Actor, target: NodeTarget, token: string): Promise<void>;
  /** Locks on the node itself and deep ones above it. */
  list(actor: Actor, target: NodeTarget): Promise<LockView[]>;
}
export interface LockInput {
  readonly place: Place;
  readonly exclusive: boolean;
  readonly deep: boolean;
  readonly kind: 'token' | 'user';
  readonly owner: string;
  readonly seconds: number;
  readonly lockTokens?: readonly string[];
}

/** One upload, whatever protocol brings it. Chunks that were acknowledged are on disk. */
export interface Uploads {
  create(actor: Visitor, input: CreateUpload): Promise<UploadView>;
  get(actor: Visitor, ref: UploadRef): Promise<UploadView>;
  list(actor: Visitor, kind: 'nextcloud' | 'tus'): Promise<UploadView[]>;
  /**
   * tus PATCH. Bytes received before the connection broke are kept (in segments of 64 MiB and the rest at the break),
   * unless a checksum was announced: then all or nothing. A wrong offset is Conflict `files.upload_offset_wrong`.
   */
  append(
    actor: Visitor,
    ref: UploadRef,
    input: { offset: number; source: AsyncIterable<Uint8Array>; length: number | null; checksum?: ClientChecksum },
  ): Promise<UploadView>;
  /** Nextcloud chunk: whole or nothing; the same position again replaces it. */
  putChunk(
    actor: Visitor,
    ref: UploadRef,
    input: { position: number; source: AsyncIterable<Uint8Array>; length: number | null; checksum?: ClientChecksum },
  ): Promise<void>;
  /** NotFound `files.chunk_not_found`. */
  removeChunk(actor: Visitor, ref: UploadRef, position: number): Promise<void>;
  chunks(actor: Visitor, ref: UploadRef): Promise<{ position: number; length: number }[]>;
  /** tus concatenation: a final upload of finished partial ones, in order. Chunks are never copied. */
  concatenate(actor: Visitor, input: { parts: readonly string[]; metadata: UploadMetadata }): Promise<UploadView>;
  /** The upload becomes the node's content: one metadata transaction at any size. */
  finish(
    actor: Visitor,
    ref: UploadRef,
    input: WriteInput & { totalLength?: number; checksums: readonly ClientChecksum[] },
  ): Promise<Written>;
  abort(actor: Visitor, ref: UploadRef): Promise<void>;
}
export type UploadRef = { readonly id: string } | { readonly nextcloudId: string };
export interface UploadMetadata {
  readonly filename?: string;
  readonly parentId?: number;
  /** 'Fotos/2026/a.jpg' below parentId: folders on the way are made. */
  readonly relativePath?: string;
  readonly mtime?: number;
  readonly mime?: string;
  readonly onConflict?: OnConflict;
  /** Hex, of the whole file; verified before it is stored. */
  readonly sha256?: string;
}
export interface CreateUpload {
  readonly kind: 'tus' | 'tus-partial' | 'nextcloud';
  readonly name?: string;
  readonly length: number | null;
  readonly metadata: UploadMetadata;
}
export interface UploadView {
  readonly id: string;
  readonly kind: 'tus' | 'tus-partial' | 'tus-final' | 'nextcloud';
  readonly name: string;
  readonly length: number | null;
  readonly received: number;
  readonly metadata: UploadMetadata;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly nodeId: number | null;
}
