import { type Statement, statement, type Transaction } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';
import type { Visitor } from '../access.ts';
import { foldForSearch } from '../names.ts';

/** The space's row as it stands locked at the start of a batch, and as the batch changes it. */
export interface LockedSpace {
  readonly id: number;
  readonly rootId: number;
  readonly organisationId: number;
  readonly quotaBytes: number | null;
  /** Some lock may bind something in it; most spaces have none and need not look. */
  readonly hasLocks: boolean;
  /** Something in it must be kept. */
  readonly held: boolean;
  usedBytes: number;
  change: number;
}

interface Touch {
  size: number;
  folders: number;
  files: number;
}
interface Activity {
  nodeId: number;
  parentId: number | null;
  kind: string;
  name: string;
  detail: string;
  personId: number | null;
  visitor: string | null;
  at: number;
}

/**
 * One transaction's writes to one space, gathered so that ancestors, names, activity and the space itself are
 * written once however many commands share the transaction (see Lanes).
 */
export class SpaceWrite {
  readonly space: LockedSpace;
  readonly now: number;
  /** True once something was written: a command that fails after that takes its whole batch back. */
  dirty = false;
  readonly events: DomainEvent[] = [];
  readonly #usedBefore: number;
  readonly #tx: Transaction;
  readonly #announced = new Set<number>();
  readonly #touched = new Map<number, Touch>();
  readonly #names: { nodeId: number; folded: string }[] = [];
  readonly #activity: Activity[] = [];

  constructor(tx: Transaction, space: LockedSpace, now: number) {
    this.#tx = tx;
    this.space = space;
    this.#usedBefore = space.usedBytes;
    this.now = now;
  }

  /** For reading inside the transaction. */
  get reader(): Transaction {
    return this.#tx;
  }

  write<Row>(what: Statement | string, parameters: readonly unknown[]): Promise<Row[]> {
    this.dirty = true;
    return this.#tx.query<Row>(what, parameters);
  }

  writeArrays(what: Statement | string, parameters: readonly unknown[]): Promise<unknown[][]> {
    this.dirty = true;
    return this.#tx.arrays(what, parameters);
  }

  nextChange(): number {
    return ++this.space.change;
  }

  /** Bytes that are now stored for this space, or no more (negative). */
  use(bytes: number): void {
    this.space.usedBytes += bytes;
  }

  /** By so many bytes the space has grown in this transaction. */
  get grown(): number {
    return this.space.usedBytes - this.#usedBefore;
  }

  /** The folder and all above it change: new etags, and sizes by `size`; the counts are of the folder's own children. */
  touch(folderId: number, { size = 0, folders = 0, files = 0 }: Partial<Touch> = {}): void {
    const touch = this.#touched.get(folderId) ?? { size: 0, folders: 0, files: 0 };
    touch.size += size;
    touch.folders += folders;
    touch.files += files;
    this.#touched.set(folderId, touch);
  }

  /** The node's name becomes findable. */
  nameNode(nodeId: number, name: string): void {
    this.#names.push({ nodeId, folded: foldForSearch(name) });
  }

  /** Shown to people in the node's history, and told to other rooms as an event `files.<kind>`. */
  record(actor: Visitor, kind: string, node: { id: number; parentId: number | null; name: string }, detail = ''): void {
    this.note(actor, kind, node, detail);
    this.events.push({
      type: `files.${kind.replaceAll('-', '_')}`,
      actor: eventActor(actor),
      organisationId: this.space.organisationId,
      subject: `node:${node.id}`,
      data: { spaceId: this.space.id, nodeId: node.id },
      at: this.now,
    });
  }

