import { DomainError } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { acting, requireChange, requirePerson, type Visitor } from '../access.ts';
import { checkConditions } from '../conditions.ts';
import type { FilesContext } from '../context.ts';
import { nodeEtag } from '../etag.ts';
import type { Conditions, Nodes, PropertyChange } from '../files.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { locate } from '../tree/locate.ts';
import { NODE_COLUMNS, nodeRow, type SeenNode } from '../tree/node-row.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import type { NodeTarget } from '../views.ts';
import { assertSameSpace, spaceOfTarget } from './space-of.ts';

const MAX_PROPERTIES = 1_000;
const MAX_PROPERTY_BYTES = 64 * 1024;

const SET_TIMES = statement(
  'files.set_times',
  `update files.node n set mtime = coalesce($2, n.mtime), created_at = coalesce($3, n.created_at), change = $4 where n.id = $1
   returning ${NODE_COLUMNS}`,
);

const SHOW_CHANGE = statement('files.show_change', `update files.node set change = $2 where id = $1`);

const PUT_PROPERTY = statement(
  'files.put_property',
  `insert into files.property (node_id, namespace, name, value) values ($1, $2, $3, $4)
   on conflict (node_id, namespace, name) do update set value = excluded.value`,
);

const DROP_PROPERTY = statement(
  'files.drop_property',
  `delete from files.property where node_id = $1 and namespace = $2 and name = $3`,
);

const SUM_PROPERTIES = statement(
  'files.sum_properties',
  `select count(*) as count, coalesce(sum(octet_length(value)), 0)::bigint as bytes from files.property where node_id = $1`,
);

/** Facts beside the content: times and dead properties are the node's, favourites each person's own. */
export function nodeFacts(context: FilesContext): Pick<Nodes, 'setFavourite' | 'setTimes' | 'setProperties'> {
  async function change<T>(
    actor: Visitor,
    target: NodeTarget,
    conditions: Conditions | undefined,
    work: (write: SpaceWrite, node: SeenNode) => Promise<T>,
  ): Promise<T> {
    const who = acting(actor);
    const spaceId = await spaceOfTarget(context, who, target);
    return context.lanes.run(spaceId, async (write) => {
      const node = await locate(write.reader, who, target);
      assertSameSpace(write, node.row.spaceId);
      requireChange(node.space);
      checkConditions(conditions, nodeEtag(node.row.id, node.row.etagNo));
      await guardLocks(write, who, { nodeId: node.row.id, membership: false, below: false }, conditions?.lockTokens);
      return work(write, node);
    });
  }

  return {
    async setFavourite(actor, target, favourite) {
      const person = requirePerson(actor);
      const { row } = await locate(context.db, person, target);
      await context.db.query(
        favourite
          ? `insert into files.favourite (person_id, node_id) values ($1, $2) on conflict do nothing`
          : `delete from files.favourite where person_id = $1 and node_id = $2`,
        [person.personId, row.id],
      );
    },

    async setTimes(actor, target, times, conditions) {
      const node = await change(actor, target, conditions, async (write, found) => {
        const [values] = await write.writeArrays(SET_TIMES, [
          found.row.id,
          times.mtime ?? null,
          times.createdAt ?? null,
          write.nextChange(),
        ]);
        return { ...found, row: nodeRow(values as unknown[]) };
      });
      return context.viewer.one(node);
    },

    async setProperties(actor, target, changes, conditions) {
      checkProperties(changes);
      await change(actor, target, conditions, async (write, { row }) => {
        for (const { namespace, name, value } of changes) {
          await (value === null
            ? write.write(DROP_PROPERTY, [row.id, namespace, name])
            : write.write(PUT_PROPERTY, [row.id, namespace, name, value]));
        }
        const [sum] = await write.reader.query<{ count: number; bytes: number }>(SUM_PROPERTIES, [row.id]);
        if (sum !== undefined) checkSum(sum.count, sum.bytes);
        await write.write(SHOW_CHANGE, [row.id, write.nextChange()]);
      });
    },
  };
}

function checkProperties(changes: readonly PropertyChange[]): void {
  const bytes = changes.reduce((sum, change) => sum + Buffer.byteLength(change.value ?? ''), 0);
  checkSum(changes.length, bytes);
}

/** Of one request and of one node: a listing carries every property of every entry. */
function checkSum(count: number, bytes: number): void {
  if (count <= MAX_PROPERTIES && bytes <= MAX_PROPERTY_BYTES) return;
  throw new DomainError('Invalid', 'files.properties_too_large', 'Too many or too large properties.');
}
