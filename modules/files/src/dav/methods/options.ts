import type { Answer } from '@landescloud/platform/dav';

export const fileMethods = [
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

/** Compliance classes, and what DASL can search (RFC 5323 section 3). */
export const optionsOfFiles = {
  classes: ['1', '2', '3', 'extended-mkcol'],
  optionsHeaders: { dasl: '<DAV:basicsearch>' },
} as const;

/** Also without sign-in: some clients ask what a server can do before they sign in. */
export function options(): Answer {
  return {
    status: 200,
    headers: {
      allow: fileMethods.join(', '),
      dav: optionsOfFiles.classes.join(', '),
      ...optionsOfFiles.optionsHeaders,
      'ms-author-via': 'DAV',
      'accept-ranges': 'bytes',
      'content-length': 0,
    },
  };
}
