import { type Actor, DomainError } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { MANAGE, requireManage, roleOf } from '../access.ts';
import type { DirectoryPerson } from '../directory-port.ts';
import { guestNotManager, guestsNotAllowed, personNotFound, spaceClosed } from '../errors.ts';
import type { Spaces } from './spaces-door.ts';
import type { SpaceRole } from '../views.ts';
import { endMembership, putMembership } from './membership-writer.ts';
import { mountNameFor } from './mount-name.ts';
import type { SpaceDeps } from './space-deps.ts';
import { readSharedSpace, readSpace, type SpaceRow } from './space-row.ts';

type Members = Pick<Spaces, 'members' | 'setMember' | 'checkGuests' | 'removeMember'>;

/** Who has a space. */
export function spaceMembers(deps: SpaceDeps): Members {
  const { context, directory, access, announcePerson } = deps;
  const { db, viewer } = context;

  async function managed(actor: Actor, spaceId: number): Promise<SpaceRow> {
    const space = await readSharedSpace(db, spaceId);
    await access.requireManaging(actor, space);
    if (space.closed_at !== null) throw spaceClosed();
    return space;
  }

  async function requirePersonOf(login: string): Promise<DirectoryPerson> {
    const person = await directory.byLogin(login);
    if (person === null) throw personNotFound();
    return person;
  }

  /** Whom the actor may not find is nobody, unless they have the space already. */
  async function requireKnown(actor: Actor, space: SpaceRow, person: DirectoryPerson, role: SpaceRole) {
    const there = (await access.rightsIn(space, person.personId)) !== undefined;
    if (!person.guest) {
      if (!there && !(await directory.finds(actor, person.login))) throw personNotFound();
      return;
    }
    const sharing = await directory.guestSharing(actor, space.organisation_id, person.personId);
    if (sharing === 'forbidden') throw guestsNotAllowed();
    if (sharing === 'unknown' && !there) throw personNotFound();
    if (role === 'manager') throw guestNotManager();
  }

  return {
    async members(actor, spaceId) {
      const space = await readSpace(db, spaceId);
      await access.requireSeeing(actor, space);
      const rows = await db.query<{ person: number; member: number }>(
        `select grantee_id as person, member from files.node_grant where node_id = $1 and member <> 0
         union all
         select grantee_id, member from files.suspended_grant where node_id = $1 and member <> 0`,
        [space.root_id],
      );
      const people = await viewer.names(rows.map((row) => row.person));
      return rows
        .map(({ person, member }) => ({
          login: people.get(person)?.login ?? '',
          name: people.get(person)?.name ?? '',
          role: roleOf(member),
        }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
    },

    async setMember(actor, spaceId, login, role) {
      const space = await managed(actor, spaceId);
      const person = await requirePersonOf(login);
      // who administers sees no file by that: others have to let them in
      if (actor.kind === 'person' && actor.personId === person.personId) {
        requireManage({ rights: (await access.rightsIn(space, actor.personId)) ?? 0 });
      }
      await requireKnown(actor, space, person, role);
      await putMember(deps, { id: space.id, rootId: space.root_id, name: space.name }, person.personId, role);
    },

    async checkGuests(actor, spaceId) {
      const space = await managed(actor, spaceId);
      if ((await directory.guestSharing(actor, space.organisation_id)) === 'forbidden') throw guestsNotAllowed();
      return { name: space.name };
    },

    async removeMember(actor, spaceId, login) {
      const space = await managed(actor, spaceId);
      const { personId } = await requirePersonOf(login);
      await db.transaction(async (tx) => {
        await assertManagerRemains(tx, { id: space.id, rootId: space.root_id }, personId);
        await endMembership(tx, space.root_id, personId);
      });
      announcePerson(personId);
    },
  };
}

interface Named {
  readonly id: number;
  readonly rootId: number;
  readonly name: string;
}

export async function putMember(
  { context, announcePerson }: Pick<SpaceDeps, 'context' | 'announcePerson'>,
  { id, rootId, name }: Named,
  personId: number,
  role: SpaceRole,
): Promise<void> {
  const mountName = await mountNameFor(context, personId, name);
  await context.db.transaction(async (tx) => {
    if (role !== 'manager') await assertManagerRemains(tx, { id, rootId }, personId);
    await putMembership(tx, { nodeId: rootId, spaceId: id, personId, role, mountName });
  });
  announcePerson(personId);
}

/**
 * A space that nobody manages could never be changed again by those who work in it. The space is locked until the end
 * of the transaction: two managers who take each other's role at once must not both find the other one remaining.
 */
async function assertManagerRemains(tx: Queryable, space: { id: number; rootId: number }, leaving: number) {
  await tx.query('select id from files.space where id = $1 for update', [space.id]);
  const managers = await tx.query<{ person: number }>(
    'select grantee_id as person from files.node_grant where node_id = $1 and member & $2 = $2',
    [space.rootId, MANAGE],
  );
  if (managers.length === 1 && managers[0]?.person === leaving) {
    throw new DomainError('Conflict', 'files.last_manager', 'A project space needs at least one manager.');
  }
}
