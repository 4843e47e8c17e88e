import type { Actor } from '@landescloud/kernel';
import { guessColumns } from './csv/guess-columns.ts';
import { parseCsv } from './csv/parse-csv.ts';
import { administeredSource } from './source-deps.ts';
import type { SourceDeps } from './source-deps.ts';
import { wrongSourceKind } from './source-errors.ts';
import type { CsvField, CsvSettings } from './source-settings.ts';
import { writeSourceUpload } from './source-writer.ts';

export interface CsvUpload {
  readonly columns: readonly string[];
  readonly rows: number;
  /** The first rows, to choose columns by. */
  readonly sample: readonly (readonly string[])[];
  readonly encoding: string;
  readonly delimiter: string;
  /** What was chosen the last time, as far as the columns are there; else by their titles. */
  readonly guess: Partial<Record<CsvField, string>>;
}

const sampleRows = 5;
const longestCell = 100;

/** Keeps the file for the runs that follow, in the place of the one before. */
export function takeCsv(deps: SourceDeps) {
  return async (actor: Actor, id: number, content: Uint8Array): Promise<CsvUpload> => {
    const { source } = await administeredSource(deps, actor, id);
    if (source.kind !== 'csv') throw wrongSourceKind();
    const { columns, rows, encoding, delimiter } = parseCsv(content);
    await deps.db.transaction((tx) => writeSourceUpload(tx, id, content));
    const chosen = Object.entries((source.settings as CsvSettings).columns).filter(([, title]) =>
      columns.includes(title),
    );
    return {
      columns,
      rows: rows.length,
      sample: rows.slice(0, sampleRows).map((row) => row.map((cell) => cell.slice(0, longestCell))),
      encoding,
      delimiter,
      guess: chosen.length > 0 ? Object.fromEntries(chosen) : guessColumns(columns),
    };
  };
}
