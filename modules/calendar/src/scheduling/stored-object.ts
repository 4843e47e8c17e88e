import { statement, type Queryable } from '@landescloud/platform/database';
import type { UidPlace } from './delivery-store.ts';

const READ = statement(
  'calendar.read_scheduled',
  `select id, data, schedule_tag as "scheduleTag" from calendar.object
   where calendar_id = $1 and uri = $2 and deleted_at is null`,
);

export interface StoredData {
  readonly id: number;
  readonly data: Buffer;
  readonly scheduleTag: string | null;
}

export async function readStored(q: Queryable, { calendarId, uri }: UidPlace): Promise<StoredData | undefined> {
  return (await q.query<StoredData>(READ, [calendarId, uri]))[0];
}
