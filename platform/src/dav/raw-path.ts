import { isUtf8 } from 'node:buffer';
import { decodePath } from '@landescloud/webdav-xml';
import { badRequest } from './dav-error.ts';

/** The decoded segments of a request target; a query is cut off. */
export function requestPath(target: string): string[] {
  if (target.includes('#')) throw badRequest('dav.path_invalid', 'The address must not contain a fragment.');
  const query = target.indexOf('?');
  return decoded(query === -1 ? target : target.slice(0, query));
}

/** The decoded segments of an address in a header or body: absolute, or a path that starts with a slash. */
export function addressPath(address: string, what: string): string[] {
  const trimmed = address.trim();
  if (trimmed.includes('#')) throw badRequest('dav.path_invalid', `${what} must not contain a fragment.`);
  const match = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?]*)?(\/[^?]*)(?:\?.*)?$/i.exec(trimmed);
  if (match === null) throw badRequest('dav.path_invalid', `${what} must be an absolute address or path.`);
  return decoded(match[1] ?? '/');
}

/** RFC 4918 section 10.3. */
export function destinationPath(header: string | undefined): string[] {
  if (header === undefined || header.trim() === '')
    throw badRequest('dav.destination_missing', 'The Destination header is missing.');
  return addressPath(header, 'Destination');
}

function decoded(raw: string): string[] {
  const path = decodePath(unescapedBytes(raw));
  if (!path.ok) throw badRequest('dav.path_invalid', path.reason);
  return path.segments;
}

/** Some clients send UTF-8 as it is; Node shows each of its bytes as a character. Other text is left alone. */
function unescapedBytes(raw: string): string {
  if (!/[\u0080-\u00ff]/.test(raw) || /[\u0100-\uffff]/.test(raw)) return raw;
  const bytes = Buffer.from(raw, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : raw;
}
