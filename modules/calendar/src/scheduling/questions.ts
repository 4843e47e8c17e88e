import { allParts, partsOf, type Calendar } from '@landescloud/icalendar';
import { statement, type Queryable, type Transaction } from '@landescloud/platform/database';
import type { Party } from './parties.ts';
import { askedKind } from './scheduling-notifications.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import { summaryOf } from './tell-person.ts';

export type QuestionKind = 'counter' | 'uninvited' | 'unproven';

export interface Question {
  readonly id: number;
  readonly personId: number;
  readonly kind: QuestionKind;
  readonly uid: string;
  readonly sender: string;
  readonly senderName: string;
  readonly data: Buffer;
  readonly comment: string;
  readonly createdAt: number;
}

const columns = `id, person_id as "personId", kind, uid, sender, sender_name as "senderName", data, comment,
  created_at as "createdAt"`;
const INSERT = statement(
  'calendar.insert_question',
  `insert into calendar.question (person_id, kind, uid, sender, sender_name, data, comment, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
);
/** A stranger fills nobody's list. */
const OPEN = statement(
  'calendar.count_questions',
  'select count(*)::int as open from calendar.question where person_id = $1 and answered_at is null',
);
const LIST = statement(
  'calendar.list_questions',
  `select ${columns} from calendar.question where person_id = $1 and answered_at is null order by id desc limit 200`,
);
const TAKE = statement(
  'calendar.answer_question',
  `update calendar.question set answered_at = $3, answer = $4 where id = $1 and person_id = $2 and answered_at is null
   returning ${columns}`,
);
const FIND = statement(
  'calendar.find_question',
  `select ${columns} from calendar.question where id = $1 and person_id = $2 and answered_at is null`,
);
const TIDY = statement('calendar.tidy_questions', 'delete from calendar.question where created_at < $1');
const mostOpen = 200;

export interface Asked {
  readonly kind: QuestionKind;
  readonly sender: string;
  readonly message: Calendar;
  readonly data: Buffer;
}

/** Puts before the person what only they can decide. Nothing changes until they do. */
export async function askPerson(
  { clock, notifications }: Pick<SchedulingDeps, 'clock' | 'notifications'>,
  tx: Transaction,
  { id: personId }: Party,
  { kind, sender, message, data }: Asked,
): Promise<void> {
  const [counted] = await tx.query<{ open: number }>(OPEN, [personId]);
  if ((counted?.open ?? 0) >= mostOpen) return;
  const parts = partsOf(message);
  const [part] = parts === null ? [] : allParts(parts);
  const attendee = part?.lines('attendee').find((line) => line.value.toLowerCase() === sender);
  const senderName = (attendee?.parameter('cn') ?? sender.replace(/^mailto:/, '')).slice(0, 200);
  const comment = (part?.line('comment')?.plain ?? '').slice(0, 2000);
  const values = [personId, kind, parts?.uid ?? '', sender, senderName, data, comment, clock.now()];
  const [made] = await tx.query<{ id: number }>(INSERT, values);
  if (made === undefined) return;
  const about = {
    kind: askedKind.name,
    subject: `calendar-question:${made.id}`,
    link: `/calendar?question=${made.id}`,
  };
  const told = { title: summaryOf(message), what: kind, name: senderName };
  await notifications.notify(tx, [{ ...about, personId, data: told, by: { name: senderName } }]);
}

export function openQuestions(q: Queryable, personId: number): Promise<Question[]> {
  return q.query<Question>(LIST, [personId]);
}

export async function findQuestion(q: Queryable, personId: number, id: number): Promise<Question | undefined> {
  return (await q.query<Question>(FIND, [id, personId]))[0];
}

/** Undefined: somebody has answered it. */
export async function closeQuestion(
  q: Queryable,
  personId: number,
  id: number,
  answer: 'taken' | 'refused',
  now: number,
): Promise<Question | undefined> {
  return (await q.query<Question>(TAKE, [id, personId, now, answer]))[0];
}

export async function tidyQuestions(q: Queryable, before: number): Promise<void> {
  await q.query(TIDY, [before]);
}
