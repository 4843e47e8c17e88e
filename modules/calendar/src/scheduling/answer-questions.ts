import { randomUUID } from 'node:crypto';
import {
  allParts,
  attendeesOf,
  calendarAddress,
  declineCounter,
  objectOf,
  partAt,
  partOf,
  partsOf,
  readCalendar,
  writeCalendar,
  type Calendar,
} from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { storeObject } from '../commands/put-object.ts';
import { readObject } from '../objects/read-object.ts';
import { dataOf, findObjects } from '../store/object-writer.ts';
import { insertDelivery, placeOfUid } from './delivery-store.ts';
import { DomainError } from '@landescloud/kernel';
import { personParty } from './parties.ts';
import { deliverJob, post } from './post.ts';
import { closeQuestion, findQuestion, openQuestions, type Question, type QuestionKind } from './questions.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import { summaryOf } from './tell-person.ts';

export interface QuestionView {
  readonly id: number;
  readonly kind: QuestionKind;
  readonly uid: string;
  readonly title: string;
  /** Without 'mailto:'. What the message says: nothing proves it of kind 'unproven'. */
  readonly sender: string;
  /** For whom it answers: of a forged one somebody else than who sent it. */
  readonly attendee: string;
  readonly name: string;
  readonly comment: string;
  /** Of 'counter': what is proposed. Milliseconds since 1970. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** Of others: what they answer. */
  readonly answer: string | null;
  readonly createdAt: number;
}

export interface QuestionsDoor {
  /** What waits for the person, newest first. */
  open(actor: PersonActor): Promise<QuestionView[]>;
  /** NotFound `calendar.question_not_found`. */
  answer(actor: PersonActor, id: number, answer: 'taken' | 'refused'): Promise<void>;
}

const questionNotFound = () =>
  new DomainError('NotFound', 'calendar.question_not_found', 'There is no such question, or it was answered.');

export function answerQuestions(
  deps: SchedulingDeps,
  deliverNow: (delivery: { readonly id: number }) => Promise<void>,
): QuestionsDoor {
  const { db, clock, jobs, lanes } = deps;

  async function refuse(actor: PersonActor, id: number): Promise<void> {
    const owner = await personParty(db, actor.personId);
    await db.transaction(async (tx) => {
      const question = await closeQuestion(tx, actor.personId, id, 'refused', clock.now());
      if (question === undefined) throw questionNotFound();
      if (question.kind !== 'counter' || owner === null) return;
      await post(deps, tx, owner, [declineCounter(messageOf(question), question.sender, clock.now())]);
    });
  }

  /** It counts as if it had been proven: the person knows who it is. */
  async function believe(actor: PersonActor, question: Question): Promise<void> {
    const message = messageOf(question);
    const [part] = allParts(partsOf(message)!);
    const sender = part === undefined ? undefined : attendeesOf(part)[0]?.value;
    const { uid, data } = question;
    const method = message.line('method')?.value ?? 'REPLY';
    const made = await db.transaction(async (tx) => {
      if ((await closeQuestion(tx, actor.personId, question.id, 'taken', clock.now())) === undefined)
        throw questionNotFound();
      const delivery = {
        recipientKind: 'person',
        recipientId: actor.personId,
        uid,
        method,
        quiet: false,
        data,
      } as const;
      const from = calendarAddress(sender ?? question.sender);
      const id = await insertDelivery(tx, { ...delivery, sender: from }, clock.now());
      await jobs.enqueue(tx, deliverJob, { id }, { key: String(id) });
      return id;
    });
    await deliverNow({ id: made });
  }

  /** The organizer's own change, from which everything else follows as from any. */
  async function change(actor: PersonActor, question: Question): Promise<void> {
    const place = await placeOfUid(db, 'person', actor.personId, question.uid);
    if (place === null) throw questionNotFound();
    await lanes.run(place.calendarId, async (write) => {
      const [existing] = await findObjects(write, place.uri, question.uid);
      const closed = await closeQuestion(write.tx, actor.personId, question.id, 'taken', clock.now());
      if (existing === undefined || closed === undefined) throw questionNotFound();
      const calendar = partOf(readCalendar(await dataOf(write, existing.id)));
      if (question.kind === 'counter') moveTo(calendar, messageOf(question));
      else invite(calendar, messageOf(question), question.sender);
      const data = Buffer.from(writeCalendar(objectOf(calendar)));
      const stored = { actor, uri: existing.uri, data, object: readObject(data), existing, silent: false };
      await storeObject(deps, write, { ...stored, scheduleTag: randomUUID() });
    });
  }

  return {
    open: async (actor) => (await openQuestions(db, actor.personId)).map(viewOf),
    async answer(actor, id, answer) {
      if (answer === 'refused') return refuse(actor, id);
      const question = await findQuestion(db, actor.personId, id);
      if (question === undefined) throw questionNotFound();
      return question.kind === 'unproven' ? believe(actor, question) : change(actor, question);
    },
  };
}

const messageOf = ({ data }: Question): Calendar => partOf(readCalendar(data, { message: true }));

function viewOf(question: Question): QuestionView {
  const { id, kind, uid, sender, senderName: name, comment, createdAt } = question;
  const message = messageOf(question);
  const [part] = allParts(partsOf(message)!);
  const isCounter = message.line('method')?.value.toUpperCase() === 'COUNTER';
  const attendee = part === undefined ? undefined : attendeesOf(part)[0];
  return {
    id,
    kind,
    uid,
    title: summaryOf(message),
    sender: sender.replace(/^mailto:/, ''),
    attendee: (attendee?.value ?? '').replace(/^mailto:/i, ''),
    name,
    comment,
    startsAt: isCounter ? (part?.moment('dtstart')?.instant ?? null) : null,
    endsAt: isCounter ? (part?.moment('dtend')?.instant ?? null) : null,
    answer: isCounter ? null : (attendee?.parameter('partstat') ?? null),
    createdAt,
  };
}

/** Start and end as proposed; of a series the one instance that the proposal is about, where it is about one. */
function moveTo(calendar: Calendar, counter: Calendar): void {
  const [proposed] = allParts(partsOf(counter)!);
  const [start, end] = [proposed?.moment('dtstart'), proposed?.moment('dtend')];
  const at = proposed?.moment('recurrence-id') ?? undefined;
  const part = partAt(calendar, at);
  if (part === null || start === null || start === undefined || end === null || end === undefined) return;
  const now = part.moment('dtstart');
  part.remove('duration');
  part.set('dtstart', now === null ? start : start.as(now));
  part.set('dtend', now === null ? end : end.as(now));
  if (!allParts(partsOf(calendar)!).includes(part)) calendar.addPart(part);
}

/** Who was not invited is now, with the answer that they have given. */
function invite(calendar: Calendar, message: Calendar, sender: string): void {
  const [said] = allParts(partsOf(message)!);
  const given =
    said === undefined ? undefined : attendeesOf(said).find(({ value }) => calendarAddress(value) === sender);
  const part = partAt(calendar, said?.moment('recurrence-id') ?? undefined);
  if (given === undefined || part === null) return;
  part.add(given.clone());
  if (!allParts(partsOf(calendar)!).includes(part)) calendar.addPart(part);
}
