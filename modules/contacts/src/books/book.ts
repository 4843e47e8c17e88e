/** What somebody may do with an address book; each includes those before it. */
export const bookRoles = ['viewer', 'editor', 'manager'] as const;
export type BookRole = (typeof bookRoles)[number];

export type BookOwner =
  | { readonly kind: 'person'; readonly id: number }
  | { readonly kind: 'group'; readonly id: number }
  | { readonly kind: 'organisation'; readonly id: number };

/** An address book as one person has it. */
export interface Book {
  readonly id: number;
  /** In that person's home. */
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly colour: string | null;
  readonly owner: BookOwner;
  /** Who asks owns it. */
  readonly own: boolean;
  readonly role: BookRole;
  /** The commit-ordered counter. */
  readonly change: number;
  readonly knownSince: number;
}

export const mayEdit = ({ role }: Pick<Book, 'role'>): boolean => role !== 'viewer';
export const mayManage = ({ role }: Pick<Book, 'role'>): boolean => role === 'manager';

/** Names in homes that no address book of one's own may have. */
export const directoryUri = 'directory';
export const isReservedUri = (uri: string): boolean => uri === directoryUri || /^book-\d+$/.test(uri);
