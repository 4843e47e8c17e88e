import { csvLine } from '@landescloud/platform/http';
import type { AuditEntry } from './entry.ts';

export const exportTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;
export type ExportFormat = keyof typeof exportTypes;

const columns = [
  'id',
  'at',
  'type',
  'organisation_id',
  'actor',
  'person_id',
  'name',
  'client',
  'subject',
  'data',
  'redacted',
] as const;
/** Programs that would else take the text for another encoding know it by this. */
const byteOrderMark = '\u{feff}';

/** Text of an export, in pieces worth sending. */
export async function* exportLines(entries: AsyncIterable<AuditEntry>, format: ExportFormat): AsyncGenerator<string> {
  const line = format === 'csv' ? toCsv : toJson;
  let piece = format === 'csv' ? byteOrderMark + csvLine(columns) : '';
  for await (const entry of entries) {
    piece += line(entry);
    if (piece.length < 32_768) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function toCsv(entry: AuditEntry): string {
  const { id, at, type, organisationId, actorKind, personId, name, client, subject, data, redacted } = entry;
  const time = new Date(at).toISOString();
  const payload = [actorKind, personId, name, client, subject, data];
  return csvLine([id, time, type, organisationId, ...payload, redacted ? 'yes' : 'no']);
}

function toJson({ data, ...entry }: AuditEntry): string {
  // Data are JSON already.
  return `${JSON.stringify(entry).slice(0, -1)},"data":${data ?? 'null'}}\n`;
}
