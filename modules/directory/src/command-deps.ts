import type { Clock } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { DirectoryEvents } from './directory-events.ts';
import type { GroupReader } from './group-reader.ts';
import type { OrganisationReader } from './organisation-reader.ts';
import type { PersonReader } from './person-reader.ts';

/** What the commands of this room work with. */
export interface CommandDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: DirectoryEvents;
  readonly organisations: OrganisationReader;
  readonly people: PersonReader;
  readonly groups: GroupReader;
  /** To be called after commit: what was remembered of the person is out of date. */
  readonly personChanged: (personId: number) => void;
}
