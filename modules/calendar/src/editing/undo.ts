import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import { isDomainError } from '@landescloud/kernel';
import { moveObject } from '../commands/move-object.ts';
import { deleteObject } from '../commands/delete-object.ts';
import { putObject } from '../commands/put-object.ts';
import type { CalendarContext } from '../context.ts';
import { undoNotFound } from '../errors.ts';
import { invitedAgain } from './invite-again.ts';

export interface UndoStep {
  readonly calendarId: number;
  readonly uri: string;
  /** null: it was not there. */
  readonly before: Buffer | null;
  /** As it is since; null: it is not there. */
  readonly etag: string | null;
}

const kept = 24 * 3_600_000;

const FORGET = statement('calendar.forget_undo', 'delete from calendar.undo where person_id = $1 and at < $2');
const INSERT = statement(
  'calendar.insert_undo',
  'insert into calendar.undo (person_id, at) values ($1, $2) returning id',
);
const INSERT_STEP = statement(
  'calendar.insert_undo_step',
  `insert into calendar.undo_step (undo_id, position, calendar_id, uri, before, etag) values ($1, $2, $3, $4, $5, $6)`,
);
const TAKE = statement(
  'calendar.take_undo',
  `with taken as (delete from calendar.undo where id = $1 and person_id = $2 returning id)
   select s.calendar_id as "calendarId", s.uri, s.before, s.etag from calendar.undo_step s join taken t on t.id = s.undo_id
   order by s.position desc`,
);

/** Keeps for a day how things were; answers what takes it back. */
export async function recordUndo(
  q: Queryable,
  personId: number,
  now: number,
  steps: readonly UndoStep[],
): Promise<number> {
  await q.query(FORGET, [personId, now - kept]);
  const [row] = await q.query<{ id: number }>(INSERT, [personId, now]);
  const id = row?.id ?? 0;
  for (const [position, { calendarId, uri, before, etag }] of steps.entries())
    await q.query(INSERT_STEP, [id, position, calendarId, uri, before, etag]);
  return id;
}

/**
 * Takes back what the actor did, once. What somebody has changed since stays as it is: NotFound `calendar.undo_not_found`. The rights are
 * checked anew.
 */
export function undo(context: CalendarContext) {
  const [put, remove, move] = [putObject(context), deleteObject(context), moveObject(context)];
  return async (actor: PersonActor, id: number): Promise<void> => {
    const steps = await context.db.query<UndoStep>(TAKE, [id, actor.personId]);
    if (steps.length === 0) throw undoNotFound();
    try {
      for (const step of steps) {
        const { calendarId, uri, before, etag } = step;
        const calendar = { id: calendarId };
        const left = movedFrom(steps, step);
        if (left !== undefined) {
          // nobody is uninvited: it was never away
          const from = { from: calendar, uri, to: { id: left.calendarId }, toUri: uri, overwrite: false };
          const back = await move(actor, { ...from, conditions: { ifMatch: [etag ?? ''] } });
          await put(actor, {
            calendar: { id: left.calendarId },
            uri,
            data: left.before!,
            conditions: { ifMatch: [back.etag] },
          });
        } else if (steps.some((other) => movedFrom(steps, other) === step)) continue;
        else if (before === null) await remove(actor, { calendar, uri, conditions: { ifMatch: [etag ?? ''] } });
        else {
          const conditions = etag === null ? { ifNoneMatch: ['*'] } : { ifMatch: [etag] };
          const data = etag === null ? await invitedAgain(context.db, calendarId, before) : before;
          await put(actor, { calendar, uri, data, conditions });
        }
      }
    } catch (error) {
      if (isDomainError(error) && (error.kind === 'PreconditionFailed' || error.kind === 'NotFound'))
        throw undoNotFound();
      throw error;
    }
  };
}

/** Where what a step made had been before, in another calendar. */
function movedFrom(steps: readonly UndoStep[], { calendarId, uri, before }: UndoStep): UndoStep | undefined {
  if (before !== null) return undefined;
  return steps.find(
    (each) => each.uri === uri && each.calendarId !== calendarId && each.before !== null && each.etag === null,
  );
}
