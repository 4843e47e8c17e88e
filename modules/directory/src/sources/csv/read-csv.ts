import { foldName } from '../../fold-name.ts';
import type { SourceGroupRecord, SourceRecord, SourceSnapshot } from '../source-record.ts';
import type { CsvField, CsvSettings } from '../source-settings.ts';
import type { CsvTable } from './parse-csv.ts';

const no = new Set(['', '0', 'nein', 'no', 'n', 'false', 'falsch', 'f', '-']);

/** People and groups of a table. Without a column for an id the login is what people are known by. */
export function readCsv({ columns, rows }: CsvTable, { columns: chosen }: CsvSettings): SourceSnapshot {
  const at = new Map<CsvField, number>();
  for (const [field, title] of Object.entries(chosen) as [CsvField, string][]) {
    const position = columns.indexOf(title.normalize('NFC').trim());
    if (position !== -1) at.set(field, position);
  }
  const groups = new Map<string, { name: string; members: string[] }>();
  const people = rows.map((row): SourceRecord => {
    const cell = (field: CsvField) => {
      const position = at.get(field);
      return position === undefined ? undefined : (row[position] ?? '').trim();
    };
    const optional = (field: CsvField) => {
      const value = cell(field);
      return value === undefined ? {} : { [field]: value === '' ? null : value };
    };
    const login = cell('login') ?? '';
    const externalId = cell('externalId') ?? login.toLowerCase();
    for (const name of list(cell('groups'))) {
      const key = foldName(name);
      const group = groups.get(key) ?? { name, members: [] };
      groups.set(key, group);
      group.members.push(externalId);
    }
    const addresses = cell('addresses');
    const language = cell('language')?.slice(0, 2).toLowerCase();
    const organisation = cell('organisation');
    return {
      externalId,
      login,
      name: cell('name') || [cell('firstName'), cell('lastName')].filter(Boolean).join(' '),
      ...optional('email'),
      ...(addresses === undefined ? {} : { addresses: list(addresses) }),
      organisation: organisation === undefined || organisation === '' ? null : organisation,
      ...optional('manager'),
      ...optional('jobTitle'),
      ...optional('phone'),
      ...optional('place'),
      ...(language === 'de' || language === 'en' ? { language } : {}),
      disabled: !no.has((cell('disabled') ?? '').toLowerCase()),
    };
  });
  const found = [...groups].map(([externalId, { name, members }]): SourceGroupRecord => ({
    externalId,
    name,
    members: [...new Set(members)],
  }));
  return { people, unchanged: [], groups: at.has('groups') ? found : null };
}

/** Several values in one cell. */
function list(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(/[,;|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
