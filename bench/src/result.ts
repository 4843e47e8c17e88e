/** One line of the table. */
export interface Row {
  readonly work: string;
  /** What was measured, for people. */
  readonly measured: string;
  readonly goal: string;
  /** Apache mod_dav in the same run, '' where it has no such thing. */
  readonly apache: string;
  /** Whether the goal is met by what does not depend on the machine's other work: CPU a request, or a ratio. */
  readonly reached: boolean;
  /** The numbers behind it, for the JSON. */
  readonly figures: Readonly<Record<string, number>>;
}

export function printTable(rows: readonly Row[]): void {
  const head = ['work', 'measured', 'goal', 'Apache mod_dav', ''];
  const lines = rows.map((row) => [row.work, row.measured, row.goal, row.apache, row.reached ? 'reached' : 'MISSED']);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  const format = (cells: readonly string[]): string =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ');
  console.log(format(head));
  console.log(widths.map((width) => '-'.repeat(width)).join('-|-'));
  for (const line of lines) console.log(format(line));
}
