import { usePerson } from '../../../session/session.ts';

export interface Addresses {
  /** What Nextcloud's programs ask for. */
  readonly server: string;
  /** The person's files for WebDAV. */
  readonly webdav: string;
  readonly login: string;
  readonly isSecure: boolean;
}

/** The addresses of this server as the person reached it. */
export function useAddresses(): Addresses {
  const { login } = usePerson();
  const server = location.origin;
  return {
    server,
    webdav: `${server}/remote.php/dav/files/${encodeURIComponent(login)}/`,
    login,
    isSecure: location.protocol === 'https:',
  };
}
