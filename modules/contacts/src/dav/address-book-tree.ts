import {
  collectionTreeMethods,
  collectionsTree,
  type Answer,
  type DavCall,
  type DavTree,
  type PrincipalProperties,
} from '@landescloud/platform/dav';
import { encodeSegment } from '@landescloud/webdav-xml';
import { directoryUri } from '../books/book.ts';
import type { Contacts } from '../contacts.ts';
import { acceptedVersion, inVersion } from './address-data.ts';
import { addressBookPort } from './address-book-port.ts';
import { CARDDAV } from './names.ts';

const name = 'addressbooks/users';

/** `/remote.php/dav/addressbooks/users/<login>/…`, as Nextcloud has it. */
export function addressBookTree(contacts: Contacts): DavTree {
  const port = addressBookPort(contacts);
  const handle = collectionsTree(port);
  return {
    name,
    scope: 'contacts',
    owner: 'login',
    listed: true,
    methods: collectionTreeMethods,
    classes: ['1', '3', 'access-control', 'extended-mkcol', 'addressbook'],
    async handle(call: DavCall): Promise<Answer> {
      const answer = await handle(call);
      const version = acceptedVersion(call.headers.accept);
      const isCard =
        call.path.length === 2 && (call.method === 'GET' || call.method === 'HEAD') && answer.status === 200;
      if (version === null || !isCard || !Buffer.isBuffer(answer.body)) return answer;
      const body = Buffer.from(inVersion(answer.body, version));
      const type = `text/vcard; charset=utf-8; version=${version}`;
      return {
        ...answer,
        headers: { ...answer.headers, 'content-type': type, 'content-length': body.length, vary: 'Accept' },
        body,
      };
    },
  };
}

/** Where somebody's own address books are (RFC 6352 section 7.1.1), and where all people are found. */
export const addressBookPrincipalProperties: PrincipalProperties = (actor, { folder, key }) => {
  if (folder !== 'users' || key !== actor.login) return {};
  const home = `/remote.php/dav/${name}/${encodeSegment(key)}/`;
  return {
    [`${CARDDAV} addressbook-home-set`]: `<d:href>${home}</d:href>`,
    ...(actor.role === 'guest' ? {} : { [`${CARDDAV} directory-gateway`]: `<d:href>${home}${directoryUri}/</d:href>` }),
  };
};
