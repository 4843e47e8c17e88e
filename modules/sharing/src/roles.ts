/** What a share gives; weakest first. An uploader puts things in and sees nothing of what is there. */
export const shareRoles = ['viewer', 'commenter', 'uploader', 'editor', 'manager'] as const;
export type ShareRole = (typeof shareRoles)[number];

/** The bits of files' grants. */
export const READ = 1;
export const CHANGE = 8;
export const MANAGE = 16;

const rights: Readonly<Record<ShareRole, number>> = { viewer: 1, commenter: 3, uploader: 4, editor: 15, manager: 31 };

export function rightsOf(role: ShareRole): number {
  return rights[role];
}

export function allows(held: number, wanted: number): boolean {
  return (held & wanted) === wanted;
}

/** The roles of which everything is held, weakest first. */
export function rolesWithin(held: number): ShareRole[] {
  return shareRoles.filter((role) => allows(held, rights[role]));
}

export function isShareRole(text: string): text is ShareRole {
  return (shareRoles as readonly string[]).includes(text);
}
