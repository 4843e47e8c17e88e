import { currentLanguage, words } from './words.ts';

const locale = () => (currentLanguage() === 'de' ? 'de-DE' : 'en-GB');
const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Units of 1024, as in the app, in mails and on receipts: who compares them sees the same number. */
export function sizeText(bytes: number): string {
  let [value, step] = [bytes, 0];
  while (value >= 1023.95 && step < units.length - 1) {
    value /= 1024;
    step += 1;
  }
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value)} ${units[step]}`;
}

export function dayText(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(at);
}

export function momentText(at: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

export function durationText(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return words().seconds(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? words().minutes(minutes) : words().hours(Math.round(minutes / 60));
}
