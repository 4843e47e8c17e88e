import { InvalidArgumentError } from 'commander';

/** '2027-03-31' -> the end of that day where this runs, in milliseconds. */
export function parseUntil(text: string): number {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const end = new Date(year, month - 1, day + 1);
  const last = new Date(year, month - 1, day);
  const same = last.getFullYear() === year && last.getMonth() === month - 1 && last.getDate() === day;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !same) throw new InvalidArgumentError('A day is written as 2027-03-31.');
  return end.getTime();
}
