import type { Actor, Clock } from '@landescloud/kernel';
import type { Directory } from '@landescloud/directory';
import type { Files } from '@landescloud/files';
import type { PasswordHasher, SecretBox } from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import type { Events } from '@landescloud/platform/events';
import type { Jobs } from '@landescloud/platform/jobs';
import type { Handovers } from '../handovers/handovers.ts';
import type { Mail } from '@landescloud/platform/mail';

export interface LinksDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: Events;
  readonly jobs: Jobs;
  readonly mail: Pick<Mail, 'send' | 'states'>;
  readonly files: Files;
  /** What is submitted is handed over, and what is given out by a link. */
  readonly handovers: Pick<Handovers, 'receive' | 'record' | 'public'>;
  readonly people: Pick<Directory['people'], 'byId' | 'byIds'>;
  readonly rule: Directory['organisations']['rule'];
  readonly hasher: PasswordHasher;
  readonly secrets: SecretBox;
  /** The whole address of a page: `link('/s/…')`. */
  readonly link: (path: string) => string;
}

/** The person who makes or changes a link. */
export type LinkMaker = Extract<Actor, { kind: 'person' }>;
