import { createHash } from 'node:crypto';
import type { CalendarObject } from '@landescloud/icalendar';
import { isDomainError } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { writeCalendar } from '@landescloud/icalendar';
import type { CalendarContext } from '../context.ts';
import { indexObject } from '../objects/index-object.ts';
import { paced } from '../queries/paced.ts';
import type { CalendarWrite } from '../store/calendar-lanes.ts';
import { insertObject, removeObject, updateObject } from '../store/object-writer.ts';

/** Objects that share a transaction. */
const batch = 200;

const PRESENT = statement(
  'calendar.filled_objects',
  `select id, uri, uid, sha256(data) from calendar.object
   where calendar_id = $1 and deleted_at is null and ($2::text[] is null or uid = any ($2))`,
);

interface Present {
  readonly id: number;
  readonly uri: string;
  readonly hash: string;
}

export interface Filled {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Objects whose dates lie outside of what is possible: left out. */
  readonly refused: number;
}

/**
 * Makes a calendar hold exactly these objects, one for each UID: what is the same byte for byte stays untouched, so that programs sync
 * what changed alone. Nobody is asked for a right and nobody told: for the job that fills it. Two at once do no harm.
 */
export async function fillCalendar(
  context: Pick<CalendarContext, 'lanes'>,
  calendarId: number,
  objects: readonly CalendarObject[],
): Promise<Filled> {
  const wanted = new Map(
    await paced(objects, (object) => {
      const data = Buffer.from(writeCalendar(object));
      return [object.uid, { object, data, hash: digest(data) }] as const;
    }),
  );
  const present = await context.lanes.run(calendarId, (write) => presentIn(write, null));
  const removed = [...present.keys()].filter((uid) => !wanted.has(uid));
  const written = [...wanted].filter(([uid, { hash }]) => present.get(uid)?.hash !== hash).map(([uid]) => uid);
  const counts = { added: 0, changed: 0, removed: 0, refused: 0 };

  async function settle(write: CalendarWrite, uid: string, there: Present | undefined): Promise<void> {
    const one = wanted.get(uid);
    const index = one === undefined ? null : indexed(one.object, write.now);
    if (one === undefined || index === null) {
      counts[one === undefined ? 'removed' : 'refused'] += 1;
      if (there !== undefined) await removeObject(write, there);
      return;
    }
    if (there?.hash === one.hash) return;
    const uri = there?.uri ?? `${digest(Buffer.from(uid)).slice(0, 32)}.ics`;
    const stored = { uri, data: one.data, index, scheduleTag: null, modifiedBy: null };
    counts[there === undefined ? 'added' : 'changed'] += 1;
    if (there === undefined) await insertObject(write, stored);
    else await updateObject(write, there.id, stored);
  }

  const uids = [...removed, ...written];
  for (let from = 0; from < uids.length; from += batch) {
    const part = uids.slice(from, from + batch);
    await context.lanes.run(calendarId, async (write) => {
      const now = await presentIn(write, part);
      for (const uid of part) await settle(write, uid, now.get(uid));
    });
  }
  return counts;
}

async function presentIn(
  { tx, calendar }: CalendarWrite,
  uids: readonly string[] | null,
): Promise<Map<string, Present>> {
  const rows = await tx.arrays(PRESENT, [calendar.id, uids]);
  return new Map(
    rows.map(([id, uri, uid, hash]) => [
      uid as string,
      { id: id as number, uri: uri as string, hash: (hash as Buffer).toString('hex') },
    ]),
  );
}

function indexed(object: CalendarObject, now: number) {
  try {
    return indexObject(object, now);
  } catch (error) {
    if (isDomainError(error, 'Invalid')) return null;
    throw error;
  }
}

const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
