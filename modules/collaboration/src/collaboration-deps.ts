import type { Directory } from '@landescloud/directory';
import type { Files } from '@landescloud/files';
import type { Clock } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { Events, Hints } from '@landescloud/platform/events';
import type { Jobs } from '@landescloud/platform/jobs';
import type { Notifications } from '@landescloud/platform/notifications';

export interface CollaborationDeps {
  readonly db: Database;
  readonly events: Pick<Events, 'record' | 'subscribe'>;
  readonly hints: Hints;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly files: Pick<Files, 'nodes' | 'grants' | 'spaces' | 'tracks'>;
  readonly people: Pick<Directory['people'], 'byIds' | 'byLogin'>;
  readonly notifications: Pick<Notifications, 'define' | 'notify' | 'withdraw'>;
}
