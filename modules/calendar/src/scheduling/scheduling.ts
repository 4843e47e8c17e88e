import type { Queryable } from '@landescloud/platform/database';
import { openMailbox, type Mailbox } from '@landescloud/platform/mail';
import { deliver } from './deliver.ts';
import { leftDeliveries } from './delivery-store.ts';
import { guestAnswers, type GuestAnswers } from './guests/guest-answers.ts';
import { tidyInbox } from './inbox-store.ts';
import { onWrite } from './on-write.ts';
import { answerQuestions, type QuestionsDoor } from './answer-questions.ts';
import { tidyInvitations } from './mail/invitation-store.ts';
import { receiveMail, type MailOutcome } from './mail/receive-mail.ts';
import { leftOutgoing } from './mail/outgoing-store.ts';
import { sendOutgoing } from './mail/send-outgoing.ts';
import { deliverJob, sendJob } from './post.ts';
import { tidyQuestions } from './questions.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import { schedulingNotifications } from './scheduling-notifications.ts';
import { tellAnswers, tellAnswersJob } from './tell-answers.ts';
import { bookingRequests, type BookingRequests } from './rooms/booking-requests.ts';
import { forgetBookings, tidyBookings } from './rooms/booking-store.ts';
import { emptyRoom, emptyRoomJob } from './rooms/close-room.ts';
import { roomDomain } from './rooms/room-domain.ts';
import { createRooms, type RoomsDoor } from './rooms/rooms.ts';
import type { Scheduling } from '../scheduling-port.ts';

export interface SchedulingRoom extends Scheduling {
  /** Answers of who was invited by mail, by the token in it. */
  readonly guests: GuestAnswers;
  readonly questions: QuestionsDoor;
  readonly rooms: RoomsDoor;
  readonly bookingRequests: BookingRequests;
  /** Somebody is erased: what waits for them or was on its way to them goes. */
  forget(tx: Queryable, personId: number): Promise<void>;
  /** Looks into the mailbox as soon as something comes, not each minute alone. Answers how to end it. */
  watch(): () => void;
  /** One mail as it came in; what became of it. */
  receive(source: Buffer): Promise<MailOutcome>;
}

export interface CreateSchedulingDeps extends Omit<SchedulingDeps, 'mailbox'> {
  readonly mailbox: { readonly address: string; readonly url: string; readonly authserv: string | null } | null;
  readonly log: { warn(fields: object, message: string): void };
}

const fetchJob = 'calendar.fetch_mail';
const tidyJob = 'calendar.tidy_scheduling';
const minute = 60_000;
const day = 24 * 60 * minute;
const inboxDays = 30;
/** Answers to a meeting still come when it is over. */
const invitationDays = 90;

/** Invitations and answers between calendars, and by mail with everybody else. Before `jobs.start`. */
export function createScheduling({ mailbox: box, log, ...given }: CreateSchedulingDeps): SchedulingRoom {
  const deps: SchedulingDeps = { ...given, mailbox: box?.address ?? null };
  const { db, jobs, clock, notifications } = deps;
  const receive = receiveMail({ ...deps, authserv: box?.authserv ?? null });
  const deliverOne = deliver(deps);
  notifications.define(...schedulingNotifications);
  jobs.define(deliverJob, eachOf(deliverJob, deliverOne));
  jobs.define(sendJob, eachOf(sendJob, sendOutgoing(deps)));
  jobs.define(tellAnswersJob, tellAnswers(deps));
  jobs.define(fetchJob, () => (box === null ? Promise.resolve() : fetchMail(openMailbox(box.url))), { maxAttempts: 1 });
  if (box !== null) jobs.cron('* * * * *', fetchJob);
  jobs.define(emptyRoomJob, emptyRoom(deps));
  jobs.define(tidyJob, tidy);
  jobs.cron('17 3 * * *', tidyJob);

  /** One that fails is tried again alone: it holds up no other. */
  function eachOf(job: string, work: (one: { readonly id: number }) => Promise<void>) {
    return async ({ id, ids = [] }: { readonly id?: number; readonly ids?: readonly number[] }): Promise<void> => {
      if (id !== undefined) return work({ id });
      for (const each of ids)
        await work({ id: each }).catch(async (error: unknown) => {
          log.warn({ err: error, job, id: each }, 'a message of a meeting is tried again');
          await jobs.enqueue(db, job, { id: each }, { key: String(each), runAt: new Date(clock.now() + 5_000) });
        });
    };
  }

  async function fetchMail(mailbox: Mailbox): Promise<void> {
    try {
      await mailbox.readUnread(async ({ uid, source }) => {
        const outcome = source === null ? 'too-large' : await receive(source);
        if (outcome !== 'taken' && outcome !== 'asked' && outcome !== 'undelivered')
          log.warn({ uid, outcome }, 'a mail to the calendar was put aside');
      });
    } catch (error) {
      log.warn({ err: error }, 'the mailbox of the calendar could not be read');
    }
  }

  async function tidy(): Promise<void> {
    const now = clock.now();
    await tidyInbox(db, now - inboxDays * day);
    await tidyInvitations(db, now - invitationDays * day);
    await tidyQuestions(db, now - invitationDays * day);
    await tidyBookings(db, now - invitationDays * day);
    await db.query('delete from calendar.mail_seen where seen_at < $1', [now - 400 * day]);
    // a job that was given up is tried anew each night
    for (const id of await leftDeliveries(db, now - 60 * minute))
      await jobs.enqueue(db, deliverJob, { id }, { key: String(id) });
    for (const id of await leftOutgoing(db, now - 60 * minute))
      await jobs.enqueue(db, sendJob, { id }, { key: String(id) });
  }

  return {
    onWrite: onWrite(deps),
    guests: guestAnswers(deps, deliverOne),
    questions: answerQuestions(deps, deliverOne),
    bookingRequests: bookingRequests(deps),
    rooms: createRooms({ ...deps, domain: roomDomain(deps.link) }),
    async forget(tx, personId) {
      for (const table of ['inbox_item', 'availability', 'question'])
        await tx.query(`delete from calendar.${table} where person_id = $1`, [personId]);
      await tx.query(`delete from calendar.delivery where recipient_kind = 'person' and recipient_id = $1`, [personId]);
      await tx.query('delete from calendar.room_manager where person_id = $1', [personId]);
      await forgetBookings(tx, personId);
      await tx.query(`delete from calendar.outgoing where owner_kind = 'person' and owner_id = $1`, [personId]);
      await tx.query(`delete from calendar.invitation where owner_kind = 'person' and owner_id = $1`, [personId]);
    },
    receive,
    watch() {
      if (box === null) return () => {};
      // gathered: of ten that come at once one look finds all
      const look = () =>
        void jobs.enqueue(db, fetchJob, {}, { key: 'come' }).catch((error: unknown) => {
          log.warn({ err: error }, 'the mailbox of the calendar is looked at in a minute');
        });
      return openMailbox(box.url).watch(look);
    },
  };
}
