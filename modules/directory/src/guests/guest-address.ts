import { parseMailAddress } from '@landescloud/platform/mail';
import { invalid } from '../errors.ts';

/**
 * The form in which two spellings of one mailbox are the same: lower case, the domain in ASCII and with a dot in it.
 * Throws Invalid `directory.invalid_input`.
 */
export function normaliseAddress(typed: string): string {
  const address = parseMailAddress(typed.normalize('NFC').trim().replace(/\.$/, ''))?.toLowerCase();
  if (address !== undefined && domainOf(address).includes('.')) return address;
  throw invalid('address', 'This is no e-mail address.');
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** The domain and those above it: 'mail.tfm.example' is within 'tfm.example'. */
export function domainsAbove(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}
