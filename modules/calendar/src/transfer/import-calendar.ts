import { createHash } from 'node:crypto';
import { CalendarInvalid, importLimits, readCalendarFile, writeCalendar } from '@landescloud/icalendar';
import type { CalendarContents, CalendarObject, FileProblem } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { storeObject } from '../commands/put-object.ts';
import { eventOf, requireCalendar, requireWritable, type CalendarContext, type CalendarRef } from '../context.ts';
import { dataInvalid, importNotFound, importTooLarge } from '../errors.ts';
import { isRedacted } from '../objects/redact.ts';
import { readObject } from '../objects/read-object.ts';
import type { CalendarWrite } from '../store/calendar-lanes.ts';
import { dataOf, findObjects, trashObject } from '../store/object-writer.ts';
import type { CalendarView, ComponentName } from '../views.ts';

/** Bytes of a file: ten years of a full calendar are some 10 MB. */
export const mostFileBytes = 50 * 1024 * 1024;
const mostObjects = 50_000;
/** Objects that share a transaction: others write in between. */
const batch = 100;
const mostProblems = 100;
/** How long an import can be taken back. */
const undoDays = 7;
const day = 86_400_000;

export interface ImportOptions {
  readonly data: Buffer;
  /** What the calendar has already (by UID): stays as it is, or becomes as the file has it. */
  readonly known: 'keep' | 'replace';
}

export interface ImportResult {
  /** For taking it back. */
  readonly id: number;
  readonly added: number;
  readonly replaced: number;
  /** Known already, and kept or the same. */
  readonly kept: number;
  /** What could not be read, the first hundred. */
  readonly problems: readonly { uid: string | null; summary: string | null; problem: string }[];
  readonly failed: number;
}

const INSERT = statement(
  'calendar.insert_import',
  'insert into calendar.import (calendar_id, person_id, at) values ($1, $2, $3) returning id',
);
const LIST = statement(
  'calendar.list_import',
  `insert into calendar.import_object (import_id, object_id, change, before) values ($1, $2, $3, $4)`,
);
const FIND = statement(
  'calendar.find_import',
  'select calendar_id as "calendarId" from calendar.import where id = $1 and person_id = $2 and at > $3',
);
const WRITTEN = statement(
  'calendar.imported_objects',
  `select i.object_id as id, o.uri, i.before from calendar.import_object i join calendar.object o on o.id = i.object_id
   where i.import_id = $1 and o.deleted_at is null and o.change = i.change order by i.object_id limit $2`,
);
const UNLIST = statement(
  'calendar.unlist_import',
  'delete from calendar.import_object where import_id = $1 and object_id = any ($2::bigint[])',
);
const FORGET = statement('calendar.forget_imports', 'delete from calendar.import where at < $1 or id = $2');

/**
 * Takes a file of many events and tasks into a calendar; nobody is invited by it. Invalid `calendar.data_invalid`; LimitExceeded
 * `calendar.import_too_large`; Forbidden `calendar.not_allowed`.
 */
