import { domainToASCII } from 'node:url';

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * One plain address (RFC 5321, dot-string@domain), its domain in lower case and punycode; null where it is none. What
 * could end a header or name a second recipient (controls, commas, quotes, comments) is no part of one.
 */
export function parseMailAddress(text: string): string | null {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const given = text.slice(at + 1);
  // domainToASCII takes more than names: addresses, and whatever stands before or behind a host.
  if (!localPart.test(local) || local.length > 64 || /[\s/?#@:[\]\\%]/.test(given)) return null;
  const domain = domainToASCII(given);
  const isName = domain !== '' && domain.split('.').every((part) => label.test(part)) && !/(^|\.)\d+$/.test(domain);
  const address = `${local}@${domain}`;
  return isName && address.length <= 254 ? address : null;
}

/** Whether a text may stand in one line of a header. */
export function isOneLine(text: string): boolean {
  return !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}
