import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { MailLanguage } from '@landescloud/platform/mail';
import { handoverNotDelivered, receiptContradicts as contradicts, sumsNotReady } from '../errors.ts';
import type { HandoverDeps } from '../handover-deps.ts';
import { findHandover, handoverFiles, nameOf } from '../handover-reader.ts';
import type { HandoverDetails } from '../handover-view.ts';
import type { HandoverQueries } from '../queries/handover-queries.ts';
import { pem } from './open-seal.ts';
import type { Receipt } from './receipt.ts';
import { contradiction } from './receipt.ts';
import { renderReceipt } from './render-receipt.ts';
import { fingerprintOf, sign, signatureBytes } from './seal.ts';
import { signPdf } from './sign-pdf.ts';
import { verifyReceipt, type Verified } from './verify-receipt.ts';

/** Signed PDFs. Conflict `sharing.handover_not_delivered`, `sharing.receipt_not_ready` while checksums are being made. */
export interface Receipts {
  pdf(actor: Actor, id: number, language: MailLanguage): Promise<{ readonly filename: string; readonly pdf: Buffer }>;
  /** By the token of a visitor's confirmation. Who of the house fetched it stays within the house. */
  publicPdf(token: string, language: MailLanguage): Promise<{ readonly filename: string; readonly pdf: Buffer }>;
  /** The certificate that receipts are signed with, as PEM. */
  certificate(): string;
  /**
   * Whether a PDF is a receipt of this instance as it was made, and says what is kept here. Invalid
   * `sharing.receipt_not_whole`, `sharing.receipt_not_ours`, `sharing.receipt_contradicts`.
   */
  verify(pdf: Buffer): Promise<Verified>;
}

const noteCertificate = statement(
  'sharing.note-receipt-certificate',
  `insert into sharing.receipt_certificate (fingerprint, certificate, first_used_at) values ($1, $2, $3)
   on conflict (fingerprint) do nothing`,
);
const knownCertificates = statement(
  'sharing.receipt-certificates',
  'select certificate from sharing.receipt_certificate',
);

export function createReceipts(deps: HandoverDeps, queries: HandoverQueries): Receipts {
  const { db, clock, seal, link } = deps;
  const [own] = seal.certificates;
  if (own === undefined) throw new RangeError('a seal has a certificate');
  let isNoted = false;

  async function make(handover: HandoverDetails, language: MailLanguage, isPublic: boolean) {
    const receipt = receiptOf(handover, link('/'), clock.now(), isPublic);
    const pdf = await renderReceipt(receipt, language, signatureBytes(seal), `Landescloud ${hostOf(link('/'))}`);
    const signed = await signPdf(pdf, (content) => sign(seal, content));
    // before anybody has it: whatever key comes next, this one was ours
    if (!isNoted) await db.query(noteCertificate, [fingerprintOf(own as Buffer), own, clock.now()]);
    isNoted = true;
    return { filename: `${language === 'en' ? 'Receipt' : 'Übergabebeleg'} ${handover.number}.pdf`, pdf: signed };
  }

  return {
    pdf: async (actor, id, language) => make(await queries.get(actor, id), language, false),
    publicPdf: async (token, language) => make(await queries.public(token), language, true),
    certificate: () => pem('CERTIFICATE', own),
    async verify(pdf) {
      const known = await db.query<{ certificate: Buffer }>(knownCertificates);
      const verified = await verifyReceipt(pdf, [own, ...known.map(({ certificate }) => certificate)]);
      const { receipt } = verified;
      const id = Number(/^\d{4}-(\d+)$/.exec(receipt.handover.id)?.[1]);
      const row = Number.isSafeInteger(id) ? await findHandover(db, id) : undefined;
      if (row === undefined) throw contradicts('the hand-over is not known');
      const kept = { ...row, mayWithdraw: false, files: await handoverFiles(db, id) };
      const problem = contradiction(receipt, receiptOf(kept, receipt.instance, receipt.issuedAt, false));
      if (problem !== null) throw contradicts(problem);
      return verified;
    },
  };
}

function receiptOf(handover: HandoverDetails, instance: string, issuedAt: number, isPublic: boolean): Receipt {
  const { number, direction, title, message, organisation, sender, recipients, files } = handover;
  const { openedAt, deliveredAt, withdrawnAt, sumsAt } = handover;
  if (deliveredAt === null) throw handoverNotDelivered();
  if (sumsAt === null) throw sumsNotReady();
  return {
    format: 'landescloud.receipt/1',
    instance,
    issuedAt,
    handover: {
      id: number,
      direction,
      title,
      message,
      organisation: organisation.name,
      sender: nameOf(sender),
      recipients: isPublic ? [] : recipients.map(nameOf),
      openedAt,
      deliveredAt,
      withdrawnAt,
    },
    files: files.map(({ path, size, sha256, putAt, fetches }) => ({
      path,
      size,
      sha256: sha256 ?? '',
      putAt,
      fetches: fetches.map(({ who, begunAt, completedAt }) => ({
        who: isPublic ? organisation.name : nameOf(who),
        at: completedAt ?? begunAt,
        complete: completedAt !== null,
      })),
    })),
  };
}

function hostOf(address: string): string {
  return new URL(address).host;
}
