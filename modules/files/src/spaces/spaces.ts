import { type Actor, DomainError, isPlatformAdministrator } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { has, MANAGE, READ, requireManage, requirePerson, rightsOf, roleOf } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { DirectoryPerson, FilesDirectory } from '../directory-port.ts';
import { guestNotManager, guestsNotAllowed, spaceNotFound } from '../errors.ts';
import type { Spaces } from './spaces-door.ts';
import { checkName } from '../names.ts';
import { readPersonRoot } from '../queries/person-root.ts';
import type { SpaceRole, SpaceView } from '../views.ts';
import { lessRoom } from '../tree/quota.ts';
import { followedSpaces } from './followed-spaces.ts';
import { listSpaces } from './list-spaces.ts';
import { mountNameFor } from './mount-name.ts';
import { readUsed } from './organisation-room.ts';
import { endMembership, putMembership } from './membership-writer.ts';
import { insertSpace } from './space-writer.ts';

interface SpaceRow {
  readonly id: number;
  readonly kind: 'personal' | 'project';
  readonly name: string;
  readonly organisation_id: number;
  readonly owner_id: number | null;
  readonly root_id: number;
  readonly used_bytes: number;
  readonly quota_bytes: number | null;
  readonly created_at: number;
}

export interface SpacesDependencies {
  readonly context: FilesContext;
  readonly directory: FilesDirectory;
  /** The person's root shows other spaces now. */
  readonly announcePerson: (personId: number) => void;
}

