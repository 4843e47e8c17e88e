import type { ContentDeps } from '../contents/content-deps.ts';
import type { ChecksumChaser } from './checksum-chaser.ts';
import type { RunningAppends } from './running-appends.ts';

export interface UploadDeps extends ContentDeps {
  readonly chaser: ChecksumChaser;
  readonly appends: RunningAppends;
}
