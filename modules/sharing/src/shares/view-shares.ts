import type { PersonActor } from '@landescloud/kernel';
import type { ShareDeps } from './share-deps.ts';
import type { ShareRow } from './share-reader.ts';
import type { PersonRef, ShareView } from './share-views.ts';

/** As the actor sees them; `manages`: of which nodes they may change what others shared. */
export function shareViews(people: ShareDeps['people']) {
  return async (
    actor: PersonActor,
    rows: readonly ShareRow[],
    manages: (nodeId: number) => boolean = () => false,
  ): Promise<ShareView[]> => {
    const names = await people.byIds(rows.flatMap(({ shared_by: by }) => by ?? []));
    return rows.map((row) => {
      const by = row.shared_by === null ? undefined : names.get(row.shared_by);
      return {
        id: row.id,
        nodeId: row.node_id,
        recipient: {
          kind: row.kind,
          key: row.key,
          name: row.name,
          organisationName: row.organisation_name,
          guest: row.guest,
          memberCount: row.kind === 'group' ? row.member_count : null,
        },
        role: row.role,
        resharing: row.resharing,
        message: row.message,
        sharedBy: by === undefined ? null : personRef(by),
        sharedAt: row.shared_at,
        endsAt: row.ends_at,
        mine: row.shared_by === actor.personId || manages(row.node_id),
      };
    });
  };
}

export function personRef({ login, name }: PersonRef): PersonRef {
  return { login, name };
}
