import { test } from 'node:test';
import { rcloneOtherFiles, rcloneRoundTrip } from './rclone-round-trip.ts';

test(`rclone as to any WebDAV server: ${rcloneOtherFiles} files there and back`, () =>
  rcloneRoundTrip('other', rcloneOtherFiles));
