import type { MailLanguage } from '@landescloud/platform/mail';

const units = ['Byte', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** '1,2 GB' as the web app writes it: in thousands, at most one decimal. */
export function sizeIn(language: MailLanguage, bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const style = { maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1 };
  return `${new Intl.NumberFormat(language, style).format(value)} ${units[unit]}`;
}
