import type { NodePlace } from '@landescloud/files';
import { statement, type Transaction } from '@landescloud/platform/database';
import type { ShareDeps } from './share-deps.ts';
import { ownershipReceived, received, receivedTogether } from './share-notifications.ts';
import type { WishedGrant } from './wished-grants-reader.ts';

interface Untold {
  readonly id: number;
  readonly person_id: number | null;
  readonly recipient: string;
  readonly message: string;
  readonly shared_by: number | null;
  readonly people: readonly number[];
}

const UNTOLD = statement(
  'sharing.untold_shares',
  `with told as (update sharing.share set told = true where node_id = $1 and not told returning *)
   select t.id, t.person_id, coalesce(g.name, o.name, '') as recipient, t.message, t.shared_by,
     case t.kind
       when 'person' then array[t.person_id]
       when 'group' then array(select m.person_id from directory.group_member m where m.group_id = t.group_id)
       else array(select p.id from directory.person p where p.organisation_id = t.organisation_id and p.role <> 'guest')
     end as people
   from told t left join directory.group g on g.id = t.group_id left join directory.organisation o on o.id = t.organisation_id
   order by t.person_id is null, t.id`,
);

/** Tells whoever has it by a new share, once they have it; by name before by group. */
export function tellRecipients({ notifications, people }: Pick<ShareDeps, 'notifications' | 'people'>) {
  notifications.define(received, receivedTogether, ownershipReceived);
  return async (tx: Transaction, { nodeId, name }: NodePlace, reaching: readonly WishedGrant[]): Promise<void> => {
    const shares = await tx.query<Untold>(UNTOLD, [nodeId]);
    if (shares.length === 0) return;
    const names = await people.byIds(shares.flatMap(({ shared_by: by }) => by ?? []));
    const reached = new Set(reaching.map(({ personId }) => personId));
    const told = new Set<number>();
    for (const share of shares) {
      const fresh = share.people.filter((id) => reached.has(id) && !told.has(id));
      fresh.forEach((id) => told.add(id));
      const sharer = share.shared_by === null ? undefined : names.get(share.shared_by);
      const { message, recipient } = share;
      await notifications.notify(
        tx,
        fresh.map((personId) => ({
          personId,
          kind: share.person_id === null ? receivedTogether.name : received.name,
          subject: `node:${nodeId}`,
          data: { node: name, message, recipient },
          link: `/f/${nodeId}`,
          by: { ...(share.shared_by === null ? {} : { personId: share.shared_by }), name: sharer?.name ?? '' },
        })),
      );
    }
  };
}
