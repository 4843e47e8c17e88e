/** Everybody who leads themselves over others; by the id of who leads whom. */
export function circlesOf(managers: ReadonlyMap<number, number>): number[] {
  const seen = new Set<number>();
  const circles: number[] = [];
  for (const start of managers.keys()) {
    const line: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      line.push(at);
      at = managers.get(at);
    }
    // back on this very line: from there on it is a circle
    const begin = at === undefined ? -1 : line.indexOf(at);
    if (begin !== -1) circles.push(...line.slice(begin));
  }
  return circles;
}
