import type { PersonActor } from '@landescloud/kernel';
import type { Answer, TreeCall } from '@landescloud/platform/dav';
import { encodePath } from '@landescloud/webdav-xml';
import type { Visitor } from '../access.ts';
import type { Files } from '../files.ts';
import type { DavComments } from './comments/comments-port.ts';

export interface DavDependencies {
  readonly files: Files;
  /** Ends every `oc:id`, so that ids of two installations never meet. Letters and digits. */
  readonly instanceId: string;
  /** Absent: nobody comments here. */
  readonly comments?: DavComments;
  /** With whom nodes are shared; absent: nothing is said of it. */
  readonly shares?: SharesOfNodes;
}

/** What listings tell of shares, as Nextcloud numbers them: 0 a person, 1 a group, 3 a link. Sharing knows it. */
export interface SharesOfNodes {
  typesOf(nodeIds: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>>;
  shareesOf(nodeIds: readonly number[]): Promise<ReadonlyMap<number, readonly Sharee[]>>;
}

export interface Sharee {
  readonly type: number;
  readonly id: string;
  readonly name: string;
}

/** One request to a tree of files, as its handlers see it. */
export interface FilesCall extends TreeCall {
  readonly deps: DavDependencies;
  readonly actor: Visitor;
  /** What another address of the same request means in these files. */
  readonly inFiles: (segments: readonly string[]) => readonly string[] | Elsewhere;
}

/** Not on this server; on it, but no files; files of somebody else. */
export type Elsewhere = 'foreign' | 'no-files' | 'not-theirs';

/** One request of a person to any DAV tree. */
export interface DavCall extends FilesCall {
  readonly actor: PersonActor;
}

export type Handler = (call: DavCall) => Promise<Answer>;

/** Which tree an address means and what lies below its root. */
export interface DavAddress {
  readonly tree: string;
  /** The login that the address names; null where the tree has none. */
  readonly login: string | null;
  readonly root: string;
  readonly path: readonly string[];
}

const treesOfPeople = new Set(['files', 'uploads', 'trashbin', 'versions']);

/** `/remote.php/webdav/…` is the signed-in person's files, whatever their login. */
export function davAddress(segments: readonly string[]): DavAddress | null {
  if (segments[0] !== 'remote.php') return null;
  if (segments[1] === 'webdav')
    return { tree: 'files', login: null, root: '/remote.php/webdav', path: segments.slice(2) };
  if (segments[1] !== 'dav') return null;
  const tree = segments[2] ?? '';
  const login = segments[3];
  if (tree === 'comments') return { tree, login: null, root: '/remote.php/dav/comments', path: segments.slice(3) };
  if (!treesOfPeople.has(tree) || login === undefined)
    return { tree: '', login: null, root: '/remote.php/dav', path: segments.slice(2) };
  return { tree, login: login.toLowerCase(), root: encodePath(segments.slice(0, 4)), path: segments.slice(4) };
}

/** Addresses within a person's own files. */
export function inFilesOf(login: string): FilesCall['inFiles'] {
  return (segments) => {
    const address = davAddress(segments);
    if (address === null) return 'foreign';
    if (address.tree !== 'files') return 'no-files';
    return (address.login ?? login) === login ? address.path : 'not-theirs';
  };
}
