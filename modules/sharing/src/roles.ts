import { has as allows, rightsOf } from '@landescloud/files';

export { has as allows, CHANGE, MANAGE, READ } from '@landescloud/files';

/** What a share gives; weakest first. An uploader puts things in and sees nothing of what is there. */
export const shareRoles = ['viewer', 'commenter', 'uploader', 'editor', 'manager'] as const;
export type ShareRole = (typeof shareRoles)[number];

/** The roles of which everything is held, weakest first. */
export function rolesWithin(held: number): ShareRole[] {
  return shareRoles.filter((role) => allows(held, rightsOf(role)));
}
