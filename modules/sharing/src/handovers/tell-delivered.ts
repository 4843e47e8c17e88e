import type { Transaction } from '@landescloud/platform/database';
import { confirmationMail } from './handover-mails.ts';
import { deliveredKind } from './handover-notifications.ts';
import type { HandoverDeps } from './handover-deps.ts';
import { handoverFiles, nameOf, type HandoverRow } from './handover-reader.ts';
import { mayBeWrittenTo } from './may-be-written-to.ts';
import { senderLanguageOf } from './sender-language.ts';

/** The recipients within the house, and the visitor whose confirmation is the only place where `token` stands. */
export async function tellDelivered(
  { notifications, mail, link }: HandoverDeps,
  tx: Transaction,
  handover: HandoverRow,
  token: string | null,
): Promise<void> {
  const { id, title, way, organisationId, sender, senderId, fileCount, recipientIds } = handover;
  const by = { name: nameOf(sender), ...(senderId === null ? {} : { personId: senderId }) };
  await notifications.notify(
    tx,
    recipientIds.map((personId) => ({
      personId,
      kind: deliveredKind.name,
      subject: `handover:${id}`,
      data: { title, sender: by.name, files: fileCount },
      link: `/handovers/${id}`,
      by,
      // a drop may have hundreds a day: until somebody has looked they are one
      ...(way === 'drop' ? { key: `drop ${organisationId} ${title}` } : {}),
    })),
  );
  if (token === null || sender.address === null || handover.deliveredAt === null) return;
  if (!(await mayBeWrittenTo(tx, handover))) return;
  const isStranger = handover.way === 'drop';
  const text = confirmationMail({
    language: await senderLanguageOf(tx, id),
    name: isStranger ? null : sender.name,
    organisation: handover.organisation.name,
    title,
    number: handover.number,
    files: isStranger ? null : await handoverFiles(tx, id),
    fileCount,
    size: handover.size,
    at: handover.deliveredAt,
    link: link(`/r/${token}`),
  });
  await mail.send(tx, { ...text, to: sender.address, organisationId: handover.organisationId, secret: true });
}
