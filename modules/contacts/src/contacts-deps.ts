import type { Directory } from '@landescloud/directory';
import type { Clock } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { Events } from '@landescloud/platform/events';
import type { Jobs } from '@landescloud/platform/jobs';

export interface ContactsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: Pick<Events, 'record' | 'subscribe'>;
  readonly jobs: Pick<Jobs, 'define' | 'cron'>;
  readonly directory: {
    readonly people: Pick<Directory['people'], 'byIds' | 'byLogin'>;
    readonly organisations: Pick<Directory['organisations'], 'pathUp' | 'byKey'>;
    readonly groups: Pick<Directory['groups'], 'get'>;
    readonly recipients: Pick<Directory['recipients'], 'choose'>;
    readonly rights: Pick<Directory['rights'], 'organisationsHeld'>;
    readonly cards: Directory['cards'];
  };
}
