import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { DirectoryEvents } from '../directory-events.ts';
import type { OrganisationTrees } from '../organisation-trees.ts';
import type { PersonReader } from '../person-reader.ts';
import type { MailText } from './guest-mails.ts';
import type { GuestReader } from './guest-reader.ts';

/** The part of platform/mail that guests need. */
export interface GuestMail {
  send(
    tx: Queryable,
    mail: MailText & { readonly to: string; readonly organisationId: number | null },
  ): Promise<unknown>;
}

export interface GuestJobs {
  define(name: string, handler: () => Promise<void>): void;
  cron(pattern: string, name: string): void;
  enqueue(tx: Queryable, name: string, payload: object, o: { key: string; runAt: Date }): Promise<void>;
}

/** What a guest may be added to when invited; files implements it, compose.ts plugs it. */
export interface GuestSpaces {
  /** The space's name; throws where the actor may not add a guest to it. */
  checkInvite(actor: Actor, spaceId: number): Promise<{ readonly name: string }>;
  add(actor: Actor, spaceId: number, login: string, role: GuestSpaceRole): Promise<void>;
  /** What was shared with a guest, by name. */
  namesOf(personId: number): Promise<string[]>;
}

export type GuestSpaceRole = 'viewer' | 'editor';

export interface GuestDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: DirectoryEvents;
  readonly trees: OrganisationTrees;
  readonly people: PersonReader;
  readonly guests: GuestReader;
  readonly mail: GuestMail;
  readonly jobs: GuestJobs;
  readonly spaces: GuestSpaces;
  /** The whole address of a page: `link('/guests')`. */
  readonly link: (path: string) => string;
  /** To be called after commit: what was remembered of the person is out of date. */
  readonly personChanged: (personId: number) => void;
}

/** Ends what is due; see end-due-guests.ts. */
export const endJob = 'directory.end-guests';

/** The person who does it, or nobody: work of the system and of the command line has no sponsor of its own. */
export function personOf(actor: Actor): PersonActor | null {
  return actor.kind === 'person' ? actor : null;
}
