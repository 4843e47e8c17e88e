import { DavError } from '../dav-error.ts';
import type { Collection } from './collection-port.ts';

const prefix = 'urn:landescloud:sync:';

/** RFC 6578 section 3: a URI that stands for the collection's state. */
export function syncToken({ id, change }: Pick<Collection, 'id' | 'change'>): string {
  return `${prefix}${id}-${change}`;
}

export function parseSyncToken(token: string): { collection: number; change: number } {
  const match = /^urn:landescloud:sync:(\d{1,15})-(\d{1,15})$/.exec(token);
  if (match === null) throw syncTokenInvalid();
  return { collection: Number(match[1]), change: Number(match[2]) };
}

/** Clients answer it by starting over. */
export function syncTokenInvalid(): DavError {
  return new DavError(403, 'dav.sync_token_invalid', 'This sync token is not known any more; start anew.', {
    condition: '<d:valid-sync-token/>',
  });
}
