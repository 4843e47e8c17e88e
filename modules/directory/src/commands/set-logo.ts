import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { logoInvalid } from '../errors.ts';
import { writeLogo } from '../organisation-writer.ts';
import { knownOrganisation } from '../queries/organisation-queries.ts';
import { requireAdministers } from '../rights.ts';
import type { Logo } from '../views.ts';
import { administer } from './administer.ts';

export const largestLogo = 256 * 1024;

/** By what the file says of itself, whatever it is called: nothing but a picture is ever served as one. */
export function logoType(body: Uint8Array): Logo['type'] | null {
  const starts = (bytes: readonly number[], at = 0) => bytes.every((byte, index) => body[at + index] === byte);
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  return null;
}

/** Null takes it away. Invalid `directory.logo_invalid`. */
export function setLogo(deps: CommandDeps) {
  return (actor: Actor, key: string, body: Buffer | null): Promise<void> =>
    administer(deps, actor, 'structure', async ({ tx, actor, tree }) => {
      const node = knownOrganisation(actor, tree, key);
      requireAdministers(actor, tree, node.id);
      const type = body === null ? null : logoType(body);
      if (body !== null && (type === null || body.length > largestLogo)) throw logoInvalid();
      await writeLogo(tx, node.id, body === null || type === null ? null : { type, body });
      await deps.events.record(tx, actor, {
        type: 'directory.organisation_changed',
        subject: `organisation:${node.id}`,
        organisationId: node.id,
        data: { changed: ['logo'] },
      });
      tx.afterCommit(deps.organisationsChanged);
    });
}