export function importCalendar(context: CalendarContext) {
  const { db, clock, lanes } = context;

  async function run(actor: PersonActor, ref: CalendarRef, { data, known }: ImportOptions): Promise<ImportResult> {
    const calendar = await requireCalendar(context, actor, ref);
    requireWritable(calendar);
    const { objects, problems: unread } = readFile(data);
    const problems: { uid: string | null; summary: string | null; problem: string }[] = [...unread];
    const [row] = await db.query<{ id: number }>(INSERT, [calendar.id, actor.personId, clock.now()]);
    const id = row!.id;
    const counts = { added: 0, replaced: 0, kept: 0 };
    for (let from = 0; from < objects.length; from += batch) {
      const part = objects.slice(from, from + batch);
      const results = await lanes.run(calendar.id, async (write) => {
        const done: (keyof typeof counts | FileProblem)[] = [];
        for (const object of part) done.push(await takeOne(write, calendar, { actor, id, object, known }));
        return done;
      });
      for (const result of results)
        if (typeof result === 'string') counts[result] += 1;
        else problems.push(result);
    }
    return { id, ...counts, problems: problems.slice(0, mostProblems), failed: problems.length };
  }

  async function takeOne(
    write: CalendarWrite,
    calendar: CalendarView,
    {
      actor,
      id,
      object,
      known,
    }: {
      readonly actor: PersonActor;
      readonly id: number;
      readonly object: CalendarObject;
      readonly known: 'keep' | 'replace';
    },
  ): Promise<'added' | 'replaced' | 'kept' | FileProblem> {
    if (!calendar.components.includes(object.kind as ComponentName))
      return { uid: object.uid, summary: null, problem: 'no-component' };
    const data = Buffer.from(writeCalendar(object));
    const uri = `${createHash('sha256').update(object.uid).digest('hex').slice(0, 32)}.ics`;
    const existing = (await findObjects(write, '', object.uid)).find(({ uid }) => uid === object.uid);
    const before = existing === undefined ? null : await dataOf(write, existing.id);
    if (existing !== undefined && (known === 'keep' || isRedacted(calendar, existing) || before?.equals(data) === true))
      return 'kept';
    let stored: CalendarObject;
    try {
      stored = readObject(data);
    } catch {
      return { uid: object.uid, summary: null, problem: 'too-large' };
    }
    const written = await storeObject(context, write, {
      actor,
      uri: existing?.uri ?? uri,
      data,
      object: stored,
      existing,
      silent: true,
      unscheduled: true,
    }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'calendar.date_out_of_range') return null;
      throw error;
    });
    if (written === null) return { uid: object.uid, summary: null, problem: 'value' };
    await write.tx.query(LIST, [id, written.id, write.calendar.change, before]);
    return existing === undefined ? 'added' : 'replaced';
  }

  /** What was not changed since goes to the trash, or becomes as it was. NotFound `calendar.import_not_found`. */
  async function undo(actor: PersonActor, id: number): Promise<{ readonly undone: number }> {
    const [found] = await db.query<{ calendarId: number }>(FIND, [id, actor.personId, clock.now() - undoDays * day]);
    if (found === undefined) throw importNotFound();
    const calendar = await requireCalendar(context, actor, { id: found.calendarId });
    requireWritable(calendar);
    let undone = 0;
    for (;;) {
      const count = await lanes.run(calendar.id, async (write) => {
        const rows = await write.tx.query<{ id: number; uri: string; before: Buffer | null }>(WRITTEN, [id, batch]);
        for (const { id: objectId, uri, before } of rows) {
          if (before === null) {
            await trashObject(write, { id: objectId, uri }, actor.personId);
            const { organisationId } = write.calendar;
            write.events.push(
              eventOf(actor, 'object_deleted', `calendar:${calendar.id}`, organisationId, { objectId }, write.now),
            );
            continue;
          }
          const object = readObject(before);
          const [existing] = await findObjects(write, uri, object.uid);
          await storeObject(context, write, {
            actor,
            uri,
            data: before,
            object,
            existing,
            silent: true,
            unscheduled: true,
          });
        }
        await write.tx.query(UNLIST, [id, rows.map((each) => each.id)]);
        return rows.length;
      });
      undone += count;
      if (count < batch) break;
    }
    await db.query(FORGET, [clock.now() - undoDays * day, id]);
    return { undone };
  }

  return { run, undo };
}

function readFile(data: Buffer): CalendarContents {
  if (data.length > mostFileBytes) throw importTooLarge(mostFileBytes, mostObjects);
  try {
    const contents = readCalendarFile(data, {
      limits: importLimits,
      uidFor: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
    });
    if (contents.objects.length > mostObjects) throw importTooLarge(mostFileBytes, mostObjects);
    return contents;
  } catch (error) {
    if (error instanceof CalendarInvalid) throw dataInvalid(error.problem, error.message);
    throw error;
  }
}
