import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Transaction } from '@landescloud/platform/database';
import type { CommandDeps } from '../command-deps.ts';
import { notAllowed } from '../errors.ts';
import type { OrganisationTree } from '../organisation-tree.ts';
import { requireSomeAdministration } from '../rights.ts';

export interface Administration {
  readonly tx: Transaction;
  /** With the roles of now, not of when the request began. */
  readonly actor: Actor;
  readonly tree: OrganisationTree;
}

// what changes organisations, rules or roles goes one after the other; what only relies on them goes beside each other
const lockTree = statement('directory.lock-tree', 'select pg_advisory_xact_lock(7305010603)');
const shareTree = statement('directory.share-tree', 'select pg_advisory_xact_lock_shared(7305010603)');

/**
 * One administrative write: in one transaction, by who the actor is at this moment. 'structure' changes organisations,
 * rules or roles, and reads the tree anew; 'people' only relies on them.
 */
export async function administer<T>(
  { db, trees, people, assignments }: Pick<CommandDeps, 'db' | 'trees' | 'people' | 'assignments'>,
  actor: Actor,
  what: 'structure' | 'people',
  work: (administration: Administration) => Promise<T>,
): Promise<T> {
  requireSomeAdministration(actor);
  return db.transaction(async (tx) => {
    await tx.query(what === 'structure' ? lockTree : shareTree);
    const tree = what === 'structure' ? await trees.read(tx) : await trees.current();
    if (actor.kind === 'system') return work({ tx, actor, tree });
    const person = await people.byId(actor.personId, tx);
    if (!person || person.disabled) throw notAllowed();
    const held = await assignments.ofPerson(person.id, tx);
    const now = { ...actor, role: person.role, organisationId: person.organisation.id, assignments: held };
    requireSomeAdministration(now);
    return work({ tx, actor: now, tree });
  });
}
