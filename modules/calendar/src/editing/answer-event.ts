import { requireWritable } from '../context.ts';
import { propertiesOf, type Property } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { notInvited } from '../errors.ts';
import { readObject } from '../objects/read-object.ts';
import { requireFound } from '../commands/put-object.ts';
import { dataOf, findObjects } from '../store/object-writer.ts';
import type { OwnAnswer, WrittenEvent } from './event-input.ts';
import { apply, partOf } from './change-event.ts';
import { findEvent } from './find-event.ts';
import { asDomain } from './make-event.ts';
import { commentProperty, isOwn, personOf } from './people.ts';
import type { ChangeDeps } from './to-change.ts';

export interface AnswerInput {
  readonly id: number;
  /** One date of a series; null: all of it. */
  readonly recurrenceId: string | null;
  readonly answer: Exclude<OwnAnswer, 'needs-action'>;
  readonly comment?: string;
}

/** Whether the calendar's owner comes: the organiser is told. Deputies answer for the owner. Forbidden `calendar.not_invited`. */
export function answerEvent(deps: ChangeDeps) {
  const { context } = deps;
  return async (actor: PersonActor, { id, recurrenceId, answer, comment }: AnswerInput): Promise<WrittenEvent> => {
    const { calendar, uri } = await findEvent(context, actor, id);
    requireWritable(calendar);
    const owner = await personOf(context.db, calendar.ownerKind === 'person' ? calendar.ownerId : actor.personId);
    if (owner === undefined) throw notInvited();
    const object = await context.lanes.run(calendar.id, async (write) => {
      const found = requireFound((await findObjects(write, uri, '')).find((each) => each.uri === uri));
      return readObject(await dataOf(write, found.id));
    });
    const { component } = asDomain(() => partOf(object, recurrenceId));
    const attendees = propertiesOf(component, 'ATTENDEE');
    const own = attendees.find((property) => isOwn(property, owner));
    if (own === undefined) throw notInvited();
    const answered = withAnswer(own, answer.toUpperCase());
    const properties = {
      ATTENDEE: attendees.map((property) => (property === own ? answered : property)),
      ...(comment === undefined || comment === '' ? {} : { COMMENT: [commentProperty(comment)] }),
    };
    const ref = { id, recurrenceId, scope: recurrenceId === null ? 'all' : 'this', etag: null } as const;
    return apply(deps, actor, { calendar, uri, ref, etag: null }, { properties });
  };
}

function withAnswer(property: Property, answer: string): Property {
  const others = property.parameters.filter(({ name }) => name !== 'PARTSTAT' && name !== 'RSVP');
  return {
    name: property.name,
    value: property.value,
    parameters: [...others, { name: 'PARTSTAT', values: [answer] }],
  };
}
