/**
 * One line of CSV, for spreadsheets that run what begins like a formula: such a cell begins with an apostrophe, which
 * they take for 'text' (OWASP, CSV injection).
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

export function harmless(text: string): string {
  return /^[\s\u00a0]*[=+\-@＝＋－＠|%]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

function cell(text: string): string {
  return `"${harmless(text).replaceAll('"', '""')}"`;
}
