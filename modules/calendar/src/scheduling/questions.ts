import { allParts, partOf, partsOf, readCalendar, type Calendar } from '@landescloud/icalendar';
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
const SAME = statement(
  'calendar.same_questions',
  `select id, data from calendar.question
   where person_id = $1 and uid = $2 and sender = $3 and kind = 'counter' and answered_at is null`,
);
const DROP = statement('calendar.drop_question', 'delete from calendar.question where id = $1');
const TIDY = statement('calendar.tidy_questions', 'delete from calendar.question where created_at < $1');
const mostOpen = 200;

export interface Asked {
  readonly kind: QuestionKind;
  readonly sender: string;
  readonly message: Calendar;
  readonly data: Buffer;
}

/**
 * Puts before the person what only they can decide. Nothing changes until they do. Of several proposals of somebody for one date only the
 * newest stands.
 */
export async function askPerson(
  deps: Pick<SchedulingDeps, 'clock' | 'notifications'>,
  tx: Transaction,
  { id: personId }: Party,
  { kind, sender, message, data }: Asked,
): Promise<void> {
  const { clock, notifications } = deps;
  if (kind === 'counter' && !(await replaceProposals(deps, tx, personId, { sender, message }))) return;
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

/** False: a newer one has come already. */
async function replaceProposals(
  { notifications }: Pick<SchedulingDeps, 'notifications'>,
  tx: Transaction,
  personId: number,
  { sender, message }: Pick<Asked, 'sender' | 'message'>,
): Promise<boolean> {
  const about = (calendar: Calendar) => {
    const parts = partsOf(calendar);
    const [part] = parts === null ? [] : allParts(parts);
    return { date: part?.moment('recurrence-id')?.key ?? '', stamp: part?.moment('dtstamp')?.key ?? '' };
  };
  const { date, stamp } = about(message);
  const rows = await tx.query<{ id: number; data: Buffer }>(SAME, [personId, partsOf(message)?.uid ?? '', sender]);
  for (const { id, data } of rows) {
    const before = about(partOf(readCalendar(data, { message: true })));
    if (before.date !== date) continue;
    if (before.stamp > stamp) return false;
    await tx.query(DROP, [id]);
    await notifications.withdraw(tx, `calendar-question:${id}`, [personId]);
  }
  return true;
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
