import type { Clock } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { AssignmentReader } from './assignment-reader.ts';
import type { DirectoryEvents } from './directory-events.ts';
import type { GroupReader } from './group-reader.ts';
import type { OrganisationReader } from './organisation-reader.ts';
import type { OrganisationTrees } from './organisation-trees.ts';
import type { PeopleSearchReader } from './people-search-reader.ts';
import type { PersonReader } from './person-reader.ts';

/** What the commands and queries of this room work with. */
export interface CommandDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: DirectoryEvents;
  readonly trees: OrganisationTrees;
  readonly organisations: OrganisationReader;
  readonly assignments: AssignmentReader;
  readonly people: PersonReader;
  readonly search: PeopleSearchReader;
  readonly groups: GroupReader;
  /** To be called after commit: what was remembered of the person is out of date. */
  readonly personChanged: (personId: number) => void;
  /** To be called after commit: so is the tree of organisations. */
  readonly organisationsChanged: () => void;
}
