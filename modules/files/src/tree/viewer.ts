import { type Queryable, statement } from '@landescloud/platform/database';
import type { LockView, NodeView } from '../views.ts';
import type { SeenNode } from './node-row.ts';
import { NO_EXTRAS, nodeView, type PersonName } from './node-view.ts';

/** Names of people, as directory knows them. */
export interface People {
  byIds(ids: readonly number[]): Promise<ReadonlyMap<number, PersonName>>;
}

const LOCKS_OF = statement(
  'files.locks_of',
  `select distinct on (node_id) token, node_id, kind, exclusive, deep, owner, person_id, created_at, expires_at
   from files.lock where node_id = any ($1) and expires_at > $2 order by node_id, created_at`,
);

const VISITORS_OF = statement(
  'files.visitors_of',
  `select distinct on (node_id) node_id as id, visitor from files.activity
   where node_id = any ($1) and kind in ('created', 'written') and visitor <> '' order by node_id, id desc`,
);

export interface LockRow {
  readonly token: string;
  readonly node_id: number;
  readonly kind: 'token' | 'user';
  readonly exclusive: boolean;
  readonly deep: boolean;
  readonly owner: string;
  readonly person_id: number;
  readonly created_at: number;
  readonly expires_at: number;
}

export function lockView(row: LockRow, people: ReadonlyMap<number, PersonName>): LockView {
  const person = people.get(row.person_id);
  return {
    token: row.token,
    nodeId: row.node_id,
    kind: row.kind,
    exclusive: row.exclusive,
    deep: row.deep,
    owner: row.owner,
    personLogin: person?.login ?? '',
    personName: person?.name ?? '',
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/** Turns rows into views: adds people's names, and locks where there are any. */
export class Viewer {
  readonly #db: Queryable;
  readonly #people: People;

  constructor(db: Queryable, people: People) {
    this.#db = db;
    this.#people = people;
  }

  async one(node: SeenNode): Promise<NodeView> {
    const [view] = await this.all([node]);
    return view as NodeView;
  }

  async all(nodes: readonly SeenNode[]): Promise<NodeView[]> {
    const locked = nodes.filter((node) => node.maybeLocked).map((node) => node.row.id);
    const lockRows = locked.length === 0 ? [] : await this.#db.query<LockRow>(LOCKS_OF, [locked, Date.now()]);
    const people = await this.#people.byIds(peopleIn(nodes, lockRows));
    const locks = new Map(lockRows.map((row) => [row.node_id, lockView(row, people)]));
    const visitors = await this.#visitors(nodes);
    return nodes.map((node) => nodeView(node, { people, locks, visitors }));
  }

  /** Asked only where there are files that came from outside. */
  async #visitors(nodes: readonly SeenNode[]): Promise<ReadonlyMap<number, string>> {
    const ids = nodes.flatMap(({ row }) => (row.modifiedBy === null && !row.isFolder ? row.id : []));
    if (ids.length === 0) return NO_EXTRAS.visitors;
    const rows = await this.#db.query<{ id: number; visitor: string }>(VISITORS_OF, [ids]);
    return new Map(rows.map(({ id, visitor }) => [id, visitor]));
  }

  async lock(row: LockRow): Promise<LockView> {
    return lockView(row, await this.#people.byIds([row.person_id]));
  }

  names(ids: readonly number[]): Promise<ReadonlyMap<number, PersonName>> {
    return this.#people.byIds(ids);
  }
}

function peopleIn(nodes: readonly SeenNode[], locks: readonly LockRow[]): number[] {
  const ids = new Set<number>(locks.map((lock) => lock.person_id));
  for (const { row, space } of nodes) {
    if (row.modifiedBy !== null) ids.add(row.modifiedBy);
    if (space.ownerId !== null) ids.add(space.ownerId);
  }
  return [...ids];
}
