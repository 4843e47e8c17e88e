import type { SpaceKind } from '../views.ts';

/**
 * The columns of files.node that views are made of, in the order of NodeRow. Rows travel as arrays: for a listing
 * of 1,000 files naming the columns anew in each row costs more than the query.
 */
export const NODE_COLUMNS = `n.id, n.space_id, n.parent_id, n.name, n.is_folder, n.size, n.folder_count, n.file_count,
  n.mime, n.checksums, n.mtime, n.created_at, n.uploaded_at, n.modified_by, n.etag_no, n.change, n.content_id, n.release`;

export interface NodeRow {
  readonly id: number;
  readonly spaceId: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly isFolder: boolean;
  readonly size: number;
  readonly folderCount: number;
  readonly fileCount: number;
  readonly mime: string;
  readonly checksums: string;
  readonly mtime: number;
  readonly createdAt: number;
  readonly uploadedAt: number;
  readonly modifiedBy: number | null;
  readonly etagNo: number;
  readonly change: number;
  readonly contentId: number | null;
  /** Whether its content may be read: see release-state.ts. */
  readonly release: number;
}

/** How many columns NODE_COLUMNS has: what a query adds stands after them. */
export const NODE_WIDTH = 18;

/** A node's space, and what the actor's grants say of the node. */
export interface SpaceContext {
  readonly spaceId: number;
  readonly kind: SpaceKind;
  /** What the actor may do with the node: by all grants on it or above it. */
  readonly rights: number;
  /** What they may do with the folder that holds it; 0 for what stands in their root. */
  readonly above: number;
  readonly rootId: number;
  /** What stands in the actor's root, at or above the node. */
  readonly mountId: number;
  /** What it is called there; '' is the root itself. */
  readonly mountName: string;
  readonly ownerId: number | null;
}

/** Stand after the node's columns: s is files.space, access as in walk-sql.ts, `$1` the grantee. */
export const CONTEXT_COLUMNS = `s.kind, access.rights & s.open_rights, access.above & s.open_rights, s.root_id, access.mount_id, access.mount_name, s.owner_id,
  exists (select 1 from files.favourite f where f.person_id = $1 and f.node_id = n.id),
  exists (select 1 from files.lock l where l.node_id = n.id)`;

/** A node with what its view needs besides. */
export interface SeenNode {
  readonly row: NodeRow;
  readonly space: SpaceContext;
  readonly favourite: boolean;
  /** A lock row exists; it may have expired. */
  readonly maybeLocked: boolean;
}

export function nodeRow(values: readonly unknown[]): NodeRow {
  return {
    id: values[0] as number,
    spaceId: values[1] as number,
    parentId: values[2] as number | null,
    name: values[3] as string,
    isFolder: values[4] as boolean,
    size: values[5] as number,
    folderCount: values[6] as number,
    fileCount: values[7] as number,
    mime: values[8] as string,
    checksums: values[9] as string,
    mtime: values[10] as number,
    createdAt: values[11] as number,
    uploadedAt: values[12] as number,
    modifiedBy: values[13] as number | null,
    etagNo: values[14] as number,
    change: values[15] as number,
    contentId: values[16] as number | null,
    release: values[17] as number,
  };
}

/** From a row of NODE_COLUMNS followed by CONTEXT_COLUMNS. */
export function seenNode(values: readonly unknown[]): SeenNode {
  const row = nodeRow(values);
  return {
    row,
    space: {
      spaceId: row.spaceId,
      kind: values[18] as SpaceKind,
      rights: values[19] as number,
      above: values[20] as number,
      rootId: values[21] as number,
      mountId: values[22] as number,
      mountName: values[23] as string,
      ownerId: values[24] as number | null,
    },
    favourite: values[25] as boolean,
    maybeLocked: values[26] as boolean,
  };
}

/** Where the next column stands after NODE_COLUMNS and CONTEXT_COLUMNS. */
export const SEEN_WIDTH = 27;

/**
 * A node in a listing of its folder, as one text: reading a thousand rows of nineteen columns costs twice what splitting
 * a thousand lines does. `person` and `space` are parameters; favourites and locks are looked up once for the listing,
 * not once a row, and so is whether anything in the space but its root is granted: usually nothing, then no row asks. The
 * name comes last, though no name may hold a control character.
 */
export function childLine(person: string, space: string): string {
  return `concat_ws(E'\\x1f', n.id, n.is_folder, n.size, n.folder_count, n.file_count, n.mime, n.checksums, n.mtime,
    n.created_at, n.uploaded_at, coalesce(n.modified_by::text, ''), n.etag_no, n.change, coalesce(n.content_id::text, ''),
    n.id in (select f.node_id from files.favourite f where f.person_id = ${person}),
    n.id in (select l.node_id from files.lock l where l.space_id = ${space}),
    coalesce(case when (select exists (select 1 from files.node_grant g join files.node gn on gn.id = g.node_id
        where g.grantee_id = ${person} and g.space_id = ${space} and g.mount_name <> '' and gn.parent_id is not null))
      then (select g.rights & s.open_rights from files.space s cross join files.node_grant g where s.id = ${space} and g.grantee_id = ${person} and g.node_id = n.id) end, 0), n.release, n.name)`;
}

/** From rows whose first column is a childLine. Nearly all have what their folder has: they share its context. */
export function childNodes(rows: readonly (readonly unknown[])[], folder: SeenNode): SeenNode[] {
  const { space } = folder;
  const inherited = space.above === space.rights ? space : { ...space, above: space.rights };
  return rows.map((values) => childNode(values, folder, inherited));
}

function childNode([line]: readonly unknown[], folder: SeenNode, inherited: SpaceContext): SeenNode {
  const values = (line as string).split('\x1f');
  const text = (index: number): string => values[index] as string;
  return {
    row: {
      id: Number(text(0)),
      spaceId: folder.row.spaceId,
      parentId: folder.row.id,
      name: text(18),
      isFolder: text(1) === 't',
      size: Number(text(2)),
      folderCount: Number(text(3)),
      fileCount: Number(text(4)),
      mime: text(5),
      checksums: text(6),
      mtime: Number(text(7)),
      createdAt: Number(text(8)),
      uploadedAt: Number(text(9)),
      modifiedBy: optional(text(10)),
      etagNo: Number(text(11)),
      change: Number(text(12)),
      contentId: optional(text(13)),
      release: Number(text(17)),
    },
    space: withGranted(inherited, Number(text(16))),
    favourite: text(14) === 't',
    maybeLocked: text(15) === 't',
  };
}

function withGranted(inherited: SpaceContext, granted: number): SpaceContext {
  const rights = inherited.rights | granted;
  return rights === inherited.rights ? inherited : { ...inherited, rights };
}

function optional(text: string): number | null {
  return text === '' ? null : Number(text);
}
