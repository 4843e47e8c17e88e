import type { PersonActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { MailLanguage } from '@landescloud/platform/mail';
import { replyTo } from '../reply-to.ts';
import type { RequestDeps } from './request-deps.ts';
import type { MailText } from '../handovers/handover-mails.ts';
import { type AboutRequest, changedMail, reminderMail, requestMail } from './request-mails.ts';
import { askedKind, changedKind, remindedKind } from './request-notifications.ts';
import type { ItemRow, RecipientRow, RequestRow } from './request-reader.ts';
import { openRequestToken } from './request-token.ts';
import { requestWriter } from './request-writer.ts';

interface Recipient {
  readonly id: number;
  readonly personId: number | null;
  readonly name: string;
  readonly address: string | null;
  readonly language: MailLanguage;
  readonly token: string;
}

interface Request {
  readonly id: number;
  readonly title: string;
  readonly message: string;
  readonly dueAt: number;
  readonly items: readonly { readonly name: string; readonly required: boolean }[];
}

/** People of the house in the app, where the link to their own page asks them to sign in; outsiders by mail. */
export async function tellAsked(
  deps: RequestDeps,
  tx: Transaction,
  actor: PersonActor,
  { id, personId, name, address, language, token }: Recipient,
  { title, message, dueAt, items }: Request,
): Promise<void> {
  const { notifications, mail, link, db } = deps;
  if (personId !== null) {
    const about = { kind: askedKind.name, subject: `request-to:${id}`, data: { title }, link: `/requests/for/${id}` };
    const by = { personId: actor.personId, name: actor.name };
    await notifications.notify(tx, [{ personId, ...about, by }]);
  } else if (address !== null) {
    const [row] = await db.query<{ name: string }>('select name from directory.organisation where id = $1', [
      actor.organisationId,
    ]);
    const organisation = row?.name ?? '';
    const about = { language, name, asker: actor.name, organisation, title, message, items, dueAt };
    const text = requestMail({ ...about, link: link(`/q/${token}`) });
    const answers = await replyTo(deps, actor.personId);
    const envelope = { to: address, organisationId: actor.organisationId, secret: true };
    await requestWriter.noteMail(tx, id, await mail.send(tx, { ...text, ...answers, ...envelope }));
  }
}

export async function tellReminded(
  deps: RequestDeps,
  tx: Transaction,
  request: RequestRow,
  items: readonly ItemRow[],
  recipient: RecipientRow,
): Promise<void> {
  const missing = items.filter((item) => recipient.missing.includes(item.id)).map((item) => item.name);
  await tell(deps, tx, request, recipient, remindedKind.name, (about) => reminderMail({ ...about, missing }));
}

/** Another date, or another message. */
export async function tellChanged(
  deps: RequestDeps,
  tx: Transaction,
  request: RequestRow,
  recipient: RecipientRow,
): Promise<void> {
  const { message } = request;
  await tell(deps, tx, request, recipient, changedKind.name, (about) => changedMail({ ...about, message }));
}

async function tell(
  deps: RequestDeps,
  tx: Transaction,
  { title, dueAt, organisationId, asker, askerId }: RequestRow,
  { id, personId, name, address, language, tokenSealed }: RecipientRow,
  kind: string,
  text: (about: AboutRequest) => MailText,
): Promise<void> {
  const { notifications, mail, link, secrets, db } = deps;
  if (personId !== null) {
    const about = { kind, subject: `request-to:${id}`, data: { title, dueAt }, link: `/requests/for/${id}` };
    await notifications.notify(tx, [{ personId, ...about }]);
  } else if (address !== null) {
    const [row] = await db.query<{ name: string }>('select name from directory.organisation where id = $1', [
      organisationId,
    ]);
    const about = { language, name, asker: asker?.name ?? '', organisation: row?.name ?? '', title, dueAt };
    const token = openRequestToken(secrets, id, tokenSealed);
    const mailId = await mail.send(tx, {
      ...text({ ...about, link: link(`/q/${token}`) }),
      ...(await replyTo(deps, askerId)),
      to: address,
      organisationId,
      secret: true,
    });
    await requestWriter.noteMail(tx, id, mailId);
  }
}
