import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDomainError } from '@landescloud/kernel';
import { loadSettings } from '@landescloud/platform/config';
import { openSeal, readCertificates, verifyReceipt } from '@landescloud/sharing';
import type { Command } from 'commander';
import { linkTo } from '../link-to.ts';
import { command, runAlone, withRooms, type Output } from './run-command.ts';

interface Options {
  readonly certificate?: string;
  readonly json?: boolean;
}

type Found = Awaited<ReturnType<typeof verifyReceipt>> & {
  /** Null: it was not asked. */
  readonly agrees: true | null;
};

export function receiptVerify(parent: Command): void {
  command(parent, 'verify <file>', 'whether a PDF is a receipt of this installation as it was made; ends with 1 if not')
    .option('--certificate <file>', 'trust this certificate (PEM) instead of our own, and ask no database')
    .action((path: string, options: Options) =>
      runAlone(options, async () => {
        const pdf = await readFile(path);
        return verdict(() => (options.certificate === undefined ? ours(pdf) : signedBy(options.certificate, pdf)));
      }),
    );
}

/** Where the database cannot be reached, the signature still says whether it is ours. */
async function ours(pdf: Buffer): Promise<Found> {
  try {
    return await withRooms(async ({ handovers }) => ({ ...(await handovers.receipts.verify(pdf)), agrees: true }));
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const settings = loadSettings();
    const name = new URL(linkTo(settings)('/')).host;
    const { certificates } = await openSeal({
      folder: join(settings.dataDir, 'secrets'),
      name,
      given: settings.receiptSeal,
    });
    return { ...(await verifyReceipt(pdf, certificates.slice(0, 1))), agrees: null };
  }
}

function isUnreachable(error: unknown): boolean {
  if (isDomainError(error)) return error.kind === 'Unavailable';
  return (
    error instanceof Error &&
    (error.name === 'EmbeddedDatabaseError' || error.message.startsWith('LANDESCLOUD_DATABASE_URL'))
  );
}

async function signedBy(certificate: string, pdf: Buffer): Promise<Found> {
  return { ...(await verifyReceipt(pdf, readCertificates(await readFile(certificate, 'utf8')))), agrees: null };
}

async function verdict(look: () => Promise<Found>): Promise<Output> {
  try {
    const { receipt, fingerprint, agrees } = await look();
    const { handover, files, issuedAt } = receipt;
    const kept = agrees === null ? 'not compared with the database' : 'agrees with the database';
    const made = new Date(issuedAt).toISOString();
    return {
      json: { ok: true, agrees, fingerprint, receipt },
      text: `genuine: receipt of hand-over ${handover.id} (${handover.title}), ${files.length} files, made ${made}
the signature covers the whole file; certificate ${fingerprint}; ${kept}`,
    };
  } catch (error) {
    if (!isDomainError(error, 'Invalid')) throw error;
    const { code, message, details } = error;
    const json = { ok: false, error: { code, title: message, ...details } };
    return { json, text: `not genuine: ${message}`, failed: true };
  }
}
