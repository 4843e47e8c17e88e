import { test } from 'node:test';
import { rcloneFiles, rcloneRoundTrip } from './rclone-round-trip.ts';

test(`rclone as to Nextcloud: ${rcloneFiles} files there and back`, () => rcloneRoundTrip('nextcloud', rcloneFiles));
