import { isDomainError } from '@landescloud/kernel';
import { ResultCodeError } from 'ldapts';
import { sourceRefused, sourceUnreachable } from '../source-errors.ts';

/** Result codes of RFC 4511, section 4.1.9, that an administrator can do something about. */
const refusals: Readonly<Record<number, string>> = {
  3: 'time_limit',
  4: 'size_limit',
  7: 'sign_in_method',
  8: 'encryption_required',
  10: 'referral',
  11: 'admin_limit',
  13: 'encryption_required',
  16: 'no_such_attribute',
  32: 'no_such_entry',
  34: 'bad_name',
  48: 'sign_in_method',
  49: 'wrong_password',
  50: 'no_access',
  53: 'unwilling',
};
const away = new Set([51, 52]);
const certificate = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ALTNAME|SSL|EPROTO/;

/** Why it did not work, as a DomainError; the server's own words stay out of it. */
export function ldapFailure(error: unknown): Error {
  if (isDomainError(error)) return error;
  if (error instanceof ResultCodeError) {
    if (away.has(error.code)) return sourceUnreachable('busy');
    return sourceRefused(refusals[error.code] ?? `result_${error.code}`);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (certificate.test(code)) return sourceUnreachable('certificate');
  const name: Record<string, string> = { ENOTFOUND: 'unknown_host', EAI_AGAIN: 'unknown_host' };
  return sourceUnreachable(name[code] ?? 'no_connection');
}
