import type { LinkKind } from '../links/link-record.ts';
import type { ShareRole } from '../roles.ts';

/** OCS: 1 read, 2 update, 4 create, 8 delete, 16 share. */
const all = { read: 1, update: 2, create: 4, delete: 8, share: 16 } as const;
const most = 31;

type Kind = 'file' | 'folder';

/** Files are not added to and not deleted by a share of their own. */
function fit(permissions: number, kind: Kind): number {
  return kind === 'file' ? permissions & ~(all.create | all.delete) : permissions;
}

export function permissionsOf(share: { role: ShareRole; resharing: boolean }, kind: Kind): number {
  const { role } = share;
  if (role === 'uploader') return all.create;
  const changes = role === 'editor' || role === 'manager' ? all.update | all.create | all.delete : 0;
  const shares = share.resharing || role === 'manager' ? all.share : 0;
  return fit(all.read | changes | shares, kind);
}

/** Null: no set of permissions. The weakest role that holds them; a client knows nothing of comments and managing. */
export function roleOfPermissions(permissions: number): { role: ShareRole; resharing: boolean } | null {
  if (!Number.isInteger(permissions) || permissions < 1 || permissions > most) return null;
  const has = (bit: number) => (permissions & bit) !== 0;
  const resharing = has(all.share);
  if (!has(all.read) && has(all.create)) return { role: 'uploader', resharing: false };
  return { role: has(all.update | all.create | all.delete) ? 'editor' : 'viewer', resharing };
}

export function permissionsOfLink(kind: LinkKind, of: Kind): number {
  if (kind === 'uploader') return all.create;
  return fit(kind === 'editor' ? all.read | all.update | all.create | all.delete : all.read, of);
}

export function linkKindOf(permissions: number): LinkKind | null {
  const role = roleOfPermissions(permissions)?.role;
  return role === undefined || role === 'manager' || role === 'commenter' ? null : role;
}
