/** '12.4.1985' -> '1985-04-12', '12.4.' -> '--04-12'; null: no day of a calendar. */
export function textToDay(text: string): string | null {
  const match = /^\s*(\d{1,2})[./-](\d{1,2})(?:[./-]\s*(\d{4})?)?\s*$/.exec(text);
  const iso = /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(text);
  const [day, month, year] = iso ? [iso[3], iso[2], iso[1]] : [match?.[1], match?.[2], match?.[3]];
  if (day === undefined || month === undefined) return null;
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year ?? 2000));
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return null;
  return `${year ?? '-'}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

export function dayToText(day: string): string {
  if (day === '') return '';
  const [date, month] = [day.slice(-2), day.slice(-5, -3)];
  return day.startsWith('--') ? `${date}.${month}.` : `${date}.${month}.${day.slice(0, 4)}`;
}
