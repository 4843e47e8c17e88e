/** `1985-04-12` and `--04-12` as people read them. */
export function formatDay(date: string, language: string): string {
  const isYearless = date.startsWith('--');
  const day = new Date(`${isYearless ? `2000-${date.slice(2)}` : date}T00:00:00Z`);
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(isYearless ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(day);
}
