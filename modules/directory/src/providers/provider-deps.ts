import type { Clock } from '@landescloud/kernel';
import type { Discovered } from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import type { AssignmentReader } from '../assignment-reader.ts';
import type { DirectoryEvents } from '../directory-events.ts';
import type { OrganisationTrees } from '../organisation-trees.ts';
import type { PersonReader } from '../person-reader.ts';
import type { SourceSecrets } from '../sources/source-secrets.ts';
import type { ProviderReader } from './provider-reader.ts';

export interface ProviderDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: DirectoryEvents;
  readonly trees: OrganisationTrees;
  readonly people: PersonReader;
  readonly assignments: AssignmentReader;
  readonly providers: ProviderReader;
  readonly secrets: SourceSecrets;
  /** Reads how a provider describes itself; auth does it. */
  readonly discover: (issuer: string) => Promise<Discovered>;
  /** To be called after commit: what was remembered of the person is out of date. */
  readonly personChanged: (personId: number) => void;
}

/** Bound to the provider: copied to another one it does not open. */
export const secretContext = (providerId: number) => `directory provider ${providerId}`;