export function createSpaces({ context, directory, announcePerson }: SpacesDependencies): Spaces {
  const { db, clock, viewer, room } = context;
  const everySpace = listSpaces(context, directory);

  async function readSpace(spaceId: number): Promise<SpaceRow> {
    const [row] = Number.isSafeInteger(spaceId)
      ? await db.query<SpaceRow>('select * from files.space where id = $1', [spaceId])
      : [];
    if (row === undefined) throw spaceNotFound();
    return row;
  }

  /** Managers of the space, and platform administrators, who see members and sizes but no file. */
  async function requireManaging(actor: Actor, spaceId: number): Promise<SpaceRow> {
    const space = await readSpace(spaceId);
    if (isPlatformAdministrator(actor)) return space;
    requireManage({ rights: await requireMember(actor, space) });
    return space;
  }

  async function rightsIn(space: SpaceRow, personId: number): Promise<number | undefined> {
    const [granted] = await db.query<{ rights: number }>(
      'select rights from files.node_grant where node_id = $1 and grantee_id = $2',
      [space.root_id, personId],
    );
    return granted?.rights;
  }

  async function requireMember(actor: Actor, space: SpaceRow): Promise<number> {
    const rights = await rightsIn(space, requirePerson(actor).personId);
    if (rights === undefined || !has(rights, READ)) throw spaceNotFound();
    return rights;
  }

  async function requirePersonOf(login: string): Promise<DirectoryPerson> {
    const person = await directory.byLogin(login);
    if (person === null) throw personNotFound();
    return person;
  }

  const personId = async (login: string) => (await requirePersonOf(login)).personId;

  async function requireGuestAllowed(actor: Actor, space: SpaceRow, guest: DirectoryPerson, role: SpaceRole) {
    const sharing = await directory.guestSharing(actor, space.organisation_id, guest.personId);
    if (sharing === 'forbidden') throw guestsNotAllowed();
    if (sharing === 'unknown' && (await rightsIn(space, guest.personId)) === undefined) throw personNotFound();
    if (role === 'manager') throw guestNotManager();
  }

  async function putMember(space: { id: number; rootId: number }, person: number, role: SpaceRole, name: string) {
    const mountName = await mountNameFor(context, person, name);
    await db.transaction(async (tx) => {
      if (role !== 'manager') await assertManagerRemains(tx, space, person);
      await putMembership(tx, { nodeId: space.rootId, spaceId: space.id, personId: person, role, mountName });
    });
    announcePerson(person);
  }

  const spaces: Spaces = {
    ...followedSpaces(context),

    async list(actor) {
      const person = requirePerson(actor);
      const { personal, projects } = await readPersonRoot(context, person.personId);
      const mounts = isGuestRoot(personal.space) ? projects : [personal, ...projects];
      const nodes = mounts.filter(({ row, space }) => row.id === space.rootId);
      const rows = await db.query<SpaceRow>('select * from files.space where id = any ($1)', [
        nodes.map((node) => node.row.spaceId),
      ]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      const free = new Map<number, number | null>();
      for (const { organisation_id: id } of rows) free.set(id, await room.free(id, db));
      return nodes.flatMap(({ row, space }): SpaceView[] => {
        const found = byId.get(row.spaceId);
        return found === undefined
          ? []
          : [spaceView(found, roleOf(space.rights), space.mountName, free.get(found.organisation_id) ?? null)];
      });
    },

    async listAll(actor, query = {}) {
      requireAdministrator(actor);
      return everySpace(query);
    },

    async organisationStorage(actor, key) {
      const organisation = await directory.organisationAdministered(actor, key);
      if (organisation === null) throw organisationNotFound();
      if (!organisation.administered) throw notAdministered();
      const { id } = organisation;
      const [counted] = await db.query<{ count: number }>(
        'select count(*) as count from files.space where organisation_id = $1',
        [id],
      );
      const quotaBytes = await directory.organisationQuota(id, db);
      return { usedBytes: await readUsed(db, id), quotaBytes, spaces: counted?.count ?? 0 };
    },

    async createProject(actor, { name, organisationKey, quotaBytes }) {
      requireAdministrator(actor);
      const title = checkName(name.trim());
      const organisationId = await organisationFor(actor, organisationKey);
      const made = await db.transaction((tx) =>
        insertSpace(tx, {
          kind: 'project',
          name: title,
          organisationId,
          ownerId: null,
          quotaBytes: quotaBytes ?? null,
          now: clock.now(),
        }),
      );
      if (made === null) throw spaceNotFound();
      if (actor.kind === 'person') await putMember(made, actor.personId, 'manager', title);
      return spaceView(await readSpace(made.id), 'manager', title, await room.free(organisationId, db));
    },

    async rename(actor, spaceId, name) {
      const space = await requireManaging(actor, spaceId);
      if (space.kind === 'personal') throw spaceNotFound();
      const title = checkName(name.trim());
      // called otherwise now than after who had it before
      await db.query('update files.space set name = $2, handed_over_from = null where id = $1', [space.id, title]);
    },

    async setQuota(actor, spaceId, quotaBytes) {
      requireAdministrator(actor);
      const space = await readSpace(spaceId);
      await db.query('update files.space set quota_bytes = $2 where id = $1', [space.id, quotaBytes]);
    },

    async members(actor, spaceId) {
      const space = await readSpace(spaceId);
      if (!isPlatformAdministrator(actor)) await requireMember(actor, space);
      const rows = await db.query<{ person: number; member: number }>(
        'select grantee_id as person, member from files.node_grant where node_id = $1 and member <> 0',
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
      const space = await requireManaging(actor, spaceId);
      if (space.kind === 'personal') throw spaceNotFound();
      const person = await requirePersonOf(login);
      // who looks after the platform sees no file by that: others have to let them in
      if (actor.kind === 'person' && actor.personId === person.personId) {
        requireManage({ rights: (await rightsIn(space, actor.personId)) ?? 0 });
      }
      if (person.guest) await requireGuestAllowed(actor, space, person, role);
      await putMember({ id: space.id, rootId: space.root_id }, person.personId, role, space.name);
    },

    async checkGuests(actor, spaceId) {
      const space = await requireManaging(actor, spaceId);
      if (space.kind === 'personal') throw spaceNotFound();
      if ((await directory.guestSharing(actor, space.organisation_id)) === 'forbidden') throw guestsNotAllowed();
      return { name: space.name };
    },

    async removeMember(actor, spaceId, login) {
      const space = await requireManaging(actor, spaceId);
      if (space.kind === 'personal') throw spaceNotFound();
      const person = await personId(login);
      await db.transaction(async (tx) => {
        await assertManagerRemains(tx, { id: space.id, rootId: space.root_id }, person);
        await endMembership(tx, space.root_id, person);
      });
      announcePerson(person);
    },
  };
  return spaces;

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

  async function organisationFor(actor: Actor, key: string | undefined): Promise<number> {
    if (key === undefined && actor.kind === 'person') return actor.organisationId;
    const organisation = key === undefined ? null : await directory.organisationByKey(key);
    if (organisation === null) throw organisationNotFound();
    return organisation.id;
  }
}

/** Where a guest's project spaces stand; it is no space of theirs. */
function isGuestRoot({ kind, rights }: { readonly kind: SpaceView['kind']; readonly rights: number }): boolean {
  return kind === 'personal' && rights === rightsOf('viewer');
}

function personNotFound(): DomainError {
  return new DomainError('NotFound', 'files.person_not_found', 'There is no such person.');
}

function organisationNotFound(): DomainError {
  return new DomainError('NotFound', 'files.organisation_not_found', 'There is no such organisation.');
}

function notAdministered(): DomainError {
  const text = 'Only who administers the organisation may do this.';
  return new DomainError('Forbidden', 'files.organisation_not_administered', text);
}

function requireAdministrator(actor: Actor): void {
  if (isPlatformAdministrator(actor)) return;
  throw new DomainError('Forbidden', 'files.administrator_required', 'Only platform administrators may do this.');
}

function spaceView(row: SpaceRow, role: SpaceRole, mountName: string, inOrganisation: number | null): SpaceView {
  const inSpace = row.quota_bytes === null ? null : row.quota_bytes - row.used_bytes;
  const free = lessRoom(inSpace, inOrganisation);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    mountName,
    role,
    rootId: row.root_id,
    usedBytes: row.used_bytes,
    quotaBytes: row.quota_bytes,
    freeBytes: free === null ? null : Math.max(0, free),
  };
}
