import type { Actor } from '@landescloud/kernel';
import { errorCode } from '@landescloud/platform/database';
import type { CommandDeps } from '../command-deps.ts';
import { notAllowed, organisationInUse } from '../errors.ts';
import { deleteOrganisation } from '../organisation-writer.ts';
import { knownOrganisation } from '../queries/organisation-queries.ts';
import { administersAbove, requireAdministers } from '../rights.ts';
import { administer } from './administer.ts';

/** What was made by mistake: nothing ever belonged to it. Everything else is closed. Conflict `directory.organisation_in_use`. */
export function removeOrganisation(deps: CommandDeps) {
  const { events, organisationsChanged } = deps;
  return (actor: Actor, key: string): Promise<void> =>
    administer(deps, actor, 'structure', async ({ tx, actor, tree }) => {
      const node = knownOrganisation(actor, tree, key);
      requireAdministers(actor, tree, node.id);
      if (!administersAbove(actor, tree, node)) throw notAllowed();
      await deleteOrganisation(tx, node.id).catch((error: unknown) => {
        if (errorCode(error) === foreignKeyViolation) throw organisationInUse();
        throw error;
      });
      await events.record(tx, actor, {
        type: 'directory.organisation_removed',
        subject: `organisation:${node.id}`,
        // it is gone: what stands above is where one looks for it
        organisationId: node.parentId ?? node.id,
        data: { key, name: node.name },
      });
      tx.afterCommit(organisationsChanged);
    });
}

const foreignKeyViolation = '23503';
