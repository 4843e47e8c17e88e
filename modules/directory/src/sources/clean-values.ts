import { checkedLogin, unseen } from '../input-rules.ts';
import type { Problem } from './source-difference.ts';

/** A value as it can be kept, or why it cannot. */
export type Cleaned<Value> = { readonly value: Value } | Problem;

const longestName = 200;
const longestText = 200;
const longestEmail = 254;
const mostAddresses = 50;
const emailForm = /^[^\s@\p{Cc}"<>,;]+@[^\s@\p{Cc}"<>,;]+$/u;
const phoneForm = /^[+0-9][0-9 ()/.,+x-]{1,63}$/i;
const everyUnseen = new RegExp(unseen, 'gu');
// Spreadsheets take text that begins so for a formula, and a directory is exported to them.
const formulaStart = /^[=+\-@|%\t\r]+/;

export function cleanLogin(typed: string, suffix = ''): Cleaned<string> {
  if (typed.length > longestText) return problem('too_long', 'login', typed);
  const login = typed.normalize('NFC').trim().toLowerCase() + suffix;
  try {
    return { value: checkedLogin(login) };
  } catch {
    return problem('bad_login', 'login', typed);
  }
}

export function cleanName(typed: string): Cleaned<string> {
  const cleaned = cleanText(typed, 'name', longestName);
  if ('problem' in cleaned) return cleaned;
  return cleaned.value === null ? problem('bad_name', 'name', typed) : { value: cleaned.value };
}

/** One line without control characters; null where nothing is left. */
export function cleanText(typed: string | null, field: string, longest = longestText): Cleaned<string | null> {
  // looked at before it is worked on: somebody may have stored a picture in it
  if (typed === null) return { value: null };
  if (typed.length > longest * 4) return problem('too_long', field, typed);
  const text = oneLine(typed).replace(formulaStart, '').trim();
  if (text.length > longest) return problem('too_long', field, text);
  return { value: text === '' ? null : text };
}

export function cleanEmail(typed: string | null): Cleaned<string | null> {
  if (typed === null) return { value: null };
  if (typed.length > longestEmail * 4) return problem('too_long', 'email', typed);
  const email = typed.normalize('NFC').trim();
  if (email === '') return { value: null };
  return email.length <= longestEmail && emailForm.test(email)
    ? { value: email }
    : problem('bad_email', 'email', typed);
}

/** Lower case, each once; what is no address is left out and named in `problems`. */
export function cleanAddresses(typed: readonly string[], first: string | null, problems: Problem[]): string[] {
  const addresses = new Set<string>();
  for (const one of typed.slice(0, mostAddresses)) {
    const cleaned = cleanEmail(one);
    if ('problem' in cleaned) problems.push({ ...cleaned, field: 'addresses' });
    else if (cleaned.value !== null) addresses.add(cleaned.value.toLowerCase());
  }
  if (first !== null) addresses.delete(first.toLowerCase());
  return [...addresses].sort();
}

export function cleanPhone(typed: string | null): Cleaned<string | null> {
  if (typed === null) return { value: null };
  if (typed.length > longestText) return problem('too_long', 'phone', typed);
  const phone = oneLine(typed).replace(/^tel:/i, '').trim();
  if (phone === '') return { value: null };
  return phoneForm.test(phone) ? { value: phone } : problem('bad_phone', 'phone', typed);
}

export function problem(code: Problem['problem'], field: string, value?: string): Problem {
  return { problem: code, field, ...(value === undefined ? {} : { value: shown(value) }) };
}

/** A value as a message can hold it: short, and nothing in it that a terminal, a page or JSON in PostgreSQL minds. */
export function shown(value: string): string {
  const text = oneLine(value.slice(0, 200));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function oneLine(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(everyUnseen, ' ').replace(/ {2,}/g, ' ').trim();
}
