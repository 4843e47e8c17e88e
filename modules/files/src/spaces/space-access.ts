import { type Actor, DomainError, isPlatformAdministrator } from '@landescloud/kernel';
import { has, MANAGE, READ, requirePerson } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { notManager, spaceNotFound } from '../errors.ts';
import type { SpaceRow } from './space-row.ts';

/** Who may do what with spaces as a whole; what is in them is decided elsewhere. */
export interface SpaceAccess {
  rightsIn(space: SpaceRow, personId: number): Promise<number | undefined>;
  requireMember(actor: Actor, space: SpaceRow): Promise<number>;
  /** Managers of the space, and who administers its organisation, who see members and sizes but no file. */
  requireManaging(actor: Actor, space: SpaceRow): Promise<void>;
  requireSeeing(actor: Actor, space: SpaceRow): Promise<void>;
  administers(actor: Actor, organisationId: number): Promise<boolean>;
  requireAdministering(actor: Actor, space: SpaceRow): Promise<void>;
}

export function createSpaceAccess({ db }: FilesContext, directory: FilesDirectory): SpaceAccess {
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

  async function administers(actor: Actor, organisationId: number): Promise<boolean> {
    if (isPlatformAdministrator(actor)) return true;
    const administered = await directory.administered(actor);
    return administered === null || administered.includes(organisationId);
  }

  return {
    rightsIn,
    requireMember,
    administers,

    async requireManaging(actor, space) {
      if (await administers(actor, space.organisation_id)) return;
      if (!has(await requireMember(actor, space), MANAGE)) throw notManager();
    },

    async requireSeeing(actor, space) {
      if (!(await administers(actor, space.organisation_id))) await requireMember(actor, space);
    },

    async requireAdministering(actor, space) {
      if (await administers(actor, space.organisation_id)) return;
      await requireMember(actor, space);
      throw administratorRequired();
    },
  };
}

export function administratorRequired(): DomainError {
  return new DomainError('Forbidden', 'files.administrator_required', 'Only administrators may do this.');
}
