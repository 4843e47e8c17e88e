import type { Fields } from '../fields.ts';
import { csvColumns, type CsvFormat, type Target } from './columns.ts';

/**
 * A table as the program named reads it, with a byte order mark (without it Excel takes UTF-8 for Windows-1252). German tables are
 * separated by semicolons, as German Excel and Outlook read them.
 */
export function writeCsv(contacts: readonly Fields[], format: CsvFormat, language: 'de' | 'en'): string {
  const columns = csvColumns[format];
  const separator = language === 'de' && format !== 'google' ? ';' : ',';
  const line = (cells: readonly string[]) => cells.map((each) => cell(each, separator)).join(separator);
  const rows = contacts.map((fields) => {
    const chosen = new Placed(
      fields,
      columns.map(({ target }) => target),
      format === 'google' ? ' ::: ' : ';',
    );
    return line(columns.map(({ target }) => chosen.text(target, language)));
  });
  return `\ufeff${[line(columns.map(({ headings }) => headings[language])), ...rows].join('\r\n')}\r\n`;
}

/** Quotes where needed; what a spreadsheet would take for a formula gets an apostrophe, but telephone numbers stay. */
function cell(text: string, separator: string): string {
  const safe = /^[=@\t\r]|^[+-](?![\d ()/+-]*$)/.test(text) ? `'${text}` : text;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Listed = 'mail' | 'phone' | 'url' | 'address';

/** Which entry of a contact stands in which column: of the same kind first, then wherever room is left. */
class Placed {
  readonly fields: Fields;
  private readonly between: string;
  private readonly at: Record<Listed, Map<number, number>>;

  constructor(fields: Fields, targets: readonly Target[], between: string) {
    this.fields = fields;
    this.between = between;
    this.at = {
      mail: place(fields.mails, targets, 'mail'),
      phone: place(fields.phones, targets, 'phone'),
      url: place(fields.urls, targets, 'url'),
      address: place(fields.addresses, targets, 'address'),
    };
  }

  text(target: Target, language: 'de' | 'en'): string {
    const { fields } = this;
    switch (target.to) {
      case 'names':
        return fields.names[target.part];
      case 'mail':
        return fields.mails[this.index('mail', target.at)]?.value ?? '';
      case 'phone':
        return fields.phones[this.index('phone', target.at)]?.value ?? '';
      case 'url':
        return fields.urls[this.index('url', target.at)]?.value ?? '';
      case 'address':
        return fields.addresses[this.index('address', target.at)]?.[target.part] ?? '';
      case 'label': {
        const lists = { mail: fields.mails, phone: fields.phones, url: fields.urls, address: fields.addresses };
        const entry = lists[target.of][this.index(target.of, target.at)];
        if (entry === undefined) return '';
        const label = entry.label ?? `${entry.kind.slice(0, 1).toUpperCase()}${entry.kind.slice(1)}`;
        return entry.preferred ? `* ${label}` : label;
      }
      case 'day':
        return fields.birthday.slice(-2);
      case 'month':
        return fields.birthday === '' ? '' : fields.birthday.slice(-5, -3);
      case 'year':
        return fields.birthday.startsWith('--') ? '' : fields.birthday.slice(0, 4);
      case 'birthday':
      case 'anniversary':
        return dateText(fields[target.to], language);
      case 'categories':
        return fields.categories.join(this.between);
      default:
        return fields[target.to];
    }
  }

  private index(of: Listed, at: number): number {
    return this.at[of].get(at) ?? -1;
  }
}

function place(
  entries: readonly { readonly kind: string }[],
  targets: readonly Target[],
  to: Listed,
): Map<number, number> {
  // a column that says of what kind it is takes them as they come
  const labelled = targets.some((each) => each.to === 'label' && each.of === to);
  const columns = [
    ...new Map(targets.flatMap((each) => (each.to === to && 'kind' in each ? [[each.at, each.kind] as const] : []))),
  ];
  const placed = new Map<number, number>();
  const left = new Set(entries.keys());
  for (const exact of labelled ? [false] : [true, false]) {
    for (const [at, kind] of columns) {
      if (placed.has(at)) continue;
      const found = [...left].find((index) => !exact || entries[index]?.kind === kind);
      if (found === undefined) continue;
      placed.set(at, found);
      left.delete(found);
    }
  }
  return placed;
}

function dateText(date: string, language: 'de' | 'en'): string {
  if (date === '' || date.startsWith('--')) return date;
  const [year = '', month = '', day = ''] = date.split('-');
  return language === 'de' ? `${day}.${month}.${year}` : `${Number(month)}/${Number(day)}/${year}`;
}
