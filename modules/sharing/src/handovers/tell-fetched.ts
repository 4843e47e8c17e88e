import type { Transaction } from '@landescloud/platform/database';
import type { HandoverDeps } from './handover-deps.ts';
import { fetchedMail } from './handover-mails.ts';
import { fetchedKind } from './handover-notifications.ts';
import type { HandoverRow } from './handover-reader.ts';
import type { Reader } from './handovers.ts';
import { mayBeWrittenTo } from './may-be-written-to.ts';
import { senderLanguageOf } from './sender-language.ts';

/** Once for each hand-over: to who handed it over. */
export async function tellFetched(
  { notifications, mail, clock }: HandoverDeps,
  tx: Transaction,
  handover: HandoverRow,
  reader: Reader,
): Promise<void> {
  const { id, title, number, organisation, organisationId, sender, senderId } = handover;
  if (senderId !== null) {
    await notifications.notify(tx, [
      {
        personId: senderId,
        kind: fetchedKind.name,
        subject: `handover:${id}`,
        data: { title, who: reader.name },
        link: `/handovers/${id}`,
        by: { name: reader.name, ...(reader.kind === 'person' ? { personId: reader.personId } : {}) },
      },
    ]);
  } else if (sender.address !== null && (await mayBeWrittenTo(tx, handover))) {
    const language = await senderLanguageOf(tx, id);
    const name = handover.way === 'drop' ? null : sender.name;
    const about = { language, name, organisation: organisation.name, title, number, at: clock.now() };
    await mail.send(tx, { ...fetchedMail(about), to: sender.address, organisationId });
  }
}
