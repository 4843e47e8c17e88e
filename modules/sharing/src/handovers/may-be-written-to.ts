import { type Queryable, statement } from '@landescloud/platform/database';
import type { HandoverRow } from './handover-reader.ts';

const hourMs = 60 * 60_000;
const mailsAtMost = 6;

const earlier = statement(
  'sharing.count-drops-by-address',
  `select count(*)::int as drops from sharing.handover
   where way = 'drop' and sender_address = $1 and delivered_at > $2 and delivered_at <= $3 and id <> $4`,
);

/** Who drops something may give any address: nobody's mailbox is filled by others. */
export async function mayBeWrittenTo(tx: Queryable, handover: HandoverRow): Promise<boolean> {
  const { id, way, sender, deliveredAt } = handover;
  if (sender.address === null || deliveredAt === null) return false;
  if (way !== 'drop') return true;
  const [row] = await tx.query<{ drops: number }>(earlier, [sender.address, deliveredAt - hourMs, deliveredAt, id]);
  return (row?.drops ?? 0) < mailsAtMost;
}
