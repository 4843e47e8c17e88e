import { DomainError, isDomainError } from '@landescloud/kernel';
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';

/** What the page says of it goes by the reason. */
export type ProviderReason =
  | 'declined'
  | 'provider_said_no'
  | 'answer_invalid'
  | 'other_person'
  | 'not_proven_anew'
  | 'disabled';

export const providerNotFound = () =>
  new DomainError('NotFound', 'auth.provider_not_found', 'There is no such sign-in.');
export const providerRefused = (reason: ProviderReason) =>
  new DomainError('Forbidden', 'auth.provider_refused', 'The sign-in at the provider did not succeed.', { reason });
export const providerUnreachable = (reason: string) =>
  new DomainError('Unavailable', 'auth.provider_unreachable', 'The provider cannot be reached.', { reason });
export const logoutRefused = () =>
  new DomainError('Invalid', 'auth.logout_refused', 'This is no logout token of the provider.');

const network: Readonly<Record<string, string>> = {
  ADDRESS_REFUSED: 'address_refused',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'address_refused',
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'unknown_host',
  OAUTH_TIMEOUT: 'time_out',
  OAUTH_ABORT: 'time_out',
  ABORT_ERR: 'time_out',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'other_issuer',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'no_provider',
  OAUTH_RESPONSE_IS_NOT_JSON: 'no_provider',
  OAUTH_PARSE_ERROR: 'no_provider',
  OAUTH_INVALID_RESPONSE: 'no_provider',
};
const certificate = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ALTNAME|SSL|EPROTO/;

/** Why the provider's description could not be read; its own words stay out of it. */
export function unreachable(error: unknown): Error {
  if (isDomainError(error)) return error;
  for (const code of codesOf(error)) {
    if (network[code] !== undefined) return providerUnreachable(network[code]);
    if (certificate.test(code)) return providerUnreachable('certificate');
  }
  return providerUnreachable('no_connection');
}

const fromNetwork = /^(ADDRESS_REFUSED|E[A-Z]{3,}|ABORT_ERR|OAUTH_TIMEOUT|OAUTH_ABORT)$/;

/** Why what came back signs nobody in. */
export function refusal(error: unknown): Error {
  if (isDomainError(error)) return error;
  if (error instanceof AuthorizationResponseError) {
    return providerRefused(error.error === 'access_denied' ? 'declined' : 'provider_said_no');
  }
  if (error instanceof ResponseBodyError) return providerRefused('provider_said_no');
  const codes = codesOf(error);
  if (codes.some((code) => fromNetwork.test(code) || certificate.test(code))) return unreachable(error);
  return providerRefused('answer_invalid');
}

/** The library wraps what happened, a few times over. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    // DOMException has numbers
    else if (at.name === 'TimeoutError' || at.name === 'AbortError') codes.push('ABORT_ERR');
  }
  return codes;
}
