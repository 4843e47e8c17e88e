import { statement } from '@landescloud/platform/database';
import { acting, has, MANAGE, requireManage } from '../access.ts';
import { isFile, retentionClassNotFound } from '../errors.ts';
import { locate } from '../tree/locate.ts';
import { walkUp } from '../tree/walk-sql.ts';
import { choicesFor } from './classes.ts';
import type { NodeLife, Retention } from './retention-door.ts';
import type { RetentionDeps } from './retention.ts';

/** When the time of a file is up: some months after its content was last changed here, whatever clients say of it. */
export const DUE_AT = `(extract(epoch from to_timestamp(n.uploaded_at / 1000.0) + make_interval(months => c.months)) * 1000)::bigint`;

const LIFE = statement(
  'files.node_life',
  `${walkUp('$1')}
   select r.class_id as "classId", c.name, c.action, up.depth = 0 as own, up.id as "fromId",
     case when up.parent_id is null then s.name else up.name end as "fromName",
     case when not n.is_folder then ${DUE_AT} end as "dueAt",
     (select d.delete_at from files.retention_due d where d.node_id = n.id and d.changed_at = n.uploaded_at) as "deleteAt",
     s.organisation_id as "organisationId",
     (select min(h.set_at) from files.hold h join up on up.id = h.node_id where h.lifted_at is null and s.held) as held
   from files.node n join files.space s on s.id = n.space_id
   left join lateral (
     select r.class_id, up.id, up.parent_id, up.name, up.depth from up join files.retention r on r.node_id = up.id order by up.depth limit 1
   ) r on true
   left join files.retention_class c on c.id = r.class_id
   left join up on up.id = r.id
   where n.id = $1`,
);

interface Row {
  readonly classId: number | null;
  readonly name: string;
  readonly action: 'delete' | 'tell';
  readonly own: boolean;
  readonly fromId: number;
  readonly fromName: string;
  readonly dueAt: number | null;
  readonly deleteAt: number | null;
  readonly organisationId: number;
  readonly held: number | null;
}

/** How long one file or folder is kept. */
export function nodeLife({ context, directory }: RetentionDeps): Pick<Retention, 'of' | 'set'> {
  const { db, lanes, clock } = context;
  return {
    async of(actor, nodeId): Promise<NodeLife> {
      const { row, space } = await locate(db, acting(actor), { id: nodeId });
      const [life] = await db.query<Row>(LIFE, [row.id]);
      if (life === undefined) return { retention: null, held: null, choices: null };
      const { classId, name, action, own, fromId, fromName, dueAt, deleteAt, organisationId, held } = life;
      const manages = row.isFolder && has(space.rights, MANAGE);
      return {
        retention:
          classId === null
            ? null
            : { classId, name, action, own, from: { id: fromId, name: fromName }, dueAt, deleteAt },
        held: held === null ? null : { since: held },
        choices: manages ? await choicesFor(context, directory, organisationId) : null,
      };
    },

    async set(actor, nodeId, classId) {
      const who = acting(actor);
      const { row, space } = await locate(db, who, { id: nodeId });
      requireManage(space);
      if (!row.isFolder) throw isFile();
      await lanes.run(row.spaceId, async (write) => {
        if (classId === null) {
          await write.write('delete from files.retention where node_id = $1', [row.id]);
        } else {
          const choices = await choicesFor({ db: context.db }, directory, write.space.organisationId);
          if (!choices.some(({ id }) => id === classId)) throw retentionClassNotFound();
          await write.write(
            `insert into files.retention (node_id, class_id, set_by, set_at) values ($1, $2, $3, $4)
             on conflict (node_id) do update set class_id = excluded.class_id, set_by = excluded.set_by, set_at = excluded.set_at`,
            [row.id, classId, who.personId, clock.now()],
          );
        }
        write.recordSpace(actor, 'retention_set', { nodeId: row.id, classId });
      });
    },
  };
}
