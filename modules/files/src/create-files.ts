import type { Clock } from '@landescloud/kernel';
import type { BlobStore } from '@landescloud/platform/blobs';
import type { Database } from '@landescloud/platform/database';
import type { Events, Hints } from '@landescloud/platform/events';
import type { Jobs } from '@landescloud/platform/jobs';
import type { Notifications } from '@landescloud/platform/notifications';
import type { Scanner } from '@landescloud/platform/scan';
import { attachContentCommand, preflightCommand } from './commands/attach-content.ts';
import { createFolderCommand, ensureFoldersCommand } from './commands/create-folder.ts';
import { copyNodeCommand, moveNodeCommand } from './commands/move-node.ts';
import { nodeFacts } from './commands/node-facts.ts';
import { removeNodeCommand } from './commands/remove-node.ts';
import { createContents } from './contents/create-contents.ts';
import type { NoteRead } from './contents/note-read.ts';
import { runningTransfers } from './contents/running-transfers.ts';
import type { FilesContext, LeaveShare } from './context.ts';
import type { FilesDirectory } from './directory-port.ts';
import { spaceRoot } from './errors.ts';
import type { Files, Nodes } from './files.ts';
import { createGrants, granteeTopic } from './grants/grants.ts';
import { createHolds } from './holds/holds.ts';
import { defineFilesJobs, startPurge } from './jobs/files-jobs.ts';
import { defineLifeJobs } from './jobs/life-jobs.ts';
import type { FilesMail, LifeDeps } from './life/life-deps.ts';
import { createLocks } from './locks/locks.ts';
import { dataOfPerson } from './queries/data-of-person.ts';
import { findNodes } from './queries/find-nodes.ts';
import { listActivity } from './queries/list-activity.ts';
import { listChanges } from './queries/list-changes.ts';
import { pageNodes } from './queries/page-nodes.ts';
import { readNodes } from './queries/read-nodes.ts';
import { createAdmission } from './release/admission.ts';
import { defineCheckContents } from './release/check-contents-job.ts';
import { createReleases } from './release/create-releases.ts';
import type { ReleaseContext } from './release/release-context.ts';
import { createTracks } from './queries/tracks.ts';
import { createRetention } from './retention/retention.ts';
import { endPersonMemberships } from './spaces/end-person-memberships.ts';
import { insertPersonalSpace } from './spaces/space-writer.ts';
import { createBelongings } from './spaces/belongings.ts';
import { endGuestMemberships } from './spaces/end-guest-memberships.ts';
import { erasePerson } from './spaces/erase-person.ts';
import { createEndSpace } from './spaces/end-space.ts';
import { createOrganisationRoom } from './spaces/organisation-room.ts';
import { createSpaces } from './spaces/spaces.ts';
import { createTrash } from './trash/trash.ts';
import { Lanes } from './tree/lanes.ts';
import { Viewer } from './tree/viewer.ts';
import { createUploads } from './uploads/create-uploads.ts';
import { createVersions } from './versions/versions.ts';

export interface FilesDependencies {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly events: Events;
  readonly hints: Hints;
  readonly jobs: Jobs;
  readonly directory: FilesDirectory;
  readonly mail: FilesMail;
  /** The whole address of a page: `link('/files')`. */
  readonly link: (path: string) => string;
  readonly scanner: Scanner;
  /** Tells people with what a transaction does. */
  readonly notify: Notifications['notify'];
  readonly clock: Clock;
  /** A person takes out of their root what was shared with them; absent: they cannot. */
  readonly leaveShare?: LeaveShare;
  /** Hears of every download; absent: nobody does. */
  readonly noteRead?: NoteRead;
}

/**
 * Makes the module. Hints: topic `space:<id>` with `{ spaceId, change, folderIds }` after each write, topic
 * `person:<id>` (`link:<id>` for who comes by a link) with `{}` when what they reach changed. Events: `files.created`, `files.written`, `files.renamed`,
 * `files.moved`, `files.copied`, `files.trashed`, `files.restored`, `files.version_restored`, subject `node:<id>`.
 */
