import { escapeText } from '@landescloud/webdav-xml';
import type { LockView } from '../../views.ts';

const entry = (scope: string): string =>
  `<d:lockentry><d:lockscope><d:${scope}/></d:lockscope><d:locktype><d:write/></d:locktype></d:lockentry>`;
export const supportedLock = entry('exclusive') + entry('shared');

/** RFC 4918 section 15.8: one `d:activelock` for each lock. */
export function lockDiscovery(locks: readonly { lock: LockView; rootHref: string }[], now: number): string {
  return locks.map(({ lock, rootHref }) => activeLock(lock, rootHref, now)).join('');
}

function activeLock(lock: LockView, rootHref: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((lock.expiresAt - now) / 1000));
  return (
    `<d:activelock><d:locktype><d:write/></d:locktype><d:lockscope><d:${lock.exclusive ? 'exclusive' : 'shared'}/></d:lockscope>` +
    `<d:depth>${lock.deep ? 'infinity' : '0'}</d:depth>${lock.owner === '' ? '' : `<d:owner>${lock.owner}</d:owner>`}` +
    `<d:timeout>Second-${seconds}</d:timeout><d:locktoken><d:href>${escapeText(lock.token)}</d:href></d:locktoken>` +
    `<d:lockroot><d:href>${rootHref}</d:href></d:lockroot></d:activelock>`
  );
}
