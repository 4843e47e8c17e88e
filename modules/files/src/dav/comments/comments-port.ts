import type { PersonActor } from '@landescloud/kernel';

interface Said {
  readonly login: string;
  readonly name: string;
}

export interface DavComment {
  readonly id: number;
  readonly person: Said | null;
  /** People in it as '@login', which is how Nextcloud's clients write it too. */
  readonly text: string;
  readonly mentions: readonly Said[];
  readonly createdAt: number;
  readonly isOwn: boolean;
}

/** What the room of comments offers to DAV; it checks every right. */
export interface DavComments {
  list(
    actor: PersonActor,
    nodeId: number,
    query: { readonly limit: number },
  ): Promise<{ readonly unread: number; readonly items: readonly DavComment[] }>;
  get(actor: PersonActor, id: number): Promise<DavComment & { readonly nodeId: number }>;
  add(actor: PersonActor, nodeId: number, text: string): Promise<DavComment>;
  edit(actor: PersonActor, id: number, text: string): Promise<unknown>;
  remove(actor: PersonActor, id: number): Promise<void>;
  markRead(actor: PersonActor, nodeId: number): Promise<void>;
  /** Of nodes that the person has just been shown; absent: none. */
  counts(
    personId: number,
    nodeIds: readonly number[],
  ): Promise<ReadonlyMap<number, { readonly total: number; readonly unread: number }>>;
}
