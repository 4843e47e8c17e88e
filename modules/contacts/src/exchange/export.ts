import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import {
  readFields,
  toVersion,
  writeCard,
  writeCsv,
  type CsvFormat,
  type Fields,
  type Version,
} from '@landescloud/vcard';
import type { BookReader } from '../books/book-reader.ts';
import { parseCard } from '../cards/cards.ts';
import type { ContactsDeps } from '../contacts-deps.ts';
import { eventOf } from '../event-of.ts';

/** `vcard3` for programs that know nothing newer; `vcard`: each card as it is stored. */
export const exportFormats = ['vcard', 'vcard3', 'vcard4', 'outlook', 'thunderbird', 'google'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly chunks: AsyncIterable<string>;
}

export interface Exports {
  /** `ids` absent: the whole address book. */
  run(
    actor: PersonActor,
    book: string,
    wanted: {
      readonly format: ExportFormat;
      readonly language: 'de' | 'en';
      readonly ids?: readonly number[] | undefined;
    },
  ): Promise<ExportedFile>;
}

const PAGE = statement(
  'contacts.export_page',
  `select id, data from contacts.card where book_id = $1 and id > $2 and ($3::bigint[] is null or id = any ($3)) order by id limit 500`,
);

export function createExports({ db, clock, events }: ContactsDeps, reader: BookReader): Exports {
  async function* pages(bookId: number, ids: readonly number[] | null): AsyncGenerator<Buffer[]> {
    let after = 0;
    for (;;) {
      const rows = await db.query<{ id: number; data: Buffer }>(PAGE, [bookId, after, ids]);
      if (rows.length === 0) return;
      yield rows.map(({ data }) => data);
      after = rows.at(-1)?.id ?? after;
    }
  }

  async function* asCards(bookId: number, ids: readonly number[] | null, format: ExportFormat): AsyncGenerator<string> {
    for await (const page of pages(bookId, ids)) {
      yield page
        .map((data) =>
          format === 'vcard' ? endLine(data.toString()) : converted(data, format === 'vcard3' ? '3.0' : '4.0'),
        )
        .join('');
    }
  }

  async function* asTable(bookId: number, ids: readonly number[] | null, format: CsvFormat, language: 'de' | 'en') {
    const heading = writeCsv([], format, language);
    yield heading;
    for await (const page of pages(bookId, ids)) {
      const contacts = page.map((data): Fields => readFields(parseCard(data)));
      yield writeCsv(contacts, format, language).slice(heading.length);
    }
  }

  return {
    async run(actor, uri, { format, language, ids }) {
      const book = await reader.byUri(actor, uri);
      await events.record(db, [
        eventOf(actor, 'contacts.contacts_exported', { bookId: book.id, at: clock.now(), data: { format } }),
      ]);
      const plain = book.name.replace(/[/\\:*?"<>|]/g, '-');
      if (format === 'vcard' || format === 'vcard3' || format === 'vcard4') {
        const chunks = asCards(book.id, ids ?? null, format);
        return { name: `${plain}.vcf`, type: 'text/vcard; charset=utf-8', chunks };
      }
      const chunks = asTable(book.id, ids ?? null, format, language);
      return { name: `${plain}.csv`, type: 'text/csv; charset=utf-8', chunks };
    },
  };
}

function converted(data: Buffer, version: Version): string {
  return writeCard(toVersion(parseCard(data), version));
}

const endLine = (text: string): string => (text.endsWith('\n') ? text : `${text}\r\n`);
