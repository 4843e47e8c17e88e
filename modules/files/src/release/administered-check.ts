import { type Actor, DomainError } from '@landescloud/kernel';
import { notAdministered, organisationNotFound } from '../errors.ts';
import type { ReleaseContext } from './release-context.ts';
import { findCheck, type ReleaseCheck } from './release-store.ts';

/** The organisation's id, for who administers it. */
export async function requireAdministered(
  { directory }: Pick<ReleaseContext, 'directory'>,
  actor: Actor,
  key: string,
): Promise<number> {
  const organisation = await directory.organisationAdministered(actor, key);
  if (organisation === null) throw organisationNotFound();
  if (!organisation.administered) throw notAdministered();
  return organisation.id;
}

/** What is held in a space of the organisation. */
export async function requireHeld(
  context: ReleaseContext,
  actor: Actor,
  key: string,
  contentId: number,
): Promise<ReleaseCheck> {
  const organisationId = await requireAdministered(context, actor, key);
  const check = await findCheck(context.db, contentId);
  if (check?.organisationId !== organisationId) throw heldNotFound();
  return check;
}

export function heldNotFound(): DomainError {
  return new DomainError('NotFound', 'files.held_not_found', 'Nothing of this number is held back.');
}

export function notWithheld(): DomainError {
  return new DomainError('Conflict', 'files.not_withheld', 'Only what cannot be scanned can be released by hand.');
}
