/**
 * waiting -> uploading -> done | failed | conflict; paused and resumed in between. `lost`: after a reload the browser
 * may not open the file by itself; the person chooses it again. `skipped`: the person kept what was there.
 */
export type UploadState = 'waiting' | 'uploading' | 'paused' | 'conflict' | 'lost' | 'done' | 'skipped' | 'failed';

export const uploadStates: readonly UploadState[] = [
  'waiting',
  'uploading',
  'paused',
  'conflict',
  'lost',
  'done',
  'skipped',
  'failed',
];

export type OnConflict = 'fail' | 'replace' | 'rename';

/** Why it failed: a stable code of the server, or one of the browser's own ('network', 'unreadable', 'changed'). */
export interface UploadProblem {
  readonly code: string;
  readonly title: string;
}

export interface NewUploadItem {
  readonly id: string;
  readonly name: string;
  /** Folder names below the group's target. */
  readonly folders: readonly string[];
  readonly size: number;
  readonly modifiedAt: number;
  readonly type: string;
  /** An empty folder is made, not uploaded. */
  readonly isFolder: boolean;
}

export interface UploadItem extends NewUploadItem {
  readonly groupId: string;
  state: UploadState;
  sent: number;
  /** Where the server keeps what has arrived; null before the first byte. */
  url: string | null;
  onConflict: OnConflict;
  problem: UploadProblem | null;
  /** The connection broke and is being tried again. */
  retrying: boolean;
  nodeId: number | null;
  /** The server compared the SHA-256 of the whole file. */
  verified: boolean;
}

/** What the person put in at once and sees as one line: a file, a folder, or many loose files. */
export interface NewUploadGroup {
  readonly id: string;
  readonly kind: 'file' | 'folder' | 'files';
  readonly name: string;
  readonly targetId: number;
  readonly targetName: string;
  readonly addedAt: number;
}

export interface UploadGroup extends NewUploadGroup {
  readonly itemIds: string[];
  /** Without empty folders. */
  readonly files: number;
  readonly counts: Record<UploadState, number>;
  size: number;
  sent: number;
  /** How many arrived that a scanner looks at before anybody may open them. */
  waits: number;
}
