import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { hashSecret } from './link-token.ts';
import type { LinkRecord } from './link-record.ts';

export const linkColumns = `l.id, l.node_id as "nodeId", l.kind, l.view_only as "viewOnly", l.name, l.message,
  l.token_sealed as "tokenSealed", l.password_hash as "passwordHash", l.download_limit as "downloadLimit",
  l.download_count as "downloadCount", l.maker_id as "makerId", l.organisation_id as "organisationId",
  l.made_at as "madeAt", l.ends_at as "endsAt", l.withdrawn_at as "withdrawnAt", l.closed_at as "closedAt",
  array(select r.address from sharing.link_recipient r where r.link_id = l.id order by r.address) as recipients`;

const insertLink = statement(
  'sharing.insert-link',
  `insert into sharing.link (id, node_id, kind, view_only, name, message, token_hash, token_sealed, password_hash,
     download_limit, maker_id, organisation_id, made_at, ends_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);
const updateLink = statement(
  'sharing.update-link',
  `update sharing.link set kind = $2, view_only = $3, name = $4, message = $5, password_hash = $6, download_limit = $7,
     ends_at = $8, closed_at = null where id = $1`,
);
const replaceRecipients = statement(
  'sharing.replace-link-recipients',
  `with gone as (delete from sharing.link_recipient where link_id = $1 and not address = any ($2::text[]))
   insert into sharing.link_recipient (link_id, address) select $1, unnest($2::text[]) on conflict do nothing`,
);
const noteMail = statement(
  'sharing.note-link-mail',
  'update sharing.link_recipient set mail_id = $3 where link_id = $1 and address = $2',
);
const findMails = statement(
  'sharing.find-link-mails',
  `select address, mail_id as "mailId" from sharing.link_recipient where link_id = $1 order by address`,
);
const findById = statement('sharing.find-link', `select ${linkColumns} from sharing.link l where l.id = $1`);
const findByIds = statement(
  'sharing.find-links',
  `select ${linkColumns} from sharing.link l where l.id = any ($1::bigint[]) order by l.id`,
);
const lockById = statement('sharing.lock-link', `select ${linkColumns} from sharing.link l where l.id = $1 for update`);
const findByToken = statement(
  'sharing.find-link-by-token',
  `select ${linkColumns} from sharing.link l where l.token_hash = $1`,
);
const findOfNode = statement(
  'sharing.find-links-of-node',
  `select ${linkColumns} from sharing.link l where l.node_id = $1 and l.withdrawn_at is null order by l.made_at, l.id`,
);
const findOfMaker = statement(
  'sharing.find-links-of-maker',
  `select ${linkColumns} from sharing.link l where l.maker_id = $1 and l.withdrawn_at is null order by l.made_at desc, l.id desc`,
);
const findPageOfMaker = statement(
  'sharing.find-page-of-links-of-maker',
  `select ${linkColumns}, (select count(*) from sharing.link_visit v where v.link_id = l.id) as "visitCount"
   from sharing.link l where l.maker_id = $1 and l.withdrawn_at is null and ($2::bigint is null or l.id < $2)
   order by l.id desc limit $3`,
);
const withdrawOne = statement(
  'sharing.withdraw-link',
  'update sharing.link set withdrawn_at = $2 where id = $1 and withdrawn_at is null returning id',
);
const markClosed = statement('sharing.close-link', 'update sharing.link set closed_at = $2 where id = $1');
const findUnclosed = statement(
  'sharing.find-ended-links',
  `select id, node_id as "nodeId" from sharing.link
   where closed_at is null and (withdrawn_at is not null or ends_at <= $1) order by id limit 500`,
);

export interface NewLink extends Omit<LinkRecord, 'downloadCount' | 'withdrawnAt' | 'closedAt' | 'recipients'> {
  readonly token: string;
}

export const linkStore = {
  async insert(q: Queryable, link: NewLink): Promise<void> {
    const { id, nodeId, kind, viewOnly, name, message, token, tokenSealed, passwordHash, downloadLimit } = link;
    const content = [id, nodeId, kind, viewOnly, name, message, hashSecret(token), tokenSealed, passwordHash];
    await q.query(insertLink, [...content, downloadLimit, link.makerId, link.organisationId, link.madeAt, link.endsAt]);
  },
  async update(q: Queryable, link: LinkRecord): Promise<void> {
    const { id, kind, viewOnly, name, message, passwordHash, downloadLimit, endsAt } = link;
    await q.query(updateLink, [id, kind, viewOnly, name, message, passwordHash, downloadLimit, endsAt]);
  },
  async setRecipients(q: Queryable, id: number, addresses: readonly string[]): Promise<void> {
    await q.query(replaceRecipients, [id, addresses]);
  },
  async noteMail(tx: Queryable, id: number, address: string, mailId: number): Promise<void> {
    await tx.query(noteMail, [id, address, mailId]);
  },
  mails: (q: Queryable, id: number) =>
    q.query<{ readonly address: string; readonly mailId: number | null }>(findMails, [id]),
  async byId(q: Queryable, id: number): Promise<LinkRecord | undefined> {
    return (await q.query<LinkRecord>(findById, [id]))[0];
  },
  byIds: (q: Queryable, ids: readonly number[]) => q.query<LinkRecord>(findByIds, [ids]),
  async lock(q: Queryable, id: number): Promise<LinkRecord | undefined> {
    return (await q.query<LinkRecord>(lockById, [id]))[0];
  },
  async byToken(q: Queryable, token: string): Promise<LinkRecord | undefined> {
    return (await q.query<LinkRecord>(findByToken, [hashSecret(token)]))[0];
  },
  ofNode: (q: Queryable, nodeId: number) => q.query<LinkRecord>(findOfNode, [nodeId]),
  ofMaker: (q: Queryable, personId: number) => q.query<LinkRecord>(findOfMaker, [personId]),
  pageOfMaker: (q: Queryable, personId: number, before: number | null, limit: number) =>
    q.query<LinkRecord & { readonly visitCount: number }>(findPageOfMaker, [personId, before, limit]),
  async withdraw(q: Queryable, id: number, at: number): Promise<boolean> {
    return (await q.query(withdrawOne, [id, at])).length > 0;
  },
  async markClosed(q: Queryable, id: number, at: number): Promise<void> {
    await q.query(markClosed, [id, at]);
  },
  ended: (q: Queryable, now: number) => q.query<{ id: number; nodeId: number }>(findUnclosed, [now]),
};
