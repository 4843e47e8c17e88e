import { statement, type Queryable } from '@landescloud/platform/database';
import { accessTo, VISIBLE } from '../tree/walk-sql.ts';

export interface Happened {
  readonly nodeId: number;
  /** As an event says it, and as activity keeps it: 'written'. */
  readonly kind: string;
  readonly at: number;
}

export interface Track {
  readonly nodeId: number;
  readonly name: string;
  /** The node, its folder at that time and all above that. */
  readonly above: readonly number[];
}

export interface Note {
  readonly nodeId: number;
  readonly kind: string;
  readonly personId: number | null;
  /** What a visitor without an account calls themselves. */
  readonly visitor?: string | null;
  readonly detail?: string;
  readonly at: number;
}

/** What rooms that follow files ask: where something is or was, whoever asks. No right is checked. */
export interface Tracks {
  /** Each node and what is above it, nearest first; absent: gone for good. */
  above(nodeIds: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>>;
  /** Those that exist, also in the trash. */
  there(nodeIds: readonly number[]): Promise<ReadonlySet<number>>;
  /** Those that a person may see at this moment, exactly as `nodes.get` would show them. */
  seen(personId: number, nodeIds: readonly number[]): Promise<ReadonlySet<number>>;
  /** Where each of these events took place, in their order; undefined where nothing is known of it any more. */
  happened(events: readonly Happened[]): Promise<(Track | undefined)[]>;
  /** Shown in the history of these nodes, once however often it is noted. */
  note(notes: readonly Note[]): Promise<void>;
}

const ABOVE = statement(
  'files.tracks_above',
  `with recursive up (node_id, id, depth) as (
     select n.id, n.id, 0 from files.node n where n.id = any ($1::bigint[])
     union all
     select u.node_id, n.parent_id, u.depth + 1 from up u join files.node n on n.id = u.id where n.parent_id is not null
   ) select node_id as "nodeId", array_agg(id order by depth) as above from up group by node_id`,
);

const THERE = statement('files.tracks_there', 'select id from files.node where id = any ($1::bigint[])');

const SEEN = statement(
  'files.tracks_seen',
  `select n.id from unnest($2::bigint[]) as t (id)
   join files.node n on n.id = t.id join files.space s on s.id = n.space_id
   cross join lateral ${accessTo('n.id')} where ${VISIBLE}`,
);

const HAPPENED = statement(
  'files.tracks_happened',
  `with recursive given as (
     select * from unnest($1::bigint[], $2::text[], $3::bigint[]) with ordinality as t (node_id, kind, at, place)
   ), found as (
     select g.place, g.node_id, a.name, a.parent_id from given g cross join lateral (
       select name, parent_id from files.activity a
       where a.node_id = g.node_id and a.kind = g.kind and a.at = g.at order by a.id desc limit 1
     ) a
   ), up (place, id, depth) as (
     select place, node_id, 0 from found
     union all
     select place, parent_id, 1 from found where parent_id is not null
     union all
     select u.place, n.parent_id, u.depth + 1 from up u join files.node n on n.id = u.id
     where u.depth > 0 and n.parent_id is not null
   ) select f.place, f.node_id as "nodeId", f.name,
     (select array_agg(u.id order by u.depth) from up u where u.place = f.place) as above from found f`,
);

const NOTE = statement(
  'files.tracks_note',
  `insert into files.activity (space_id, node_id, parent_id, kind, name, detail, person_id, visitor, at)
   select n.space_id, n.id, n.parent_id, t.kind, case when n.id = s.root_id then s.name else n.name end, t.detail, t.person_id,
     t.visitor, t.at
   from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[])
     with ordinality as t (node_id, kind, person_id, visitor, detail, at, place)
   join files.node n on n.id = t.node_id join files.space s on s.id = n.space_id
   where not exists (
     select 1 from files.activity a where a.node_id = t.node_id and a.kind = t.kind and a.at = t.at
       and a.person_id is not distinct from t.person_id and a.detail = t.detail
   ) order by t.place`,
);

export function createTracks(db: Queryable): Tracks {
  return {
    async above(nodeIds) {
      const rows = await db.query<{ nodeId: number; above: number[] }>(ABOVE, [nodeIds]);
      return new Map(rows.map(({ nodeId, above }) => [nodeId, above]));
    },
    async there(nodeIds) {
      return new Set((await db.query<{ id: number }>(THERE, [nodeIds])).map(({ id }) => id));
    },
    async seen(personId, nodeIds) {
      if (nodeIds.length === 0) return new Set();
      return new Set((await db.query<{ id: number }>(SEEN, [personId, nodeIds])).map(({ id }) => id));
    },
    async happened(events) {
      const rows = await db.query<Track & { place: number }>(HAPPENED, [
        events.map(({ nodeId }) => nodeId),
        events.map(({ kind }) => kind),
        events.map(({ at }) => at),
      ]);
      const byPlace = new Map(rows.map(({ place, ...track }) => [place, track]));
      return events.map((_, index) => byPlace.get(index + 1));
    },
    async note(notes) {
      if (notes.length === 0) return;
      await db.query(NOTE, [
        notes.map(({ nodeId }) => nodeId),
        notes.map(({ kind }) => kind),
        notes.map(({ personId }) => personId),
        notes.map(({ visitor }) => visitor ?? null),
        notes.map(({ detail }) => detail ?? ''),
        notes.map(({ at }) => at),
      ]);
    },
  };
}
