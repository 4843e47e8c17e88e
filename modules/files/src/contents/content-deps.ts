import type { Clock } from '@landescloud/kernel';
import type { BlobStore } from '@landescloud/platform/blobs';
import type { Database } from '@landescloud/platform/database';
import type { Jobs } from '@landescloud/platform/jobs';
import type { Visitor } from '../access.ts';
import type { OrganisationRoom } from '../spaces/organisation-room.ts';
import type { WriteInput, Written } from '../files.ts';
import type { NoteRead } from './note-read.ts';
import type { RunningTransfers } from './running-transfers.ts';
import type { NewContent } from '../tree/node-writer.ts';

/** What contents and uploads need of the tree: a place to look at before a body is read, and to write to after. */
export interface ContentPlaces {
  /** Refuses early what would fail in the end: right, parent, conditions, quota. Answers the room there; null without limit. */
  preflight(actor: Visitor, input: WriteInput, size: number | null): Promise<number | null>;
  /** One transaction: the node, its version, quota, ancestors, outbox. The content's blobs are durable already. */
  attachContent(actor: Visitor, input: WriteInput, content: NewContent): Promise<Written>;
}

export interface ContentDeps {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly room: OrganisationRoom;
  readonly places: ContentPlaces;
  readonly running: RunningTransfers;
  readonly noteRead: NoteRead;
}
