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
/** Beyond, pages are written out as they are full, without knowing how many there will be. */
const longFrom = 500;

type Document = PDFKit.PDFDocument;

/** The receipt as a tagged PDF with a place for the signature, which has `signatureBytes`. */
export async function renderReceipt(
  receipt: Receipt,
  language: MailLanguage,
  signatureBytes: number,
  signer: string,
  /** Lines of files and fetches that were written, now and then. */
  onLines: (lines: number) => Promise<void> = async () => {},
): Promise<Buffer> {
  let written = 0;
  const advance = async (lines: number): Promise<void> => {
    written += lines;
    await onLines(written);
  };
  const words = receiptWords[language];
  const { handover, files } = receipt;
  const isLong = files.length > longFrom;
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: margin + 16, left: margin, right: margin },
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never,
    lang: language,
    tagged: true,
    displayTitle: true,
    bufferPages: !isLong,
    font: regular,
    info: {
      Title: `${words.title}: ${handover.title}`,
      Subject: words.subject,
      Author: handover.organisation,
      CreationDate: new Date(receipt.issuedAt),
    },
  });
  doc.registerFont('regular', regular).registerFont('bold', bold);
  const chunks = new Chunks();
  doc.on('data', (chunk: Buffer) => chunks.add(chunk));
  const ended = new Promise((resolve) => doc.on('end', resolve));

  const name = `${words.title} ${handover.id}`;
  if (isLong) numberAsTheyCome(doc, name, words.page);

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
  await table(doc, root, async () => {}, { widths: [140, '*'], rows: facts, headings: null });
  doc.moveDown(1.2);

  const total = files.reduce((sum, { size }) => sum + size, 0);
  text(
    'H2',
    () => doc.font('bold').fontSize(14).fillColor('#171a2b'),
    words.files(files.length, sizeIn(language, total)),
  );
  doc.moveDown(0.4);
  const { columns, fetchColumns } = words;
  await table(doc, root, advance, {
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
    await table(doc, root, advance, {
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
  if (!isLong) numberPages(doc, name, words.page);
  doc.end();
  await ended;
  return chunks.whole();
}

/** A PDF comes in a million small pieces, each of which costs more than it holds. */
class Chunks {
  readonly #large: Buffer[] = [];
  #small: Buffer[] = [];
  #bytes = 0;

  add(chunk: Buffer): void {
    this.#small.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= 256 * 1024) this.#join();
  }

  whole(): Buffer {
    this.#join();
    return Buffer.concat(this.#large);
  }

  #join(): void {
    this.#large.push(Buffer.concat(this.#small, this.#bytes));
    this.#small = [];
    this.#bytes = 0;
  }
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
  advance: (lines: number) => Promise<void>,
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
    if (index % rowsInOneGo !== rowsInOneGo - 1) continue;
    forgetWritten(doc, made);
    await advance(rowsInOneGo);
    await breathe();
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

/** What pdfkit keeps until the end, which its types do not tell. */
interface Element {
  _flushed: boolean;
  _children: readonly Partial<Element>[];
  readonly dictionary: { data: object };
}
interface Made {
  readonly _tableStruct: Element;
}
interface Fonts {
  readonly _fontFamilies: Readonly<Record<string, { layoutCache?: object }>>;
}

/** Of what stands in the file already the number is enough, and most words come once. */
function forgetWritten(doc: Document, made: unknown): void {
  for (const row of (made as Made)._tableStruct._children) forgetElement(row);
  for (const font of Object.values((doc as unknown as Fonts)._fontFamilies))
    if (font.layoutCache !== undefined) font.layoutCache = Object.create(null) as object;
}

function forgetElement(element: Partial<Element>): void {
  if (element.dictionary === undefined || element._children === undefined || element._children.length === 0) return;
  if (element._flushed !== true) return;
  for (const child of element._children) forgetElement(child);
  element._children = [];
  element.dictionary.data = {};
}

type PageWords = (page: number, of: number | null) => string;

function numberPages(doc: Document, name: string, page: PageWords): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    numberPage(doc, name, page(index + 1, count));
  }
}

function numberAsTheyCome(doc: Document, name: string, page: PageWords): void {
  let number = 0;
  const next = (): void => {
    number += 1;
    const { x, y } = doc;
    // what is being written goes on as it was
    const font = doc as unknown as { _font: unknown; _fontSize: number };
    const before = { _font: font._font, _fontSize: font._fontSize };
    doc.save();
    numberPage(doc, name, page(number, null));
    doc.restore();
    Object.assign(doc, { x, y }, before);
  };
  next();
  doc.on('pageAdded', next);
}

function numberPage(doc: Document, name: string, text: string): void {
  const { width, height, margins } = doc.page;
  // below the margin: text there would begin a new page
  doc.page.margins = { ...margins, bottom: 0 };
  doc.markContent('Artifact', { type: 'Pagination' });
  const line = { width: width - 2 * margin, lineBreak: false };
  doc.font('regular').fontSize(8).fillColor('#4a4f66');
  doc.text(name, margin, height - margin + 8, line);
  doc.text(text, margin, height - margin + 8, { ...line, align: 'right' });
  doc.endMarkedContent();
  doc.page.margins = margins;
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
