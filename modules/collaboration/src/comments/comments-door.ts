import type { Actor } from '@landescloud/kernel';

export interface CommentView {
  readonly id: number;
  readonly nodeId: number;
  readonly person: { readonly login: string; readonly name: string } | null;
  /** People in it as '@login'. */
  readonly text: string;
  /** Those of them who are meant. */
  readonly mentions: { readonly login: string; readonly name: string }[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly isOwn: boolean;
  readonly mayRemove: boolean;
}

export interface CommentPage {
  readonly total: number;
  readonly unread: number;
  readonly mayComment: boolean;
  readonly more: boolean;
  /** Newest first. */
  readonly items: CommentView[];
}

/**
 * Comments on files and folders, for whoever may see these (NotFound `files.node_not_found`); writing takes the right to
 * comment (Forbidden `files.may_not_comment`).
 */
export interface Comments {
  list(actor: Actor, nodeId: number, query: { before?: number; limit: number }): Promise<CommentPage>;
  /** Who is mentioned and may see the node is told; so are who follows it and who has commented on it before. */
  add(actor: Actor, nodeId: number, text: string): Promise<CommentView>;
  /** One's own. NotFound `collaboration.comment_not_found`, Forbidden `collaboration.not_your_comment`. */
  edit(actor: Actor, id: number, text: string): Promise<CommentView>;
  /** One's own, or as a manager of the node any. */
  remove(actor: Actor, id: number): Promise<void>;
  markRead(actor: Actor, nodeId: number): Promise<void>;
  get(actor: Actor, id: number): Promise<CommentView>;
  /** Of nodes that the person has just been shown; absent: none. */
  counts(personId: number, nodeIds: readonly number[]): Promise<ReadonlyMap<number, { total: number; unread: number }>>;
  /** Who could be mentioned: people who see the node and whose name or login contains the text. */
  mentionable(actor: Actor, nodeId: number, text: string): Promise<{ login: string; name: string }[]>;
}
