import { readCalendar, type CalendarObject } from '@landescloud/icalendar';
import type { PersonActor, SystemActor } from '@landescloud/kernel';
import { KnownPlaces } from '@landescloud/platform/database';
import { eventOf, requireCalendar, requireWritable, type CalendarContext, type CalendarRef } from '../context.ts';
import {
  calendarNotFound,
  componentUnsupported,
  invalidUri,
  objectNotFound,
  preconditionFailed,
  privateObject,
  uidTaken,
} from '../errors.ts';
import { concernsOwner, indexObject, type ObjectIndex } from '../objects/index-object.ts';
import { readObject } from '../objects/read-object.ts';
import { isRedacted } from '../objects/redact.ts';
import type { CalendarRole } from '../roles.ts';
import type { CalendarWrite } from '../store/calendar-lanes.ts';
import { dataOf, findObjects, insertObject, updateObject, type FoundObject } from '../store/object-writer.ts';
import { etagOf, type CalendarView, type ComponentName } from '../views.ts';

export interface WriteConditions {
  /** Etags without quotes; '*': it must be there. */
  readonly ifMatch?: readonly string[];
  /** '*': it must not be there. */
  readonly ifNoneMatch?: readonly string[];
  /** RFC 6638 section 8.3. */
  readonly ifScheduleTag?: string;
  /** Attendees and organisers are not told (RFC 6638 section 8.1). */
  readonly silent?: boolean;
}

export interface PutObject {
  readonly calendar: CalendarRef;
  /** The last part of its address: '<uid>.ics'. */
  readonly uri: string;
  /** Kept byte for byte. */
  readonly data: Buffer;
  readonly conditions?: WriteConditions;
}

export interface WrittenObject {
  readonly id: number;
  readonly uri: string;
  readonly created: boolean;
  readonly etag: string;
  readonly scheduleTag: string | null;
  /** False: scheduling has changed what was sent. */
  readonly unchanged: boolean;
}

/**
 * Makes or overwrites an event, task or journal entry. Invalid `calendar.data_invalid`, `calendar.object_invalid`,
 * `calendar.date_out_of_range`; Conflict `calendar.uid_taken`; Forbidden `calendar.not_allowed`, `calendar.private_object`,
 * `calendar.component_unsupported`; PreconditionFailed `calendar.precondition_failed`.
 */
export function putObject(context: CalendarContext) {
  const places = new KnownPlaces();

  return async (actor: PersonActor, input: PutObject): Promise<WrittenObject> => {
    const { calendar: ref } = input;
    const look = async (): Promise<number> => {
      const calendar = await requireCalendar(context, actor, ref);
      requireWritable(calendar);
      return calendar.id;
    };
    const key = 'id' in ref ? `${actor.personId} ${ref.id}` : `${actor.personId}/${ref.uri}`;
    return places.send(key, look, (id) => send(id, actor, input));
  };

  async function send(
    calendarId: number,
    actor: PersonActor,
    { calendar: ref, uri, data, conditions = {} }: PutObject,
  ): Promise<WrittenObject> {
    requireUri(uri);
    const object = readObject(data);
    const early = concernsOwner(object) ? {} : { index: indexObject(object, context.clock.now()) };
    const { personId } = actor;
    return context.lanes.send(calendarId, { personId, uri, uid: object.uid }, async (write) => {
      const calendar = { ...write.calendar, ...rightOf(write, personId, ref) };
      requireWritable(calendar);
      requireComponent(calendar, object);
      const found = write.known(uri, object.uid) ?? (await findObjects(write, uri, object.uid));
      const existing = found.find((each) => each.uri === uri);
      checkConditions(calendar.id, existing, conditions);
      if (existing !== undefined && isRedacted(calendar, existing)) throw privateObject();
      const other = found.find((each) => each.uri !== uri);
      if (other !== undefined) throw uidTaken(other.uri);
      if (existing !== undefined && existing.uid !== object.uid) throw uidTaken(existing.uri);
      return storeObject(context, write, {
        actor,
        uri,
        data,
        object,
        ...early,
        existing,
        silent: conditions.silent === true,
        keepAnswers: conditions.ifScheduleTag !== undefined,
      });
    });
  }
}

