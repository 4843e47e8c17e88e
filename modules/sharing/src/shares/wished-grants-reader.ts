import { type Queryable, statement } from '@landescloud/platform/database';
import type { ShareRole } from '../roles.ts';

/**
 * Person -> roles from all live shares of the node, groups and organisations written out. Left out: who may not sign in,
 * who left, whose it is, guests who ended, and guests of others where they come by a group; an organisation's guests are not its people.
 */
const WISHED = statement(
  'sharing.wished_grants',
  `with way (person_id, role, direct) as (
     select s.person_id, s.role, true from sharing.share s
     where s.node_id = $1 and s.person_id is not null and (s.ends_at is null or s.ends_at > $2)
     union all
     select m.person_id, s.role, false from sharing.share s join directory.group_member m on m.group_id = s.group_id
     where s.node_id = $1 and (s.ends_at is null or s.ends_at > $2)
     union all
     select p.id, s.role, false from sharing.share s
     join directory.person p on p.organisation_id = s.organisation_id and p.role <> 'guest'
     where s.node_id = $1 and (s.ends_at is null or s.ends_at > $2)
   )
   select p.id as "personId", array_agg(distinct w.role) as roles
   from way w join directory.person p on p.id = w.person_id
   where p.disabled_at is null and p.id is distinct from $4 and ($3::bigint[] is null or p.id = any ($3))
     and not exists (select from sharing.departure d where d.node_id = $1 and d.person_id = p.id)
     and (p.role <> 'guest' or exists (
       select from directory.guest g where g.person_id = p.id and g.ended_at is null
         and g.ends_at > to_timestamp($2::bigint / 1000.0)
         and (w.direct or g.organisation_id = (select s.owner_organisation_id from sharing.share s where s.node_id = $1 limit 1))))
   group by p.id`,
);

export interface WishedGrant {
  readonly personId: number;
  readonly roles: readonly ShareRole[];
}

/** Of these people, or of everybody. */
export function readWishedGrants(
  q: Queryable,
  { nodeId, ownerId }: { readonly nodeId: number; readonly ownerId: number | null },
  now: number,
  people: readonly number[] | null,
) {
  return q.query<WishedGrant>(WISHED, [nodeId, now, people, ownerId]);
}
