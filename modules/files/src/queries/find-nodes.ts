import { acting, requirePerson } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { Located, Nodes } from '../files.ts';
import { foldForSearch } from '../names.ts';
import { locate } from '../tree/locate.ts';
import { CONTEXT_COLUMNS, NODE_COLUMNS, SEEN_WIDTH, seenNode } from '../tree/node-row.ts';
import { accessTo, VISIBLE } from '../tree/walk-sql.ts';
import type { NodeView } from '../views.ts';
import { escapeLike } from './page-nodes.ts';

/** Beside each node its names from the root down, and only nodes that reach it: not the trash. `$1` is the grantee. */
const LOCATED = `select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, access.names, access.ids
  from files.node n
  join files.space s on s.id = n.space_id
  cross join lateral (
    with recursive up (id, parent_id, name, depth) as (
      select n.id, n.parent_id, n.name, 0
      union all
      select p.id, p.parent_id, p.name, u.depth + 1 from up u join files.node p on p.id = u.parent_id
    )
    select access.*, chain.names, chain.ids from ${accessTo('n.id')}
    cross join (select array_agg(name order by depth desc) as names, array_agg(id order by depth desc) as ids from up) chain
  ) access
  where ${VISIBLE} and n.id <> s.root_id`;

const SHORT = 3;

export function findNodes(context: FilesContext): Pick<Nodes, 'favourites' | 'recent' | 'search'> {
  const { db, viewer } = context;

  async function located(text: string, parameters: readonly unknown[]): Promise<Located[]> {
    const rows = await db.arrays(text, parameters);
    const nodes = rows.map(seenNode);
    const views = await viewer.all(nodes);
    return nodes.map(({ space: { mountId, mountName } }, index) => {
      const [names, ids] = (rows[index]?.slice(SEEN_WIDTH) ?? []) as [string[], number[]];
      const below = names.slice(ids.indexOf(mountId) + 1);
      return { node: views[index] as NodeView, path: mountName === '' ? below : [mountName, ...below] };
    });
  }

  return {
    favourites(actor) {
      const { personId } = requirePerson(actor);
      return located(
        `${LOCATED} and n.id in (select node_id from files.favourite where person_id = $1)
         order by n.is_folder desc, n.name collate files.people limit 1000`,
        [personId],
      );
    },

    recent(actor, limit) {
      const { personId } = requirePerson(actor);
      return located(`${LOCATED} and n.modified_by = $1 and not n.is_folder order by n.uploaded_at desc limit $2`, [
        personId,
        limit,
      ]);
    },

    async search(actor, input) {
      const who = acting(actor);
      const folded = foldForSearch(input.text.trim());
      if (folded === '' && input.mimePrefix === undefined) return [];
      const within = input.within === undefined ? null : (await locate(db, who, input.within)).row.id;
      // Three letters make a trigram; shorter words find the beginnings of names. The pattern is part of the text's
      // own plan (unnamed statement): a generic plan for LIKE reads the whole table.
      const pattern = folded.length < SHORT ? `${escapeLike(folded)}%` : `%${escapeLike(folded)}%`;
      const parameters: unknown[] = [who.granteeId, input.limit];
      const conditions = ['true'];
      if (folded !== '') {
        conditions.push(`n.id in (select nn.node_id from files.node_name nn where nn.folded like $${parameters.push(pattern)}
           and nn.space_id = any (array(
             select distinct g.space_id from files.node_grant g where g.grantee_id = $1)))`);
      }
      if (within !== null) conditions.push(`$${parameters.push(within)} = any (access.ids)`);
      if (input.kind !== undefined) conditions.push(`n.is_folder = $${parameters.push(input.kind === 'folder')}`);
      if (input.mimePrefix !== undefined) conditions.push(`starts_with(n.mime, $${parameters.push(input.mimePrefix)})`);
      return located(
        `${LOCATED} and ${conditions.join(' and ')} order by n.is_folder desc, n.mtime desc limit $2`,
        parameters,
      );
    },
  };
}