/** NotFound where the person does not have the calendar, or not at this address any more. */
function rightOf({ gathered }: CalendarWrite, personId: number, ref: CalendarRef): { readonly role: CalendarRole } {
  const right = gathered?.rights.get(personId);
  if (right === undefined || ('uri' in ref && right.uri !== ref.uri)) throw calendarNotFound();
  return right;
}

export interface StoreObject {
  readonly actor: PersonActor | SystemActor;
  readonly uri: string;
  readonly data: Buffer;
  readonly object: CalendarObject;
  /** Of the object, where it was made already. */
  readonly index?: ObjectIndex;
  readonly existing: FoundObject | undefined;
  readonly silent: boolean;
  readonly keepAnswers?: boolean;
  /** Where scheduling itself writes. */
  readonly scheduleTag?: string;
  /** Stored as it was sent, nobody hears of it: what was taken from a file is history. */
  readonly unscheduled?: boolean;
}

/** Within the calendar's lane, all rights and conditions checked: writes the object, its index and who is told. */
export async function storeObject(
  context: Pick<CalendarContext, 'scheduling' | 'reminders'>,
  write: CalendarWrite,
  { actor, uri, data: sent, object: given, existing, silent, ...more }: StoreObject,
): Promise<WrittenObject> {
  const { keepAnswers = false, scheduleTag: ownTag, unscheduled = false } = more;
  let [data, object] = [sent, given];
  let index = more.index ?? indexObject(object, write.now, write.calendar.owner);
  let scheduleTag = ownTag ?? existing?.scheduleTag ?? null;
  const scheduled = !unscheduled && (index.scheduled || existing?.scheduled === true);
  const scheduling = scheduled ? context.scheduling() : null;
  if (scheduling !== null) {
    await write.settle();
    const before =
      existing === undefined
        ? null
        : { id: existing.id, uri: existing.uri, object: readCalendar(await dataOf(write, existing.id)) };
    write.dirty = true;
    const said = await scheduling.onWrite(write.tx, {
      before,
      after: { uri, object },
      calendar: write.calendar,
      actor,
      silent,
      keepAnswers,
    });
    if (said?.data !== undefined) {
      data = said.data;
      object = readObject(data);
      index = indexObject(object, write.now, write.calendar.owner);
    }
    scheduleTag = said?.scheduleTag ?? scheduleTag;
  }
  const input = { uri, data, index, scheduleTag, modifiedBy: actor.kind === 'person' ? actor.personId : null };
  const written =
    existing === undefined
      ? await insertObject(write, input)
      : { id: existing.id, change: await updateObject(write, existing.id, input) };
  const { calendar, now } = write;
  if (existing !== undefined && calendar.ownerKind === 'person')
    await context
      .reminders()
      ?.acknowledge(write.tx, { objectId: existing.id, personId: calendar.ownerId, object, now });
  write.events.push(
    eventOf(
      actor,
      existing === undefined ? 'object_added' : 'object_changed',
      `calendar:${calendar.id}`,
      calendar.organisationId,
      { objectId: written.id },
      now,
    ),
  );
  return {
    id: written.id,
    uri,
    created: existing === undefined,
    etag: etagOf(calendar.id, written.change),
    scheduleTag,
    unchanged: data === sent,
  };
}

export function checkConditions(
  calendarId: number,
  existing: FoundObject | undefined,
  { ifMatch, ifNoneMatch, ifScheduleTag }: WriteConditions,
): void {
  const matches = (tags: readonly string[]): boolean =>
    existing !== undefined && tags.some((tag) => tag === '*' || tag === etagOf(calendarId, existing.change));
  if (ifMatch !== undefined && !matches(ifMatch)) throw preconditionFailed();
  if (ifNoneMatch !== undefined && matches(ifNoneMatch)) throw preconditionFailed();
  if (ifScheduleTag !== undefined && existing?.scheduleTag !== ifScheduleTag) throw preconditionFailed();
}

export function requireComponent({ components }: Pick<CalendarView, 'components'>, { kind }: CalendarObject): void {
  if (!components.includes(kind as ComponentName)) throw componentUnsupported(kind);
}

export function requireUri(uri: string): void {
  if (uri.length === 0 || uri.length > 200 || /[/\0]/.test(uri)) throw invalidUri();
}

export function requireFound(found: FoundObject | undefined): FoundObject {
  if (found === undefined) throw objectNotFound();
  return found;
}
