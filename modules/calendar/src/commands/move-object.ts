import type { PersonActor } from '@landescloud/kernel';
import { readObject } from '../objects/read-object.ts';
import { eventOf, requireCalendar, requireWritable, type CalendarContext, type CalendarRef } from '../context.ts';
import { notAllowed, preconditionFailed, privateObject, uidTaken } from '../errors.ts';
import { indexObject } from '../objects/index-object.ts';
import { isRedacted } from '../objects/redact.ts';
import { mayRead } from '../roles.ts';
import type { CalendarWrite } from '../store/calendar-lanes.ts';
import {
  dataOf,
  findObjects,
  insertObject,
  removeObject,
  trashObject,
  type FoundObject,
} from '../store/object-writer.ts';
import { etagOf, type CalendarView } from '../views.ts';
import {
  checkConditions,
  requireComponent,
  requireFound,
  requireUri,
  type WriteConditions,
  type WrittenObject,
} from './put-object.ts';

export interface MoveObject {
  readonly from: CalendarRef;
  readonly uri: string;
  readonly to: CalendarRef;
  readonly toUri: string;
  readonly copy?: boolean;
  /** What stands at the other address goes into the trash; else it is PreconditionFailed. */
  readonly overwrite: boolean;
  readonly conditions?: WriteConditions;
}

/** To another calendar or address; nobody who is invited hears of it. */
export function moveObject(context: CalendarContext) {
  return async (actor: PersonActor, input: MoveObject): Promise<WrittenObject> => {
    const source = await requireCalendar(context, actor, input.from);
    const target = await requireCalendar(context, actor, input.to);
    const carry = carrier(actor, source, target, input);
    return source.id === target.id
      ? context.lanes.run(source.id, (write) => carry(write, write))
      : context.lanes.runPair(source.id, target.id, carry);
  };
}

/** What carries an object from one calendar to another within their lanes; Forbidden where the actor may not. */
export function carrier(
  actor: PersonActor,
  source: CalendarView,
  target: CalendarView,
  { uri, toUri, copy = false, overwrite, conditions = {} }: Omit<MoveObject, 'from' | 'to'>,
): (from: CalendarWrite, to: CalendarWrite) => Promise<WrittenObject> {
  requireWritable(target);
  if (!copy) requireWritable(source);
  if (!mayRead(source.role)) throw notAllowed();
  requireUri(toUri);
  return async (from, to) => {
    const found = requireFound((await findObjects(from, uri, '')).find((each) => each.uri === uri));
    checkConditions(source.id, found, conditions);
    if (isRedacted(source, found)) throw privateObject();
    const data = await dataOf(from, found.id);
    const object = readObject(data);
    requireComponent(target, object);
    const there = await findObjects(to, toUri, object.uid);
    const replaced = there.find((each) => each.uri === toUri);
    if (replaced !== undefined && !overwrite) throw preconditionFailed();
    if (replaced !== undefined && isRedacted(target, replaced)) throw privateObject();
    const isSame = (each: FoundObject): boolean => from === to && each.id === found.id;
    const other = there.find((each) => each.uri !== toUri && !(isSame(each) && !copy));
    if (other !== undefined) throw uidTaken(other.uri);
    if (replaced !== undefined) await trashObject(to, replaced, actor.personId);
    const index = indexObject(object, to.now, to.calendar.owner);
    const stored = { uri: toUri, data, index, scheduleTag: found.scheduleTag, modifiedBy: actor.personId };
    if (!copy) await removeObject(from, found);
    const { id, change } = await insertObject(to, stored);
    const what = copy ? 'object_copied' : 'object_moved';
    const { organisationId } = to.calendar;
    const details = { objectId: id, from: source.id };
    to.events.push(eventOf(actor, what, `calendar:${target.id}`, organisationId, details, to.now));
    return {
      id,
      uri: toUri,
      created: replaced === undefined,
      etag: etagOf(target.id, change),
      scheduleTag: found.scheduleTag,
      unchanged: true,
    };
  };
}
