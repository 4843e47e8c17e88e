import { existsSync, globSync, readFileSync } from 'node:fs';

export interface SystemPackage {
  /** Debian's and Ubuntu's name. */
  readonly name: string;
  /** A file that it brings; globs are allowed. */
  readonly brings: string;
  readonly why: string;
}

/** What `npm test` needs beyond npm: the clients that people use, a browser, the converters behind previews. */
export const systemPackages: readonly SystemPackage[] = [
  { name: 'chromium-headless-shell', brings: '/usr/bin/chromium-headless-shell', why: 'the web app in a browser' },
  { name: 'litmus', brings: '/usr/bin/litmus', why: 'WebDAV protocol suite' },
  { name: 'cadaver', brings: '/usr/bin/cadaver', why: 'WebDAV client' },
  { name: 'davfs2', brings: '/{usr/sbin,sbin}/mount.davfs', why: 'WebDAV as a mounted folder' },
  { name: 'rclone', brings: '/usr/bin/rclone', why: 'sync client' },
  { name: 'nextcloud-desktop-cmd', brings: '/usr/bin/nextcloudcmd', why: 'desktop sync client' },
  { name: 'vdirsyncer', brings: '/usr/bin/vdirsyncer', why: 'sync client for calendars and contacts' },
  { name: 'khal', brings: '/usr/bin/khal', why: 'calendar program' },
  {
    name: 'python3-caldav',
    brings: '/usr/lib/python3/dist-packages/caldav/__init__.py',
    why: 'CalDAV library',
  },
  {
    name: 'evolution-data-server',
    brings: '/usr/libexec/evolution-source-registry',
    why: 'the backend of a desktop calendar program',
  },
  {
    name: 'gir1.2-ecal-2.0',
    brings: '/usr/lib/*/girepository-1.0/ECal-2.0.typelib',
    why: 'that backend from a script',
  },
  { name: 'python3-gi', brings: '/usr/lib/python3/dist-packages/gi/__init__.py', why: 'that backend from a script' },
  { name: 'dbus-daemon', brings: '/usr/bin/dbus-run-session', why: 'that backend on a bus of its own' },
  { name: 'poppler-utils', brings: '/usr/bin/pdftoppm', why: 'previews of PDF files' },
  { name: 'libreoffice-writer-nogui', brings: '/usr/bin/soffice', why: 'previews of office files' },
  { name: 'slapd', brings: '/usr/sbin/slapd', why: 'an LDAP server as a source of people' },
  { name: 'dovecot-imapd', brings: '/usr/sbin/dovecot', why: 'an IMAP server for mailboxes of invitations' },
  { name: 'clamav-daemon', brings: '/usr/sbin/clamd', why: 'a scanner of uploads' },
  {
    name: 'postgresql',
    brings: '/usr/lib/postgresql/*/bin/postgres',
    why: 'the rooms on the oldest PostgreSQL that we support',
  },
];

/** What `npm run bench` needs. */
export const benchPackages: readonly SystemPackage[] = [
  { name: 'apache2-bin', brings: '/usr/sbin/apache2', why: 'mod_dav as the reference' },
  { name: 'media-types', brings: '/etc/mime.types', why: 'mod_dav as the reference' },
  { name: 'radicale', brings: '/usr/bin/radicale', why: 'a CalDAV server as the reference' },
  { name: 'wrk', brings: '/usr/bin/wrk', why: 'load that takes little of the machine itself' },
  { name: 'curl', brings: '/usr/bin/curl', why: 'one large file up and down' },
];

export function missingPackages(packages: readonly SystemPackage[]): readonly SystemPackage[] {
  return packages.filter(({ brings }) => !existsSync(brings) && globSync(brings).length === 0);
}

/** Whether apt can bring them here. */
export function hasApt(): boolean {
  return existsSync('/usr/bin/apt-get') && /debian|ubuntu/.test(readFileSync('/etc/os-release', 'utf8'));
}
