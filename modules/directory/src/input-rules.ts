import { domainToASCII } from 'node:url';
import { invalid } from './errors.ts';

const loginForm = /^[a-z0-9][a-z0-9._@-]{0,63}$/;
const keyForm = /^[a-z0-9][a-z0-9-]{0,63}$/;
const emailForm = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;

/** Whether anybody could have this login; what could not is not looked for. */
export function isLogin(text: string): boolean {
  return loginForm.test(text);
}

export function isKey(text: string): boolean {
  return keyForm.test(text);
}

/** Words that stand where a login would in an address, and what erased people are called. */
const reserved = /^(find|export|bulk|erased-\d+)$/;

/** A login stands in every DAV address of the person, so nothing in it ever needs escaping. */
export function checkedLogin(login: string): string {
  if (isLogin(login) && !reserved.test(login)) return login;
  throw invalid(
    'login',
    'A login has 1 to 64 lower case letters, digits or . _ @ - and begins with a letter or digit.',
  );
}

export function checkedKey(key: string): string {
  if (isKey(key)) return key;
  throw invalid('key', 'A key has 1 to 64 lower case letters, digits or - and begins with a letter or digit.');
}

/**
 * Line breaks, and what cannot be seen but turns around or parts what stands beside it: names must not pretend. Two of
 * them stay, which Persian and Indian names are written with.
 */
export const unseen = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

export function checkedName(name: string): string {
  const checked = name.normalize('NFC').trim();
  if (checked !== '' && checked.length <= 200 && !unseen.test(checked)) return checked;
  throw invalid('name', 'A name has 1 to 200 characters and no line breaks.');
}

export function checkedEmail(email: string | null): string | null {
  const checked = email?.trim() ?? '';
  if (checked === '') return null;
  if (checked.length <= 254 && emailForm.test(checked)) return checked;
  throw invalid('email', 'This is no e-mail address.');
}

const domainForm = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;
const colourForm = /^#[0-9a-f]{6}$/;
const most = 50;

/** One line, or nothing. */
export function checkedText(field: string, text: string | null, longest: number): string | null {
  const checked = text?.normalize('NFC').trim() ?? '';
  if (checked === '') return null;
  if (checked.length <= longest && !unseen.test(checked)) return checked;
  throw invalid(field, `It has at most ${longest} characters and no line breaks.`);
}

/** Lower case, as in registers of domains; umlauts become punycode. */
export function checkedDomains(domains: readonly string[]): string[] {
  const checked = domains.map((domain) => {
    const ascii = domainToASCII(domain.trim().toLowerCase());
    if (!domainForm.test(ascii)) throw invalid('mailDomains', `'${domain.slice(0, 100)}' is no mail domain.`);
    return ascii;
  });
  if (checked.length > most) throw invalid('mailDomains', `An organisation has at most ${most} mail domains.`);
  return [...new Set(checked)].toSorted();
}

export function checkedColour(colour: string | null): string | null {
  if (colour === null || colour === '') return null;
  const checked = colour.toLowerCase();
  if (colourForm.test(checked)) return checked;
  throw invalid('colour', 'A colour is written as #005b7f.');
}

/** The whole address of a page. */
export function checkedPage(field: string, address: string | null): string | null {
  const checked = address?.trim() ?? '';
  if (checked === '') return null;
  const url = URL.parse(checked);
  const isPage = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isPage && checked.length <= 500) return url.href;
  throw invalid(field, 'This is the whole address of a page: https://www.example.org/impressum');
}

/** Without the main one, in lower case, each once. */
export function checkedAddresses(addresses: readonly string[], email: string | null): string[] {
  const checked = addresses.map((address) => checkedEmail(address)?.toLowerCase());
  const own = new Set(checked.filter((address) => address !== undefined));
  own.delete(email?.toLowerCase() ?? '');
  if (own.size > most) throw invalid('addresses', `A person has at most ${most} addresses.`);
  return [...own].toSorted();
}
