import type { Line } from './part.ts';

/**
 * A calendar address (RFC 5545, 3.3.3) for comparing: `mailto:` and the whole address in lower case, as no program that
 * people use tells local parts apart by case. What comes without a scheme but with an @ is taken for a mail address.
 */
export function calendarAddress(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return !/^[a-z][a-z0-9+.-]*:/.test(trimmed) && trimmed.includes('@') ? `mailto:${trimmed}` : trimmed;
}

export function sameAddress(a: string, b: string): boolean {
  return calendarAddress(a) === calendarAddress(b);
}

/** What a mail can be sent to; null: no mail address. An EMAIL parameter (RFC 7986, 6.2) helps where the address is none. */
export function mailAddressOf(property: Line): string | null {
  const value = addressOf(property);
  if (value.startsWith('mailto:')) return value.slice('mailto:'.length);
  const given = property.parameter('email');
  return given?.includes('@') ? given.trim().toLowerCase() : null;
}

export function addressOf(property: Line): string {
  return calendarAddress(property.value);
}
