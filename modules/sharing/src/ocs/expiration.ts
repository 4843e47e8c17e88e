const zone = 'Europe/Berlin';

/** '2026-12-24 00:00:00': the last day on which it is valid. */
export function expirationOf(endsAt: number | null): string | null {
  if (endsAt === null) return null;
  return `${new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(endsAt)} 00:00:00`;
}

/** The last second of the day that a client names, '2026-12-24' or with a time; null: '' takes the end away; NaN: no day. */
export function endOf(date: string): number | null {
  if (date === '') return null;
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(date) ?? [];
  const asUtc = day === undefined ? Number.NaN : Date.parse(`${day}T23:59:59Z`);
  // Germany is one or two hours ahead; the hour tells which
  const offset = [2, 1].find((hours) => hourIn(asUtc - hours * 3_600_000) === 23);
  return offset === undefined ? Number.NaN : asUtc - offset * 3_600_000;
}

function hourIn(at: number): number {
  if (Number.isNaN(at)) return -1;
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at));
}
