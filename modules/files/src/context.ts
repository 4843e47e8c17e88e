import type { Clock, PersonActor } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { Admission } from './release/admission.ts';
import type { OrganisationRoom } from './spaces/organisation-room.ts';
import type { Lanes } from './tree/lanes.ts';
import type { Viewer } from './tree/viewer.ts';

/** For this person what was shared with them ends; the sharing room knows how. */
export type LeaveShare = (actor: PersonActor, nodeId: number) => Promise<void>;

/** What every command and query of this module is made with. */
export interface FilesContext {
  readonly db: Database;
  readonly lanes: Lanes;
  readonly viewer: Viewer;
  readonly clock: Clock;
  readonly room: OrganisationRoom;
  readonly leaveShare: LeaveShare;
  readonly admission: Admission;
  /** Which space a person's folder was in when it was last written to: see inSpaceOf. */
  readonly spaceGuesses: Map<string, number>;
  /** The person's personal space, made when it is missing; a guest's holds nothing. */
  readonly ensurePersonalSpace: (personId: number) => Promise<void>;
}
