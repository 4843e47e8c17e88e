import { rightsOf } from '@landescloud/files';

/** What a share gives; weakest first. An uploader puts things in and sees nothing of what is there. */
export const shareRoles = ['viewer', 'commenter', 'uploader', 'editor', 'manager'] as const;
export type ShareRole = (typeof shareRoles)[number];

/** The bits of files' grants. */
export const READ = 1;
export const CHANGE = 8;
export const MANAGE = 16;

export function allows(held: number, wanted: number): boolean {
  return (held & wanted) === wanted;
}

/** The roles of which everything is held, weakest first. */
export function rolesWithin(held: number): ShareRole[] {
  return shareRoles.filter((role) => allows(held, rightsOf(role)));
}
