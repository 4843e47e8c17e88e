import { currentLanguage } from './words.ts';
import { invitationWords } from './invitation-words.ts';

const locale = () => (currentLanguage() === 'de' ? 'de-DE' : 'en-GB');
const dayMs = 86_400_000;

interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Whole days are the same everywhere; hours are shown as the visitor's clock does. */
function format(at: number, allDay: boolean, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { ...options, ...(allDay ? { timeZone: 'UTC' } : {}) }).format(at);
}

export function dateText(at: number, allDay: boolean): string {
  return format(at, allDay, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

export function tileText(at: number, allDay: boolean): { readonly day: string; readonly month: string } {
  return { day: format(at, allDay, { day: 'numeric' }), month: format(at, allDay, { month: 'short' }) };
}

/** '10:00 – 11:00', 'ganztägig', or until when where it lasts longer than its day. */
export function clockText({ startsAt, endsAt }: Span, allDay: boolean): string {
  const last = allDay ? Math.max(startsAt, endsAt - dayMs) : endsAt;
  const isOneDay = dateText(startsAt, allDay) === dateText(last, allDay);
  if (allDay) return isOneDay ? invitationWords().allDay : `– ${dateText(last, true)}`;
  const clock = (at: number) => format(at, false, { hour: '2-digit', minute: '2-digit' });
  if (startsAt === endsAt) return clock(startsAt);
  return `${clock(startsAt)} – ${isOneDay ? '' : `${dateText(last, false)}, `}${clock(endsAt)}`;
}

export function shortText({ startsAt, endsAt }: Span, allDay: boolean): string {
  const day = format(startsAt, allDay, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return allDay ? day : `${day}, ${clockText({ startsAt, endsAt }, false)}`;
}

/** null: the visitor's clock shows what the house's does. */
export function otherZone(at: number): string | null {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = (timeZone: string) => new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(at);
  return clock(here) === clock('Europe/Berlin') ? null : here;
}