  /** Shown to people in the node's history. */
  note(
    actor: Visitor,
    kind: string,
    node: { id: number; parentId: number | null; name: string },
    detail: string,
  ): void {
    const personId = actor.kind === 'person' ? actor.personId : null;
    this.#activity.push({
      nodeId: node.id,
      parentId: node.parentId,
      kind,
      name: node.name,
      detail,
      personId,
      visitor: actor.kind === 'link' ? actor.name : null,
      at: this.now,
    });
  }

  /** An event `files.<what>` about the space as a whole. */
  recordSpace(actor: Visitor, what: string, data: Readonly<Record<string, unknown>> = {}): void {
    this.events.push({
      type: `files.${what}`,
      actor: eventActor(actor),
      organisationId: this.space.organisationId,
      subject: `space:${this.space.id}`,
      data,
      at: this.now,
    });
  }

  /** What the live hint says: folders whose children changed. */
  touchedFolders(): number[] {
    return [...this.#announced];
  }

  /**
   * Sizes and counts of folders are right only after this: who copies them (moving only shifts them) must call it
   * first. At the end of the transaction it is called in any case.
   */
  async flush(): Promise<void> {
    if (this.#touched.size + this.#names.length + this.#activity.length === 0 && !this.dirty) return;
    const touched = [...this.#touched];
    await this.#tx.arrays(FLUSH, [
      this.space.id,
      this.space.change,
      this.space.usedBytes,
      this.now,
      touched.map(([id]) => id),
      touched.map(([, touch]) => touch.size),
      touched.map(([, touch]) => touch.folders),
      touched.map(([, touch]) => touch.files),
      this.#names.map((name) => name.nodeId),
      this.#names.map((name) => name.folded),
      this.#activity.map((entry) => entry.nodeId),
      this.#activity.map((entry) => entry.parentId),
      this.#activity.map((entry) => entry.kind),
      this.#activity.map((entry) => entry.name),
      this.#activity.map((entry) => entry.detail),
      this.#activity.map((entry) => entry.personId),
      this.#activity.map((entry) => entry.visitor),
    ]);
    for (const id of this.#touched.keys()) this.#announced.add(id);
    this.#touched.clear();
    this.#names.length = 0;
    this.#activity.length = 0;
  }
}

export function eventActor(actor: Visitor): DomainEvent['actor'] {
  if (actor.kind === 'person') return { kind: 'person', personId: actor.personId, client: actor.client };
  if (actor.kind === 'link') return { kind: 'link', linkId: -actor.granteeId, name: actor.name, client: actor.client };
  return { kind: 'system', name: actor.name };
}

/**
 * Everything a batch owes besides its nodes, in one statement. Ancestors are looked up one by one and by an array of
 * ids: a plan that joins would be made for many rows, read the whole table and be kept while the table grows. Arrays
 * come as subqueries: seeing their lengths, PostgreSQL would plan anew each time, which costs as much as the work.
 */
const FLUSH = statement(
  'files.flush',
  `with recursive up (id, size, folders, files) as (
     select * from unnest((select $5::bigint[]), (select $6::bigint[]), (select $7::bigint[]), (select $8::bigint[]))
     union all
     select (select n.parent_id from files.node n where n.id = u.id), u.size, 0, 0 from up u where u.id is not null
   ), delta as materialized (
     select id, sum(size) as size, sum(folders) as folders, sum(files) as files
     from up where id is not null group by id
   ), space as (
     update files.space set change = $2, used_bytes = $3 where id = $1
   ), names as (
     insert into files.node_name (node_id, space_id, folded)
     select node_id, $1, folded from unnest((select $9::bigint[]), (select $10::text[])) as t (node_id, folded)
     on conflict (node_id) do update set folded = excluded.folded, space_id = excluded.space_id
   ), activity as (
     insert into files.activity (space_id, node_id, parent_id, kind, name, detail, person_id, visitor, at)
     select $1, node_id, parent_id, kind, name, detail, person_id, visitor, $4
     from unnest((select $11::bigint[]), (select $12::bigint[]), (select $13::text[]), (select $14::text[]),
         (select $15::text[]), (select $16::bigint[]), (select $17::text[]))
       as t (node_id, parent_id, kind, name, detail, person_id, visitor)
   )
   update files.node n
   set size = n.size + delta.size, folder_count = n.folder_count + delta.folders, file_count = n.file_count + delta.files,
     etag_no = $2, change = $2, mtime = greatest(n.mtime, $4)
   from delta where n.id = delta.id and n.id = any(array(select id from delta))`,
);
