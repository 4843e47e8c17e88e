const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes as the web app shows them: units of 1024, at most one digit after the point. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${Number(value.toFixed(value >= 100 ? 0 : 1))} ${units[unit]}`;
}
