import type { Address, Things } from './addresses.ts';

/** Bodies by method. */
export const davBodies: Readonly<Record<string, string>> = {
  PROPPATCH:
    '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><x xmlns="urn:x">1</x></d:prop></d:set></d:propertyupdate>',
  LOCK: '<d:lockinfo xmlns:d="DAV:"><d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype></d:lockinfo>',
  REPORT:
    '<d:sync-collection xmlns:d="DAV:"><d:sync-token/><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>',
  PUT: 'other',
};

function search(scope: string): string {
  return `<d:searchrequest xmlns:d="DAV:"><d:basicsearch><d:select><d:prop><d:getetag/></d:prop></d:select><d:from><d:scope><d:href>${scope}</d:href><d:depth>infinity</d:depth></d:scope></d:from></d:basicsearch></d:searchrequest>`;
}

/** WebDAV's methods at an address; `to` for those that need a destination. */
export function dav(methods: string, path: string, to = ''): Address[] {
  return methods.split(' ').map((method) => ({
    route: `${method} /remote.php/dav/*`,
    method,
    path: `/remote.php/dav/${path}`,
    headers: {
      depth: method === 'PROPFIND' || method === 'COPY' ? '0' : 'infinity',
      ...(to === '' ? {} : { destination: to }),
    },
    ...(davBodies[method] === undefined ? {} : { body: davBodies[method] }),
  }));
}

/** Everything under /remote.php/dav that names somebody's things. `mine`: the login of whoever asks. */
export function davAddresses(t: Things, mine: string): Address[] {
  const files = `files/${t.login}`;
  const free = `/remote.php/dav/files/${mine}/taken`;
  const stolen = `/remote.php/dav/files/${t.login}/given`;
  return [
    ...dav('PROPFIND GET HEAD PUT DELETE PROPPATCH LOCK UNLOCK REPORT', `${files}/${t.path}`),
    ...dav('MOVE COPY', `${files}/${t.path}`, free),
    ...dav('PROPFIND REPORT DELETE MKCOL', `${files}/${t.folderPath}`),
    ...dav('PROPFIND', `${files}/`),
    ...dav('MOVE COPY', `files/${mine}/mine.txt`, stolen),
    ...dav('PROPFIND MKCOL DELETE', `uploads/${t.login}/${t.chunks}`),
    ...dav('PROPFIND', `uploads/${t.login}/`),
    ...dav('PUT DELETE', `uploads/${t.login}/${t.chunks}/1`),
    ...dav('MOVE', `uploads/${t.login}/${t.chunks}/.file`, free),
    ...dav('PUT', `uploads/${mine}/${t.chunks}/1`),
    ...dav('PROPFIND DELETE', `trashbin/${t.login}/trash/`),
    ...dav('PROPFIND GET DELETE', `trashbin/${t.login}/trash/${t.trashName}`),
    ...dav('PROPFIND GET DELETE', `trashbin/${mine}/trash/${t.trashName}`),
    ...dav('MOVE', `trashbin/${mine}/trash/${t.trashName}`, `/remote.php/dav/trashbin/${mine}/restore/x`),
    ...dav('PROPFIND', `versions/${t.login}/versions/${t.node}`),
    ...dav('PROPFIND', `versions/${mine}/versions/${t.node}`),
    ...dav('PROPFIND GET PROPPATCH DELETE', `versions/${mine}/versions/${t.node}/${t.version}`),
    ...dav('MOVE', `versions/${mine}/versions/${t.node}/${t.version}`, `/remote.php/dav/versions/${mine}/restore/x`),
    ...dav('PROPFIND POST PROPPATCH REPORT', `comments/files/${t.node}`),
    ...dav('PROPFIND PROPPATCH DELETE', `comments/files/${t.node}/${t.comment}`),
    ...dav('PROPFIND REPORT', `principals/users/${t.login}`),
    ...dav('PROPFIND REPORT PROPPATCH DELETE', `addressbooks/users/${t.login}/${t.book}`),
    ...dav('PROPFIND REPORT PROPPATCH DELETE', `addressbooks/users/${mine}/${t.book}`),
    ...dav('PROPFIND GET PUT DELETE', `addressbooks/users/${t.login}/${t.book}/${t.card}`),
    ...dav('PROPFIND GET PUT DELETE', `addressbooks/users/${mine}/${t.book}/${t.card}`),
    ...[t.login, mine].flatMap((login) => [
      ...dav('PROPFIND REPORT PROPPATCH DELETE POST', `calendars/${login}/${t.calendarUri}`),
      ...dav('PROPFIND GET PUT DELETE', `calendars/${login}/${t.calendarUri}/${t.eventUri}`),
      ...dav('MOVE COPY', `calendars/${login}/${t.calendarUri}/${t.eventUri}`, `/remote.php/dav/calendars/${mine}/x/x`),
    ]),
    ...dav('MKCALENDAR MKCOL', `calendars/${t.login}/neu`),
    ...dav('SEARCH', '').map((address) => ({ ...address, body: search(`/files/${t.login}`) })),
    ...dav('SEARCH', '').map((address) => ({ ...address, body: search(`/files/${mine}/${t.folderPath}`) })),
  ];
}
