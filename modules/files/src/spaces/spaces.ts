import type { Events } from '@landescloud/platform/events';
import { requirePerson, rightsOf } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { notAdministered, organisationNotFound } from '../errors.ts';
import type { Spaces } from './spaces-door.ts';
import type { Notifications } from '@landescloud/platform/notifications';
import type { FilesMail } from '../life/life-deps.ts';
import { readPersonRoot } from '../queries/person-root.ts';
import type { SpaceView } from '../views.ts';
import { changeSpaces } from './change-space.ts';
import type { EndSpace } from './end-space.ts';
import { followedSpaces } from './followed-spaces.ts';
import { listSpaces } from './list-spaces.ts';
import { makeSpaces } from './make-space.ts';
import { readUsed } from './organisation-room.ts';
import { administratorRequired, createSpaceAccess } from './space-access.ts';
import type { SpaceDeps } from './space-deps.ts';
import { spaceMembers } from './space-members.ts';
import type { SpaceRow } from './space-row.ts';
import { createSpaceViewer } from './space-viewer.ts';

export interface SpacesDependencies {
  readonly context: FilesContext;
  readonly directory: FilesDirectory;
  readonly events: Pick<Events, 'record'>;
  readonly mail: FilesMail;
  readonly notify: Notifications['notify'];
  readonly link: (path: string) => string;
  readonly ending: EndSpace;
  /** The person's root shows other spaces now. */
  readonly announcePerson: (personId: number) => void;
}

export function createSpaces(dependencies: SpacesDependencies): Spaces {
  const { context, directory } = dependencies;
  const { db } = context;
  const everySpace = listSpaces(context, directory);
  const deps: SpaceDeps = {
    ...dependencies,
    access: createSpaceAccess(context, directory),
    views: createSpaceViewer(context, directory),
  };

  return {
    ...makeSpaces(deps),
    ...changeSpaces(deps),
    ...spaceMembers(deps),
    ...followedSpaces(context),

    async list(actor) {
      const { personId } = requirePerson(actor);
      const { personal, projects } = await readPersonRoot(context, personId);
      const mounts = isGuestRoot(personal.space) ? projects : [personal, ...projects];
      const names = new Map(mounts.filter(({ row, space }) => row.id === space.rootId).map(named));
      const rows = await db.query<SpaceRow & { rights: number }>(
        `select s.*, g.rights from files.space s join files.node_grant g on g.node_id = s.root_id and g.grantee_id = $2
         where s.id = any ($1)`,
        [[...names.keys()], personId],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return deps.views.all(
        [...names].flatMap(([id, mountName]) => {
          const row = byId.get(id);
          return row === undefined ? [] : [{ row, rights: row.rights, mountName }];
        }),
      );
    },

    async listAll(actor, query = {}) {
      const organisationIds = await directory.administered(actor);
      if (organisationIds?.length === 0) throw administratorRequired();
      return everySpace(query, organisationIds);
    },

    async organisationStorage(actor, key) {
      const organisation = await directory.organisationAdministered(actor, key);
      if (organisation === null) throw organisationNotFound();
      if (!organisation.administered) throw notAdministered();
      const { id } = organisation;
      const [counted] = await db.query<{ count: number }>(
        'select count(*) as count from files.space where organisation_id = $1 and deleted_at is null',
        [id],
      );
      const quotaBytes = await directory.organisationQuota(id, db);
      return { usedBytes: await readUsed(db, id), quotaBytes, spaces: counted?.count ?? 0 };
    },
  };
}

function named({ row, space }: { row: { spaceId: number }; space: { mountName: string } }): [number, string] {
  return [row.spaceId, space.mountName];
}

/** Where a guest's project spaces stand; it is no space of theirs. */
function isGuestRoot({ kind, rights }: { readonly kind: SpaceView['kind']; readonly rights: number }): boolean {
  return kind === 'personal' && rights === rightsOf('viewer');
}
