import { isDomainError } from '@landescloud/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import { unreadableCsv } from '../source-errors.ts';
import { decodeCsv, guessDelimiter } from './decode-csv.ts';
import type { CsvDelimiter, CsvEncoding } from './decode-csv.ts';

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly encoding: CsvEncoding;
  readonly delimiter: CsvDelimiter;
}

const mostColumns = 200;
const mostRows = 200_000;
const longestRecord = 1_000_000;

/** The first line names the columns. Invalid `directory.unreadable_csv` with the line where it stops making sense. */
export function parseCsv(content: Uint8Array): CsvTable {
  const { text, encoding } = decodeCsv(content);
  const delimiter = guessDelimiter(text);
  const [head, ...rows] = records(text, delimiter);
  const columns = head?.map((title) => title.normalize('NFC').trim()) ?? [];
  if (columns.every((title) => title === '')) throw unreadableCsv(1, 'no_columns');
  if (columns.length > mostColumns) throw unreadableCsv(1, 'too_many_columns');
  if (rows.length > mostRows) throw unreadableCsv(null, 'too_many_rows');
  const twice = columns.find((title, at) => title !== '' && columns.indexOf(title) !== at);
  if (twice !== undefined) throw unreadableCsv(1, 'column_twice');
  return { columns, rows, encoding, delimiter };
}

function records(text: string, delimiter: CsvDelimiter): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: true,
      max_record_size: longestRecord,
    });
  } catch (error) {
    if (isDomainError(error)) throw error;
    if (!(error instanceof CsvError)) throw error;
    const line = (error as { lines?: unknown }).lines;
    throw unreadableCsv(typeof line === 'number' ? line : null, error.code.toLowerCase().replace(/^csv_/, ''));
  }
}
