import type { Actor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { Events } from '@landescloud/platform/events';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import type { FileBelongings } from '../files.ts';
import type { SpaceKind } from '../views.ts';
import { handedOverName } from './handed-over-name.ts';
import { endMembership, putMembership } from './membership-writer.ts';
import { mountNameFor } from './mount-name.ts';

export interface BelongingsDependencies {
  readonly context: FilesContext;
  readonly directory: FilesDirectory;
  readonly events: Pick<Events, 'record'>;
  readonly announcePerson: (personId: number) => void;
}

interface Owned {
  readonly id: number;
  readonly kind: SpaceKind;
  readonly name: string;
  readonly organisation_id: number;
  readonly root_id: number;
  readonly used_bytes: number;
}

/** What would be nobody's: the personal space, unless it is empty, and spaces that the person alone manages or answers for. */
const OWNED = `select s.id, s.kind, s.name, s.organisation_id, s.root_id, s.used_bytes from files.space s
  where (s.kind = 'personal' and s.owner_id = $1 and exists (select 1 from files.node n where n.space_id = s.id and n.id <> s.root_id))
    or (s.kind <> 'personal' and s.deleted_at is null and (s.sponsor_id = $1 or (exists (
      select 1 from files.node_grant m where m.node_id = s.root_id and m.grantee_id = $1 and m.member & 16 = 16)
    and not exists (
      select 1 from files.node_grant o where o.node_id = s.root_id and o.member & 16 = 16 and o.grantee_id <> $1))))
  order by s.kind, s.name, s.id`;

export function createBelongings(dependencies: BelongingsDependencies): FileBelongings {
  const { context, directory, events, announcePerson } = dependencies;
  const { db, clock } = context;

  async function give(tx: Transaction, actor: Actor, space: Owned, from: number, to: number, name: string) {
    const mountName = await mountNameFor(context, to, name);
    await tx.query('select id from files.space where id = $1 for update', [space.id]);
    // Whoever hands over at the same time, or did before being killed, was quicker where one of these finds nothing.
    const left = await endMembership(tx, space.root_id, from);
    const sponsored = await tx.query(
      'update files.space set sponsor_id = $3 where id = $1 and sponsor_id = $2 returning id',
      [space.id, from, to],
    );
    if (space.kind !== 'personal' && !left && sponsored.length === 0) return;
    if (space.kind === 'personal') {
      const taken = await tx.query(
        `update files.space set kind = 'project', name = $2, owner_id = null, handed_over_from = $3
         where id = $1 and kind = 'personal' and owner_id = $3 returning id`,
        [space.id, name, from],
      );
      if (taken.length === 0) return;
    }
    const membership = { nodeId: space.root_id, spaceId: space.id, personId: to, role: 'manager', mountName } as const;
    await putMembership(tx, membership);
    const by = actor.kind === 'person' ? { kind: actor.kind, personId: actor.personId } : { ...actor };
    await events.record(tx, [
      {
        type: 'files.space_handed_over',
        actor: by,
        organisationId: space.organisation_id,
        subject: `space:${space.id}`,
        data: { from, to },
        at: clock.now(),
      },
    ]);
  }

  return {
    async list(personId) {
      const owned = await db.query<Owned>(OWNED, [personId]);
      return owned.map(({ kind, name, used_bytes: bytes }) => ({
        kind: kind === 'personal' ? 'personal-space' : 'space',
        name,
        bytes,
      }));
    },

    async handOver(actor, personId, successorId) {
      const person = await directory.byId(personId);
      for (const space of await db.query<Owned>(OWNED, [personId])) {
        const name = space.kind === 'personal' ? handedOverName(person?.name ?? space.name) : space.name;
        await db.transaction((tx) => give(tx, actor, space, personId, successorId, name));
      }
      announcePerson(personId);
      announcePerson(successorId);
    },
  };
}
