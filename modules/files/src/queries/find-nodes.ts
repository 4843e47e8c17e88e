import { requirePerson } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { Located, Nodes } from '../files.ts';
import { foldForSearch } from '../names.ts';
import { locate } from '../tree/locate.ts';
import { contextColumns, NODE_COLUMNS, SEEN_WIDTH, seenNode } from '../tree/node-row.ts';
import { escapeLike } from './page-nodes.ts';

/** Beside each node its names from the root down, and only nodes that reach it: not the trash. `$1` is the person. */
const LOCATED = `select ${NODE_COLUMNS}, ${contextColumns('$1')}, chain.names
  from files.node n
  join files.space s on s.id = n.space_id
  join files.space_member m on m.space_id = n.space_id and m.person_id = $1
  cross join lateral (
    with recursive up (id, parent_id, name, depth) as (
      select n.id, n.parent_id, n.name, 0
      union all
      select p.id, p.parent_id, p.name, u.depth + 1 from up u join files.node p on p.id = u.parent_id
    )
    select array_agg(name order by depth desc) as names, array_agg(id) as ids, bool_or(id = s.root_id) as live from up
  ) chain
  where chain.live and n.id <> s.root_id`;

const SHORT = 3;

export function findNodes(context: FilesContext): Pick<Nodes, 'favourites' | 'recent' | 'search'> {
  const { db, viewer } = context;

  async function located(text: string, parameters: readonly unknown[]): Promise<Located[]> {
    const rows = await db.arrays(text, parameters);
    const views = await viewer.all(rows.map(seenNode));
    return views.map((node, index) => {
      const names = ((rows[index]?.[SEEN_WIDTH] ?? []) as string[]).slice(1);
      const mountName = rows[index]?.[20] as string;
      return { node, path: mountName === '' ? names : [mountName, ...names] };
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
      const person = requirePerson(actor);
      const folded = foldForSearch(input.text.trim());
      if (folded === '' && input.mimePrefix === undefined) return [];
      const within = input.within === undefined ? null : (await locate(db, person, input.within)).row.id;
      // Three letters make a trigram; shorter words find the beginnings of names. The pattern is part of the text's
      // own plan (unnamed statement): a generic plan for LIKE reads the whole table.
      const pattern = folded.length < SHORT ? `${escapeLike(folded)}%` : `%${escapeLike(folded)}%`;
      const parameters: unknown[] = [person.personId, input.limit];
      const conditions = ['true'];
      if (folded !== '') {
        conditions.push(`n.id in (select nn.node_id from files.node_name nn where nn.folded like $${parameters.push(pattern)}
           and nn.space_id = any (array(select space_id from files.space_member where person_id = $1)))`);
      }
      if (within !== null) conditions.push(`$${parameters.push(within)} = any (chain.ids)`);
      if (input.kind !== undefined) conditions.push(`n.is_folder = $${parameters.push(input.kind === 'folder')}`);
      if (input.mimePrefix !== undefined) conditions.push(`starts_with(n.mime, $${parameters.push(input.mimePrefix)})`);
      return located(
        `${LOCATED} and ${conditions.join(' and ')} order by n.is_folder desc, n.mtime desc limit $2`,
        parameters,
      );
    },
  };
}
