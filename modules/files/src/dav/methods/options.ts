import type { Answer } from '../dav-call.ts';

export const davMethods = [
  'OPTIONS',
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'PROPFIND',
  'PROPPATCH',
  'MKCOL',
  'COPY',
  'MOVE',
  'LOCK',
  'UNLOCK',
  'REPORT',
  'SEARCH',
] as const;

/** Also without sign-in: some clients ask what a server can do before they sign in. */
export function options(): Answer {
  return {
    status: 200,
    headers: {
      allow: davMethods.join(', '),
      dav: '1, 2, 3, extended-mkcol',
      dasl: '<DAV:basicsearch>',
      'ms-author-via': 'DAV',
      'accept-ranges': 'bytes',
      'content-length': 0,
    },
  };
}
