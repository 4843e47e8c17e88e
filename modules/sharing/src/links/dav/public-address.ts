import { encodePath } from '@landescloud/webdav-xml';
import { tokenPattern } from '../link-token.ts';

const token = new RegExp(tokenPattern);

/** What an address below /public.php means: as Nextcloud's. */
export interface PublicAddress {
  /** Null where it stands in the Authorization header. */
  readonly token: string | null;
  /** Encoded address of what the link leads to. */
  readonly root: string;
  readonly path: readonly string[];
}

/** `/public.php/dav/files/<token>/…`, or `/public.php/webdav/…` with the token as user. */
export function publicAddress(segments: readonly string[]): PublicAddress | null {
  if (segments[0] !== 'public.php') return null;
  if (segments[1] === 'webdav') return { token: null, root: '/public.php/webdav', path: segments.slice(2) };
  const [, dav, files, shown] = segments;
  if (dav !== 'dav' || files !== 'files' || shown === undefined) return null;
  return { token: shown, root: encodePath(segments.slice(0, 4)), path: segments.slice(4) };
}

export interface BasicPair {
  readonly user: string;
  readonly password: string;
}

/** RFC 7617; undefined where there is none. */
export function basicPair(header: string | undefined): BasicPair | undefined {
  const value = /^basic +([A-Za-z0-9+/=]{1,4096}) *$/i.exec(header ?? '')?.[1];
  if (value === undefined) return undefined;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

export function isToken(text: string): boolean {
  return token.test(text);
}
