import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { MailLanguage } from '@landescloud/platform/mail';
import { momentIn } from '@landescloud/platform/mail';
import PDFDocument from 'pdfkit'; // oxlint-disable-line import/no-named-as-default -- its types name no other
import type { Receipt } from './receipt.ts';
import { receiptWords } from './receipt-words.ts';
import { addSignatureField } from './signature-field.ts';
import { sizeIn } from '../size-in.ts';

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/fira-sans/package.json'));
const regular = join(fonts, '400Regular', 'FiraSans_400Regular.ttf');
const bold = join(fonts, '600SemiBold', 'FiraSans_600SemiBold.ttf');
const margin = 56;
const rowsInOneGo = 50;

type Document = PDFKit.PDFDocument;

/** The receipt as a tagged PDF with a place for the signature, which has `signatureBytes`. */
export async function renderReceipt(
  receipt: Receipt,
  language: MailLanguage,
  signatureBytes: number,
  signer: string,
): Promise<Buffer> {
  const words = receiptWords[language];
  const { handover, files } = receipt;
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: margin + 16, left: margin, right: margin },
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never,
    lang: language,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    font: regular,
    info: {
      Title: `${words.title}: ${handover.title}`,
      Subject: words.subject,
      Author: handover.organisation,
      CreationDate: new Date(receipt.issuedAt),
    },
  });
  doc.registerFont('regular', regular).registerFont('bold', bold);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => doc.on('end', resolve));

  const root = doc.struct('Document');
  doc.addStructure(root);
  const text = (tag: string, style: () => void, say: string) => {
    root.add(
      doc.struct(tag, {}, () => {
        style();
        doc.text(shown(say));
      }),
    );
  };
  text('H1', () => doc.font('bold').fontSize(22).fillColor('#171a2b'), words.title);
  doc.moveDown(0.2);
  text('P', () => doc.font('regular').fontSize(11).fillColor('#4a4f66'), words.subject);
  doc.moveDown(0.8);

  const facts: (readonly [string, string])[] = [
    [words.facts.number, handover.id],
    [words.facts.about, handover.title],
    [words.facts.sender, handover.sender],
    [words.facts.recipients, handover.recipients.join('; ') || '–'],
    [words.facts.organisation, handover.organisation],
    [words.facts.delivered, momentIn(language, handover.deliveredAt)],
    ...(handover.withdrawnAt === null
      ? []
      : [[words.facts.withdrawn, momentIn(language, handover.withdrawnAt)] as const]),
    ...(handover.message === '' ? [] : [[words.facts.message, handover.message] as const]),
    [words.facts.issued, momentIn(language, receipt.issuedAt)],
  ];
  await table(doc, root, { widths: [140, '*'], rows: facts, headings: null });
  doc.moveDown(1.2);

  const total = files.reduce((sum, { size }) => sum + size, 0);
  text(
    'H2',
    () => doc.font('bold').fontSize(14).fillColor('#171a2b'),
    words.files(files.length, sizeIn(language, total)),
  );
  doc.moveDown(0.4);
  const { columns, fetchColumns } = words;
  await table(doc, root, {
    widths: ['*', 62, 96, 150],
    headings: [columns.file, columns.size, columns.put, columns.sha256],
    // in two halves of four groups, as people compare them
    rows: files.map(({ path, size, putAt, sha256 }) => [
      path,
      sizeIn(language, size),
      momentIn(language, putAt),
      sha256.replaceAll(/.{8}/g, '$& ').trim(),
    ]),
  });
  doc.moveDown(1.2);

  text('H2', () => doc.font('bold').fontSize(14).fillColor('#171a2b'), words.fetches);
  doc.moveDown(0.4);
  const fetches = files.flatMap(({ path, fetches: all }) =>
    all.map(({ who, at, complete }) => [
      path,
      who || words.visitor,
      momentIn(language, at),
      complete ? words.complete : words.brokenOff,
    ]),
  );
  if (fetches.length === 0) text('P', () => doc.font('regular').fontSize(10), words.nobodyFetched);
  else {
    await table(doc, root, {
      widths: ['*', 130, 96, 70],
      headings: [fetchColumns.file, fetchColumns.who, fetchColumns.at, fetchColumns.complete],
      rows: fetches,
    });
  }
  doc.moveDown(1.2);
  for (const note of words.notes) {
    text('P', () => doc.font('regular').fontSize(9).fillColor('#4a4f66'), note);
    doc.moveDown(0.4);
  }
  root.end();

  doc.file(Buffer.from(JSON.stringify(receipt)), {
    name: 'uebergabe.json',
    type: 'application/json',
    description: words.subject,
    creationDate: new Date(receipt.issuedAt),
    modifiedDate: new Date(receipt.issuedAt),
    relationship: 'Data',
  } as never);
  addSignatureField(doc, { signatureBytes, signer, reason: words.subject, at: new Date(receipt.issuedAt) });
  numberPages(doc, `${words.title} ${handover.id}`, words.page);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

interface Table {
  readonly widths: readonly (number | '*')[];
  readonly headings: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** Row by row, so that a receipt of thousands of files does not keep everybody else waiting. */
async function table(
  doc: Document,
  root: PDFKit.PDFStructureElement,
  { widths, headings, rows }: Table,
): Promise<void> {
  const structure = doc.struct('Table');
  root.add(structure);
  doc.font('regular').fontSize(9).fillColor('#171a2b');
  const made = doc.table({
    columnStyles: [...widths],
    defaultStyle: {
      border: [0, 0, 0.5, 0],
      borderColor: '#c9cddd',
      padding: [4, 6, 4, 0],
      align: { x: 'left', y: 'top' },
    },
    structParent: structure,
  } as never) as unknown as { row(cells: readonly unknown[], last?: boolean): unknown; end(): unknown };
  if (headings !== null) made.row(headings.map((each) => heading(each, 'Column')));
  for (const [index, row] of rows.entries()) {
    made.row(row.map((cell, column) => (headings === null && column === 0 ? heading(cell, 'Row') : shown(cell))));
    if (index % rowsInOneGo === rowsInOneGo - 1) await breathe();
  }
  made.end();
  structure.end();
}

const heading = (text: string, scope: 'Row' | 'Column') => ({
  text,
  type: 'TH',
  scope,
  font: { src: 'bold', size: 9 },
});

function numberPages(doc: Document, name: string, page: (page: number, of: number) => string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    const { width, height, margins } = doc.page;
    // below the margin: text there would begin a new page
    doc.page.margins = { ...margins, bottom: 0 };
    doc.markContent('Artifact', { type: 'Pagination' });
    const line = { width: width - 2 * margin, lineBreak: false };
    doc.font('regular').fontSize(8).fillColor('#4a4f66');
    doc.text(name, margin, height - margin + 8, line);
    doc.text(page(index + 1, count), margin, height - margin + 8, { ...line, align: 'right' });
    doc.endMarkedContent();
    doc.page.margins = margins;
  }
}

/** What the font has no picture of stands there by its number: two names must not look the same. */
function shown(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    if (letter === '\n') return letter;
    return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{P}\p{N}\p{Sc} +=<>|~^`´\u00a8\u00b0\u00b1\u00d7\u00f7\u00ac\u00a6\u00a9\u00ae\u2122\u2190-\u2193]$/u.test(
      letter,
    )
      ? letter
      : `[U+${letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}
