import type { Transaction } from '@landescloud/platform/database';
import type { HandoverDeps } from './handover-deps.ts';
import { unfetchedKind } from './handover-notifications.ts';
import type { HandoverRow } from './handover-reader.ts';

/** Who handed it over, who answers for it, and who should have fetched it. */
export async function tellUnfetched(
  { notifications, clock }: HandoverDeps,
  tx: Transaction,
  { id, title, deliveredAt, ownerId, senderId, recipientIds }: HandoverRow,
): Promise<void> {
  const days = Math.floor((clock.now() - (deliveredAt ?? clock.now())) / 86_400_000);
  const people = new Set([ownerId, senderId, ...recipientIds].filter((personId) => personId !== null));
  await notifications.notify(
    tx,
    [...people].map((personId) => ({
      personId,
      kind: unfetchedKind.name,
      subject: `handover:${id}`,
      data: { title, days },
      link: `/handovers/${id}`,
    })),
  );
}
