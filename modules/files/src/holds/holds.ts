import type { Actor } from '@landescloud/kernel';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { holdNotFound, nodeNotFound, notAdministered, organisationNotFound, spaceNotFound } from '../errors.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import type { Holds, HoldView } from './holds-door.ts';

interface Row extends Omit<HoldView, 'setBy' | 'liftedBy'> {
  readonly setBy: number | null;
  readonly liftedBy: number | null;
}

const SELECT = `select h.id, h.space_id as "spaceId", s.name as "spaceName", h.node_id as "nodeId",
    h.kind, h.reason, h.set_by as "setBy", h.set_at as "setAt", h.lifted_by as "liftedBy", h.lifted_at as "liftedAt",
    h.lifted_reason as "liftedReason"
  from files.hold h join files.space s on s.id = h.space_id`;

interface Held {
  readonly spaceId: number;
  readonly nodeId: number;
  readonly organisationId: number;
}

export function createHolds(context: FilesContext, directory: FilesDirectory): Holds {
  const { db, lanes, viewer } = context;

  async function administered(actor: Actor, key: string): Promise<number> {
    const organisation = await directory.organisationAdministered(actor, key);
    if (organisation === null) throw organisationNotFound();
    if (!organisation.administered) throw notAdministered();
    return organisation.id;
  }

  async function views(rows: readonly Row[]): Promise<HoldView[]> {
    const people = await viewer.names(rows.flatMap(({ setBy, liftedBy }) => [setBy ?? [], liftedBy ?? []].flat()));
    const name = (id: number | null) => (id === null ? null : (people.get(id)?.name ?? null));
    return rows.map((row) => ({ ...row, setBy: name(row.setBy), liftedBy: name(row.liftedBy) }));
  }

  /** Of this organisation or of one below it; elsewhere nothing is known to be. */
  async function find(organisationId: number, input: { spaceId: number } | { nodeId: number }): Promise<Held> {
    const [column, id] = 'spaceId' in input ? ['s.id', input.spaceId] : ['n.id', input.nodeId];
    const [found] = await db.query<Held>(
      `select s.id as "spaceId", n.id as "nodeId", s.organisation_id as "organisationId"
       from files.space s join files.node n on n.space_id = s.id ${'spaceId' in input ? 'and n.id = s.root_id' : ''}
       where ${column} = $1 and s.deleted_at is null`,
      [id],
    );
    const within = found !== undefined && (await directory.pathUp(found.organisationId)).includes(organisationId);
    if (found === undefined || !within) throw 'spaceId' in input ? spaceNotFound() : nodeNotFound();
    return found;
  }

  async function note(write: SpaceWrite): Promise<void> {
    await write.write(
      `update files.space set held = exists (select 1 from files.hold h where h.space_id = $1 and h.lifted_at is null)
       where id = $1`,
      [write.space.id],
    );
  }

  return {
    async list(actor, organisationKey, { ended = false } = {}) {
      const organisationId = await administered(actor, organisationKey);
      const rows = await db.query<Row>(
        `${SELECT} where h.organisation_id = $1 and ($2 or h.lifted_at is null) order by h.id desc limit 1000`,
        [organisationId, ended],
      );
      return views(rows);
    },

    async set(actor, organisationKey, { reason, ...input }) {
      const organisationId = await administered(actor, organisationKey);
      const { spaceId, nodeId } = await find(organisationId, input);
      const id = await lanes.run(spaceId, async (write) => {
        const [node] = await write.reader.query<{ folder: boolean }>(
          'select is_folder as folder from files.node where id = $1 and space_id = $2',
          [nodeId, spaceId],
        );
        if (node === undefined) throw nodeNotFound();
        const kind = nodeId === write.space.rootId ? null : node.folder ? 'folder' : 'file';
        const by = actor.kind === 'person' ? actor.personId : null;
        const [row] = await write.write<{ id: number }>(
          `insert into files.hold (organisation_id, space_id, node_id, holds, kind, reason, set_by, set_at)
           values ($1, $2, $3, $3, $4, $5, $6, $7) returning id`,
          [organisationId, spaceId, nodeId, kind, reason.trim(), by, write.now],
        );
        await note(write);
        write.recordSpace(actor, 'hold_set', { holdId: row?.id, nodeId, reason: reason.trim() });
        return row?.id;
      });
      const [view] = await views(await db.query<Row>(`${SELECT} where h.id = $1`, [id]));
      return view as HoldView;
    },

    async lift(actor, organisationKey, holdId, reason) {
      const organisationId = await administered(actor, organisationKey);
      const [hold] = await db.query<{ spaceId: number }>(
        'select space_id as "spaceId" from files.hold where id = $1 and organisation_id = $2 and lifted_at is null',
        [holdId, organisationId],
      );
      if (hold === undefined) throw holdNotFound();
      await lanes.run(hold.spaceId, async (write) => {
        const lifted = await write.write(
          `update files.hold set holds = null, lifted_at = $2, lifted_by = $3, lifted_reason = $4
           where id = $1 and lifted_at is null returning id`,
          [holdId, write.now, actor.kind === 'person' ? actor.personId : null, reason.trim()],
        );
        if (lifted.length === 0) return;
        await note(write);
        write.recordSpace(actor, 'hold_lifted', { holdId, reason: reason.trim() });
      });
    },
  };
}
