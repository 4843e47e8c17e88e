import type { BlobStore } from '@landescloud/platform/blobs';
import type { Jobs } from '@landescloud/platform/jobs';
import type { Notifications } from '@landescloud/platform/notifications';
import type { Scanner } from '@landescloud/platform/scan';
import type { Visitor } from '../access.ts';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';

/** What an organisation's rules say of uploads into its spaces. */
export interface ReleaseRules {
  readonly check: 'none' | 'outside-where-possible' | 'outside' | 'all';
  readonly unscannable: 'mark' | 'hold';
  readonly kinds: 'any' | 'no-programs' | 'documents';
}

export interface ReleaseContext extends Pick<FilesContext, 'db' | 'lanes' | 'clock'> {
  readonly blobs: BlobStore;
  readonly jobs: Jobs;
  readonly directory: FilesDirectory;
  readonly scanner: Scanner;
  readonly notify: Notifications['notify'];
}

/** By a guest, or by somebody who has no account. */
export function isOutside(actor: Visitor): boolean {
  return actor.kind === 'link' || (actor.kind === 'person' && actor.role === 'guest');
}

/** Whether these rules ask for a check of an upload. */
export function demandsCheck(rules: ReleaseRules, outside: boolean, canScan: boolean): boolean {
  switch (rules.check) {
    case 'all':
      return true;
    case 'outside':
      return outside;
    case 'outside-where-possible':
      return outside && canScan;
    case 'none':
      return false;
  }
}
