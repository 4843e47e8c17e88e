import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { MailLanguage } from '@landescloud/platform/mail';
import { handoverNotDelivered, receiptContradicts as contradicts, receiptPreparing, sumsNotReady } from '../errors.ts';
import type { HandoverDeps } from '../handover-deps.ts';
import { findHandover, handoverFiles, nameOf } from '../handover-reader.ts';
import type { HandoverDetails } from '../handover-view.ts';
import type { HandoverQueries } from '../queries/handover-queries.ts';
import { pem } from './open-seal.ts';
import { preparedReceipts, type ReceiptKey } from './prepared-receipts.ts';
import type { Receipt } from './receipt.ts';
import { contradiction } from './receipt.ts';
import { renderReceipt } from './render-receipt.ts';
import { fingerprintOf, sign, signatureBytes } from './seal.ts';
import { signPdf } from './sign-pdf.ts';
import { verifyReceipt, type Verified } from './verify-receipt.ts';

export interface ReceiptFile {
  readonly filename: string;
  readonly pdf: Buffer;
}

/** How far it is; `done` of `total` lines are written. */
export interface Preparation {
  readonly isReady: boolean;
  readonly done: number;
  readonly total: number;
}

/**
 * Signed PDFs. Conflict `sharing.handover_not_delivered`, `sharing.receipt_not_ready` while checksums are being made. Those of
 * many files are made by a job, and are kept for an hour: until then `sharing.receipt_preparing`.
 */
export interface Receipts {
  pdf(actor: Actor, id: number, language: MailLanguage): Promise<ReceiptFile>;
  /** Has it made where it takes time, and says how far that is. */
  prepare(actor: Actor, id: number, language: MailLanguage): Promise<Preparation>;
  /** By the token of a visitor's confirmation. Who of the house fetched it stays within the house. */
  publicPdf(token: string, language: MailLanguage): Promise<ReceiptFile>;
  publicPrepare(token: string, language: MailLanguage): Promise<Preparation>;
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

/** Some seconds of work: more is a job's. */
const linesAtOnce = 1_000;
const keptFor = 3_600_000;
const prepareReceiptJob = 'sharing.prepare-receipt';
const sweepReceiptsJob = 'sharing.sweep-receipts';

export function createReceipts(deps: HandoverDeps, queries: HandoverQueries): Receipts {
  const { db, clock, seal, link } = deps;
  const [own] = seal.certificates;
  if (own === undefined) throw new RangeError('a seal has a certificate');
  let isNoted = false;

  async function make(
    handover: HandoverDetails,
    { language, isPublic }: Omit<ReceiptKey, 'id'>,
    onLines?: (lines: number) => Promise<void>,
  ): Promise<Buffer> {
    const receipt = receiptOf(handover, link('/'), clock.now(), isPublic);
    const signer = `Landescloud ${hostOf(link('/'))}`;
    const pdf = await renderReceipt(receipt, language, signatureBytes(seal), signer, onLines);
    const signed = await signPdf(pdf, (content) => sign(seal, content));
    // before anybody has it: whatever key comes next, this one was ours
    if (!isNoted) await db.query(noteCertificate, [fingerprintOf(own as Buffer), own, clock.now()]);
    isNoted = true;
    return signed;
  }

  async function prepare(handover: HandoverDetails, of: Omit<ReceiptKey, 'id'>): Promise<Preparation> {
    requireComplete(handover);
    const total = linesOf(handover);
    if (total <= linesAtOnce) return { isReady: true, done: total, total };
    const key = { id: handover.id, ...of };
    const now = clock.now();
    await db.transaction(async (tx) => {
      if (!(await preparedReceipts.ask(tx, key, now, total, now - keptFor))) return;
      await deps.jobs.enqueue(tx, prepareReceiptJob, key, { key: Object.values(key).join(' ') });
    });
    const found = await preparedReceipts.find(db, key);
    return {
      isReady: found !== undefined && found.madeAt !== null,
      done: found?.done ?? 0,
      total: found?.total ?? total,
    };
  }

  async function file(handover: HandoverDetails, of: Omit<ReceiptKey, 'id'>): Promise<ReceiptFile> {
    const filename = `${of.language === 'en' ? 'Receipt' : 'Übergabebeleg'} ${handover.number}.pdf`;
    if (linesOf(handover) <= linesAtOnce) return { filename, pdf: await make(handover, of) };
    const { done, total } = await prepare(handover, of);
    const pdf = await preparedReceipts.read(db, { id: handover.id, ...of }, clock.now() - keptFor);
    if (pdf === undefined) throw receiptPreparing(done, total);
    return { filename, pdf };
  }

  deps.jobs.define<ReceiptKey>(prepareReceiptJob, async (key) => {
    const row = await findHandover(db, key.id);
    if (row === undefined) return;
    const handover = { ...row, mayWithdraw: false, files: await handoverFiles(db, key.id) };
    const pdf = await make(handover, key, (lines) => preparedReceipts.noteLines(db, key, lines));
    await preparedReceipts.keep(db, key, pdf, clock.now());
  });
  deps.jobs.define(sweepReceiptsJob, () => preparedReceipts.sweep(db, clock.now() - keptFor));
  deps.jobs.cron('41 * * * *', sweepReceiptsJob);

  return {
    pdf: async (actor, id, language) => file(await queries.get(actor, id), { language, isPublic: false }),
    prepare: async (actor, id, language) => prepare(await queries.get(actor, id), { language, isPublic: false }),
    publicPdf: async (token, language) => file(await queries.public(token), { language, isPublic: true }),
    publicPrepare: async (token, language) => prepare(await queries.public(token), { language, isPublic: true }),
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
  const { openedAt, withdrawnAt } = handover;
  const deliveredAt = requireComplete(handover);
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

/** When it was delivered. */
function requireComplete({ deliveredAt, sumsAt }: HandoverDetails): number {
  if (deliveredAt === null) throw handoverNotDelivered();
  if (sumsAt === null) throw sumsNotReady();
  return deliveredAt;
}

function linesOf({ files }: HandoverDetails): number {
  return files.reduce((sum, { fetches }) => sum + 1 + fetches.length, 0);
}

function hostOf(address: string): string {
  return new URL(address).host;
}