export function createFiles(dependencies: FilesDependencies): Files {
  const {
    db,
    blobs,
    events,
    hints,
    jobs,
    directory,
    mail,
    link,
    scanner,
    notify,
    clock,
    leaveShare = notLeft,
    noteRead = () => {},
  } = dependencies;
  const room = createOrganisationRoom(db, directory, clock);
  hints.subscribe('directory.organisation', () => room.forget());
  const lanes = new Lanes({
    db,
    clock,
    recordEvents: (tx, list) => events.record(tx, list),
    announce: (spaceId, change, folderIds) => {
      hints.publish(`space:${spaceId}`, { spaceId, change, folderIds });
      events.wake();
    },
    grew: (organisationId, bytes) => room.note(organisationId, bytes),
  });
  const releases: ReleaseContext = { db, lanes, clock, blobs, jobs, directory, scanner, notify };
  defineCheckContents(releases);
  const context: FilesContext = {
    db,
    lanes,
    clock,
    room,
    leaveShare,
    admission: createAdmission(releases),
    spaceGuesses: new Map(),
    viewer: new Viewer(db, directory),
    ensurePersonalSpace: async (personId) => {
      const person = await directory.byId(personId);
      if (person === null) return;
      const { organisationId, name, guest } = person;
      await insertPersonalSpace(db, {
        kind: 'personal',
        name,
        organisationId,
        ownerId: personId,
        quotaBytes: guest ? 0 : null,
        role: guest ? 'viewer' : 'manager',
        now: clock.now(),
      });
    },
  };
  const content = {
    db,
    blobs,
    clock,
    jobs,
    room,
    places: { preflight: preflightCommand(context), attachContent: attachContentCommand(context) },
    running: runningTransfers(db, hints),
    noteRead,
  };
  defineFilesJobs(context, directory, blobs, jobs);
  const announcePerson = (personId: number) => hints.publish(`person:${personId}`, {});
  const announce = (granteeId: number) => hints.publish(granteeTopic(granteeId), {});
  const life: LifeDeps = {
    context,
    directory,
    mail,
    notify,
    link,
    ending: createEndSpace(context, announce),
    announce,
    startPurge: () => startPurge(context, jobs),
  };
  defineLifeJobs(life, jobs);
  const endGuest = endGuestMemberships(db, announcePerson);
  events.subscribe('files.guests', ['directory.guest_ended'], async (ended) => {
    for (const event of ended) await endGuest(event);
  });
  const endPerson = endPersonMemberships(db, announcePerson);
  events.subscribe('files.people-left', ['directory.person_left'], async (left) => {
    for (const event of left) await endPerson(event);
  });
  const erase = erasePerson(context, directory, announcePerson);
  events.subscribe('files.people-erased', ['directory.person_erased'], async (erased) => {
    for (const event of erased) await erase(event);
  });
  return {
    spaces: createSpaces({ context, directory, events, mail, notify, link, ending: life.ending, announcePerson }),
    nodes: createNodes(context),
    contents: createContents(content),
    versions: createVersions(context),
    trash: createTrash(context, () => startPurge(context, jobs)),
    locks: createLocks(context),
    uploads: createUploads(content),
    holds: createHolds(context, directory),
    retention: createRetention({ context, directory, events }),
    belongings: createBelongings({ context, directory, events, announcePerson }),
    grants: createGrants(context, hints),
    releases: createReleases(releases),
    tracks: createTracks(db),
    dataOf: (personId) => dataOfPerson(db, personId),
  };
}

function notLeft(): Promise<void> {
  throw spaceRoot();
}

function createNodes(context: FilesContext): Nodes {
  const reading = readNodes(context);
  return {
    ...reading,
    ...pageNodes(context, reading.ancestors),
    ...findNodes(context),
    ...nodeFacts(context),
    createFolder: createFolderCommand(context),
    ensureFolders: ensureFoldersCommand(context),
    move: moveNodeCommand(context),
    copy: copyNodeCommand(context),
    remove: removeNodeCommand(context),
    changes: listChanges(context),
    activity: listActivity(context),
  };
}
