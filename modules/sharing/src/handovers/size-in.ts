import type { MailLanguage } from '@landescloud/platform/mail';

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** '1,2 GB' as the web app writes it: units of 1024, at most one decimal. */
export function sizeIn(language: MailLanguage, bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const style = { maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1 };
  return `${new Intl.NumberFormat(language, style).format(value)} ${units[unit]}`;
}
