import type { RecipientKind } from '@landescloud/directory';
import { type Queryable, statement } from '@landescloud/platform/database';
import type { ShareRole } from '../roles.ts';

export interface NewShares {
  readonly nodeId: number;
  readonly organisationId: number;
  readonly recipients: readonly { readonly kind: RecipientKind; readonly id: number }[];
  readonly role: ShareRole;
  readonly resharing: boolean;
  readonly passedOn: boolean;
  readonly message: string;
  readonly sharedBy: number;
  readonly sharedAt: number;
  readonly endsAt: number | null;
}

export interface ShareChange {
  readonly role: ShareRole;
  readonly resharing: boolean;
  readonly message: string;
  readonly endsAt: number | null;
}

const INSERT = statement(
  'sharing.insert_shares',
  `insert into sharing.share (node_id, owner_organisation_id, kind, person_id, group_id, organisation_id, role, resharing,
     passed_on, message, shared_by, shared_at, ends_at)
   select $1, $2, r.kind, case when r.kind = 'person' then r.id end, case when r.kind = 'group' then r.id end,
     case when r.kind = 'organisation' then r.id end, $5, $6, $7, $8, $9, $10, $11
   from unnest($3::text[], $4::bigint[]) as r(kind, id) on conflict do nothing
   returning id`,
);
const FIND = statement(
  'sharing.find_shares_for_change',
  `select s.id, s.kind, coalesce(s.person_id, s.group_id, s.organisation_id) as recipient_id, s.shared_by
   from sharing.share s join unnest($2::text[], $3::bigint[]) as r(kind, id)
     on s.kind = r.kind and coalesce(s.person_id, s.group_id, s.organisation_id) = r.id
   where s.node_id = $1 for update of s`,
);
const CHANGE = statement(
  'sharing.change_shares',
  `update sharing.share set role = $2, resharing = $3, message = $4, ends_at = $5 where id = any ($1)`,
);
const DELETE = statement(
  'sharing.delete_shares',
  `delete from sharing.share where id = any ($1)
   returning id, node_id, owner_organisation_id, kind, person_id, group_id, organisation_id, role`,
);
const COME_BACK = statement(
  'sharing.come_back',
  'delete from sharing.departure where node_id = $1 and person_id = any ($2)',
);
const DEPART = statement(
  'sharing.depart',
  'insert into sharing.departure (node_id, person_id) values ($1, $2) on conflict do nothing',
);
/** In order, so that two who note several nodes never wait for each other in a circle. */
const NOTE = statement(
  'sharing.note_nodes',
  `insert into sharing.shared_node (node_id, revision) select id, 1 from unnest($1::bigint[]) as id order by id
   on conflict (node_id) do update set revision = sharing.shared_node.revision + 1`,
);
const FORGET = statement('sharing.forget_messages', `update sharing.share set message = '' where shared_by = $1`);
const MOVED = statement(
  'sharing.set_organisation',
  'update sharing.share set owner_organisation_id = $2 where node_id = $1 and owner_organisation_id <> $2',
);
const LOOK = statement(
  'sharing.look',
  `insert into sharing.look (person_id, looked_at) values ($1, $2)
   on conflict (person_id) do update set looked_at = greatest(sharing.look.looked_at, excluded.looked_at)`,
);

export interface DeletedShare {
  readonly id: number;
  readonly node_id: number;
  readonly owner_organisation_id: number;
  readonly kind: RecipientKind;
  readonly person_id: number | null;
  readonly group_id: number | null;
  readonly organisation_id: number | null;
  readonly role: ShareRole;
}

/** Every change of shares notes its nodes in the same transaction: what their grants have to follow. */
export const shareWriter = {
  async insert(tx: Queryable, share: NewShares): Promise<number[]> {
    const { nodeId, recipients } = share;
    const rows = await tx.query<{ id: number }>(INSERT, [
      nodeId,
      share.organisationId,
      recipients.map(({ kind }) => kind),
      recipients.map(({ id }) => id),
      share.role,
      share.resharing,
      share.passedOn,
      share.message,
      share.sharedBy,
      share.sharedAt,
      share.endsAt,
    ]);
    const people = recipients.filter(({ kind }) => kind === 'person').map(({ id }) => id);
    if (people.length > 0) await tx.query(COME_BACK, [nodeId, people]);
    return rows.map(({ id }) => id);
  },

  /** Present shares of the node with these recipients, locked. */
  find: (tx: Queryable, nodeId: number, recipients: NewShares['recipients']) =>
    tx.query<{ id: number; kind: RecipientKind; recipient_id: number; shared_by: number | null }>(FIND, [
      nodeId,
      recipients.map(({ kind }) => kind),
      recipients.map(({ id }) => id),
    ]),

  async change(tx: Queryable, ids: readonly number[], { role, resharing, message, endsAt }: ShareChange) {
    await tx.query(CHANGE, [ids, role, resharing, message, endsAt]);
  },

  delete: (tx: Queryable, ids: readonly number[]) => tx.query<DeletedShare>(DELETE, [ids]),

  async depart(tx: Queryable, nodeId: number, personId: number) {
    await tx.query(DEPART, [nodeId, personId]);
  },

  async note(tx: Queryable, nodeIds: readonly number[]) {
    await tx.query(NOTE, [[...new Set(nodeIds)]]);
  },

  async forget(tx: Queryable, personId: number) {
    await tx.query(FORGET, [personId]);
  },

  /** Whose rules hold follows where the node is. */
  async setOrganisation(tx: Queryable, nodeId: number, organisationId: number) {
    await tx.query(MOVED, [nodeId, organisationId]);
  },

  async look(tx: Queryable, personId: number, at: number) {
    await tx.query(LOOK, [personId, at]);
  },
};
