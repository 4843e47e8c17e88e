import { statement } from '@landescloud/platform/database';
import type { FilesContext } from '../context.ts';
import type { FollowedSpace, Spaces } from './spaces-door.ts';
import { READ, requirePerson } from '../access.ts';
import { accessTo, MOUNTED_SPACES, VISIBLE } from '../tree/walk-sql.ts';

/** Each space once, however much of it was shared. */
const FOLLOWED = statement(
  'files.followed_spaces',
  `${MOUNTED_SPACES}, reached (id) as (
     select id from spaces where id is not null
     union
     select g.space_id from files.node_grant g where g.grantee_id = $1 and g.mount_name = ''
   )
   select s.id, coalesce(g.rights & ${READ} = ${READ}, false) as whole
   from reached join files.space s on s.id = reached.id
   left join files.node_grant g on g.grantee_id = $1 and g.node_id = s.root_id`,
);

/** And single files that were shared, whose folder they do not see. */
const VISIBLE_OF = statement(
  'files.visible_of',
  `select n.id from unnest($2::bigint[]) as t (id)
   join files.node n on n.id = t.id
   join files.space s on s.id = n.space_id
   cross join lateral (select access.* from ${accessTo('n.id')}) access
   where ${VISIBLE}
   union
   select n.id from files.node n join files.node_grant g on g.node_id = n.id and g.grantee_id = $1 where n.parent_id = any ($2::bigint[])`,
);

export function followedSpaces({ db }: Pick<FilesContext, 'db'>): Pick<Spaces, 'followed' | 'visible'> {
  return {
    followed: (actor) => db.query<FollowedSpace>(FOLLOWED, [requirePerson(actor).personId]),
    async visible(actor, nodeIds) {
      const rows = await db.query<{ id: number }>(VISIBLE_OF, [requirePerson(actor).personId, nodeIds]);
      return rows.map(({ id }) => id);
    },
  };
}
