import { encodePath } from '@landescloud/webdav-xml';
import type { AppPasswordScope } from '../auth/index.ts';
import type { Answer, DavCall, Handler } from './answer.ts';

/** What lies under `/remote.php/dav/<name>`, contributed by a module. */
export interface DavTree {
  /** The first segments below the root: 'files', 'addressbooks/users'. */
  readonly name: string;
  /** Whose app passwords reach it. */
  readonly scope: AppPasswordScope;
  /** `login`: the next segment names the person whose things these are, and nobody else gets there; `none`: the tree sees to it. */
  readonly owner: 'login' | 'none';
  /** Whether the root lists it. */
  readonly listed: boolean;
  /** What OPTIONS says is possible. */
  readonly methods: readonly string[];
  /** Compliance classes (RFC 4918 section 10.1), such as '1', 'calendar-access'. */
  readonly classes: readonly string[];
  /** Besides `Allow` and `DAV`: 'dasl'. */
  readonly optionsHeaders?: Readonly<Record<string, string>>;
  /** Another address of the signed-in person's own tree: 'webdav' for `/remote.php/webdav/…`. */
  readonly alias?: string;
  /** Methods of the root and of the folder of people that the tree answers: SEARCH. */
  readonly above?: Readonly<Record<string, Handler>>;
  readonly handle: (call: DavCall) => Promise<Answer>;
}

/** Which tree an address means and what lies below its root. */
export interface TreeAddress {
  /** null: the root and what lies above the trees. */
  readonly tree: DavTree | null;
  /** The login that the address names; null where it names none. */
  readonly login: string | null;
  readonly root: string;
  readonly path: readonly string[];
}

export const davRoot = '/remote.php/dav';

export type FindTree = (segments: readonly string[]) => TreeAddress | null;

/** Answers null for addresses that are not WebDAV's. */
export function treeFinder(trees: readonly DavTree[]): FindTree {
  const byName = new Map(trees.map((tree) => [tree.name, tree]));
  const byAlias = new Map(trees.flatMap((tree) => (tree.alias === undefined ? [] : [[tree.alias, tree] as const])));
  return (segments) => {
    if (segments[0] !== 'remote.php') return null;
    const second = segments[1] ?? '';
    if (second !== 'dav') {
      const tree = byAlias.get(second);
      return tree === undefined ? null : { tree, login: null, root: `/remote.php/${second}`, path: segments.slice(2) };
    }
    const name = segments[2] ?? '';
    const [tree, length] =
      byName.has(name) || segments.length < 4 ? [byName.get(name), 3] : [byName.get(`${name}/${segments[3] ?? ''}`), 4];
    if (tree === undefined) return { tree: null, login: null, root: davRoot, path: segments.slice(2) };
    if (tree.owner === 'none')
      return { tree, login: null, root: encodePath(segments.slice(0, length)), path: segments.slice(length) };
    const login = segments[length];
    if (login === undefined) return { tree: null, login: null, root: davRoot, path: segments.slice(2) };
    return {
      tree,
      login: login.toLowerCase(),
      root: encodePath(segments.slice(0, length + 1)),
      path: segments.slice(length + 1),
    };
  };
}
