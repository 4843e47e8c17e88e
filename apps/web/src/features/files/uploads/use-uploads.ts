import { useSyncExternalStore } from 'react';
import { UploadEngine, type Recovery } from './upload-engine.ts';
import { isFinished } from './upload-queue.ts';
import type { UploadGroup, UploadItem } from './upload-types.ts';

/** The page's one queue. */
export const uploads = new UploadEngine();

export interface UploadLine {
  readonly group: UploadGroup;
  readonly finished: boolean;
  readonly recovery: Recovery;
  readonly retrying: boolean;
  readonly verified: boolean;
  readonly failures: readonly UploadItem[];
}

export interface UploadOverview {
  readonly lines: readonly UploadLine[];
  readonly size: number;
  readonly sent: number;
  readonly files: number;
  readonly filesDone: number;
  readonly filesFailed: number;
  readonly running: boolean;
  readonly paused: boolean;
  readonly bytesPerSecond: number | null;
  readonly timeLeft: number | null;
}

/** Bars need no more, and the page has other things to do. */
const pace = 200;
let overview = look();
let timer: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

uploads.queue.subscribe(() => {
  timer ??= setTimeout(() => {
    timer = null;
    uploads.sample(performance.now());
    overview = look();
    for (const listener of listeners) listener();
  }, pace);
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useUploads = (): UploadOverview => useSyncExternalStore(subscribe, () => overview);

function look(): UploadOverview {
  const groups = [...uploads.queue.groups.values()];
  const sum = (pick: (group: UploadGroup) => number) => groups.reduce((total, group) => total + pick(group), 0);
  const size = sum((group) => group.size);
  const sent = sum((group) => group.sent);
  const files = sum((group) => group.files);
  const filesDone = sum(({ counts, files: all }) => Math.min(all, counts.done) + counts.skipped);
  const filesFailed = sum(({ counts }) => counts.failed);
  const active = groups.filter(({ counts }) => counts.uploading + counts.waiting > 0);
  const left = active.reduce((total, group) => total + group.size - group.sent, 0);
  const filesLeft = active.reduce((total, { counts }) => total + counts.uploading + counts.waiting, 0);
  return {
    lines: groups.map(lineOf),
    size,
    sent,
    files,
    filesDone,
    filesFailed,
    running: uploads.queue.uploading > 0,
    paused: active.length === 0 && groups.some(({ counts }) => counts.paused > 0),
    bytesPerSecond: uploads.rate.bytesPerSecond(),
    timeLeft: active.length === 0 ? null : uploads.rate.timeLeft(left, filesLeft),
  };
}

function lineOf(group: UploadGroup): UploadLine {
  const { counts } = group;
  // Only what is needed is looked at: a folder may hold 100,000 files.
  const items =
    counts.failed > 0 || counts.uploading > 0 || group.itemIds.length === 1 ? uploads.queue.items(group) : [];
  return {
    group: { ...group, counts: { ...counts } },
    finished: isFinished(group),
    recovery: uploads.recoveryOf(group.id),
    retrying: items.some(({ retrying }) => retrying),
    verified: items.length === 1 && items[0]?.verified === true,
    failures: counts.failed > 0 ? items.filter(({ state }) => state === 'failed').slice(0, 20) : [],
  };
}
