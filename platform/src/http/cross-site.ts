import { DomainError } from '@landescloud/kernel';
import type { HttpRequest } from './http-types.ts';
import { publicUrl } from './public-url.ts';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PROPFIND', 'REPORT', 'SEARCH']);

/**
 * Whether another site made a browser send this. Browsers add credentials (cookies, and remembered Basic passwords too) by
 * themselves, so no unsafe request from elsewhere is taken. Other programs send neither header.
 */
export function isCrossSite(request: HttpRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (origin === undefined) return false;
  return origin !== publicUrl(request) && origin !== `${request.protocol}://${request.host}`;
}

/** onRequest hook: unsafe methods from another site are refused. */
export function refuseCrossSite(request: HttpRequest, _reply: unknown, done: (error?: Error) => void): void {
  const { headers } = request.raw;
  const fromBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  if (fromBrowser && !safeMethods.has(request.method) && isCrossSite(request)) {
    done(new DomainError('Forbidden', 'auth.cross_site', 'This request came from another site.'));
  } else done();
}
