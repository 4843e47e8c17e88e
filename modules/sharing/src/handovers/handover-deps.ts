import type { Directory } from '@landescloud/directory';
import type { Files } from '@landescloud/files';
import type { Actor, Clock, LinkActor } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { Events } from '@landescloud/platform/events';
import type { Jobs } from '@landescloud/platform/jobs';
import type { Mail } from '@landescloud/platform/mail';
import type { Notifications } from '@landescloud/platform/notifications';
import type { Seal } from './receipt/seal.ts';
import { eventActor } from '../event-actor.ts';

export interface HandoverDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: Pick<Events, 'record'>;
  readonly jobs: Pick<Jobs, 'define' | 'cron' | 'enqueue'>;
  readonly mail: Pick<Mail, 'send'>;
  readonly notifications: Pick<Notifications, 'define' | 'notify'>;
  readonly directory: {
    readonly rights: Pick<Directory['rights'], 'organisationsHeld'>;
    readonly people: Pick<Directory['people'], 'byIds'>;
    readonly organisations: Pick<Directory['organisations'], 'rule' | 'ruledDays' | 'usualDays'>;
  };
  readonly files: {
    readonly nodes: Pick<Files['nodes'], 'get'>;
    readonly contents: Pick<Files['contents'], 'stored' | 'sums'>;
  };
  /** The whole address of a page: `link('/handovers/17')`. */
  readonly link: (path: string) => string;
  /** What receipts are signed with. */
  readonly seal: Seal;
}

export interface HandoverEvent {
  readonly type: string;
  readonly id: number;
  readonly organisationId: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function recordEvent(
  { events, clock }: Pick<HandoverDeps, 'events' | 'clock'>,
  tx: Queryable,
  actor: Actor | LinkActor,
  { type, id, organisationId, data }: HandoverEvent,
): Promise<void> {
  const about = { organisationId, subject: `handover:${id}`, data, at: clock.now() };
  await events.record(tx, [{ type, actor: eventActor(actor), ...about }]);
}
