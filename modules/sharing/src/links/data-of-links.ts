import { type Queryable, statement } from '@landescloud/platform/database';
import type { Files } from '@landescloud/files';

export interface LinksData {
  readonly publicLinks: readonly unknown[];
}

interface Row {
  readonly nodeId: number;
  readonly kind: string;
  readonly name: string;
  readonly message: string;
  readonly recipients: readonly string[];
  readonly downloads: number;
  readonly madeAt: number;
  readonly endsAt: number | null;
  readonly withdrawnAt: number | null;
}

const madeBy = statement(
  'sharing.data-of-links',
  `select l.node_id as "nodeId", l.kind, l.name, l.message, l.download_count as downloads, l.made_at as "madeAt",
     l.ends_at as "endsAt", l.withdrawn_at as "withdrawnAt",
     array(select r.address from sharing.link_recipient r where r.link_id = l.id order by r.address) as recipients
   from sharing.link l where l.maker_id = $1 order by l.id desc limit 10000`,
);
const eraseWords = statement(
  'sharing.forget-maker-of-links',
  `update sharing.link set name = '', message = '' where maker_id = $1 and (name <> '' or message <> '')`,
);

/** The links that somebody made, without their addresses: those open something. */
export async function dataOfLinks(db: Queryable, files: Files, personId: number): Promise<LinksData> {
  const rows = await db.query<Row>(madeBy, [personId]);
  const names = new Map<number, string>();
  for (const { nodeId } of rows)
    if (!names.has(nodeId)) names.set(nodeId, (await files.grants.place(nodeId))?.name ?? '');
  const time = (at: number | null) => (at === null ? null : new Date(at));
  const publicLinks = rows.map(({ nodeId, madeAt, endsAt, withdrawnAt, ...rest }) => ({
    to: names.get(nodeId),
    ...rest,
    madeAt: time(madeAt),
    endsAt: time(endsAt),
    withdrawnAt: time(withdrawnAt),
  }));
  return { publicLinks };
}

/** Somebody is erased: what they wrote goes; their links were withdrawn when they left. */
export async function forgetMaker(tx: Queryable, personId: number): Promise<void> {
  await tx.query(eraseWords, [personId]);
}
