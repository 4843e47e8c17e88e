/** What a spreadsheet would take for a formula becomes plain text. */
const formula = /^[\s\u00a0]*[=+\-@＝＋－＠|%]|^[\t\r\n]/;

export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** RFC 4180, each text in quotation marks. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
