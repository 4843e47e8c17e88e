import type { Directory } from '@landescloud/directory';
import type { Files } from '@landescloud/files';
import type { Actor, Clock, LinkActor } from '@landescloud/kernel';
import type { SecretBox } from '@landescloud/platform/auth';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { Events } from '@landescloud/platform/events';
import type { Jobs } from '@landescloud/platform/jobs';
import type { Mail } from '@landescloud/platform/mail';
import type { Notifications } from '@landescloud/platform/notifications';
import type { Handovers } from '../handovers/handovers.ts';
import { eventActor } from '../event-actor.ts';

export interface RequestDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: Pick<Events, 'record'>;
  readonly jobs: Pick<Jobs, 'define' | 'cron'>;
  readonly mail: Pick<Mail, 'send' | 'states'>;
  readonly notifications: Pick<Notifications, 'define' | 'notify'>;
  readonly files: {
    readonly nodes: Pick<Files['nodes'], 'get' | 'createFolder' | 'remove'>;
    readonly contents: Pick<Files['contents'], 'stored'>;
    readonly grants: Pick<Files['grants'], 'share' | 'newLinkGrantee' | 'place'>;
  };
  readonly recipients: Directory['recipients'];
  readonly rule: Directory['organisations']['rule'];
  readonly handovers: Pick<Handovers, 'receive'>;
  readonly secrets: SecretBox;
  /** The whole address of a page: `link('/q/…')`. */
  readonly link: (path: string) => string;
}

export interface RequestEvent {
  readonly type: string;
  readonly id: number;
  readonly organisationId: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function recordRequest(
  { events, clock }: Pick<RequestDeps, 'events' | 'clock'>,
  tx: Queryable,
  actor: Actor | LinkActor,
  { type, id, organisationId, data }: RequestEvent,
): Promise<void> {
  const about = { organisationId, subject: `request:${id}`, data, at: clock.now() };
  await events.record(tx, [{ type, actor: eventActor(actor), ...about }]);
}
