/** Time left, coarse enough not to flicker: '40 Sek.', '3 Min.', '2 Std.'. */
export function formatDuration(milliseconds: number, locale: string): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (seconds < 10) return unit(seconds, 'second');
  if (seconds < 55) return unit(Math.ceil(seconds / 5) * 5, 'second');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return unit(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return unit(Math.ceil(hours / 24), 'day');
  return minutes % 60 === 0 || hours > 5
    ? unit(hours, 'hour')
    : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`;
}

/** A share of a whole in percent, never 100 before it is whole. */
export function percentOf(part: number, whole: number): number {
  if (whole <= 0 || part >= whole) return 100;
  return Math.max(0, Math.min(99, Math.floor((part / whole) * 100)));
}
