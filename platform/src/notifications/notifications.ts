import type { Clock } from '@landescloud/kernel';
import type { Database, Queryable, Transaction } from '../database/index.ts';
import type { Hints } from '../events/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Mail, MailLanguage } from '../mail/index.ts';
import { kindNotFound, notificationNotFound } from './errors.ts';
import type { MailChoice, NotificationData, NotificationKind, NotificationWords } from './notification-kind.ts';
import type { NotifiedPerson } from './notification-mails.ts';
import { addressOf, digestMail, notificationMail } from './notification-mails.ts';
import type { NewNotificationRow, NotificationRow } from './notification-store.ts';
import {
  choicesOf,
  claimNotificationForMail,
  claimNotificationsForDigest,
  countUnread,
  findNotification,
  forgetNotifications,
  insertNotifications,
  keepChoice,
  markRead,
  markReadUpTo,
  pageOfNotifications,
  peopleWithDigest,
  pruneNotifications,
  removeNotifications,
  removeNotificationsAbout,
} from './notification-store.ts';
import type { Sights } from './sights.ts';
import { createSights } from './sights.ts';

export interface NewNotification {
  readonly personId: number;
  /** One that was defined. */
  readonly kind: string;
  /** What it is about. Of a kind of subject that has a sight (`node:17`): it is shown only as long as the person may see it. */
  readonly subject: string;
  readonly data: NotificationData;
  /** Path within the web app: '/f/17'. */
  readonly link: string;
  /** Who did it. Nobody is told of what they did themselves. */
  readonly by?: { readonly personId?: number; readonly name: string };
  /** Unread ones of the same key become one: the newest, which counts them. */
  readonly key?: string;
}

export interface NotificationView extends NotificationWords {
  readonly id: number;
  readonly kind: string;
  readonly subject: string;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly by: string | null;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly readAt: number | null;
}

export interface NotificationPage {
  readonly unread: number;
  readonly items: NotificationView[];
  /** There are older ones. */
  readonly more: boolean;
}

export interface NotificationQuery {
  readonly limit: number;
  readonly unreadOnly?: boolean;
  /** Otherwise the person's own. */
  readonly language?: MailLanguage;
  /** The ones after this one in the list. */
  readonly after?: { readonly at: number; readonly id: number };
}

export interface NotificationPreference {
  readonly kind: string;
  readonly label: string;
  readonly mail: MailChoice;
}

export interface Notifications {
  /** Before the first of them is sent, by the room that sends them. */
  define(...kinds: readonly NotificationKind[]): void;
  /** How to find out which of these ids (of `<prefix>:<id>`) a person may still see. */
  plugSight(prefix: string, sight: (personId: number, ids: readonly number[]) => Promise<ReadonlySet<number>>): void;
  /** Tells people with what `tx` does; shown and mailed after its commit. Two statements for any number of people. */
  notify(tx: Transaction, notifications: readonly NewNotification[]): Promise<void>;
  /** Takes back what was told of something, from these people or all: it is no longer so. */
  withdraw(tx: Transaction, subject: string, personIds?: readonly number[]): Promise<void>;
  /** Newest first, in the person's language. */
  list(personId: number, query: NotificationQuery): Promise<NotificationPage>;
  /** NotFound `notifications.not_found`. */
  get(personId: number, id: number): Promise<NotificationView>;
  markRead(personId: number, id: number): Promise<void>;
  /** All up to this moment: what came since was not seen. */
  markReadUpTo(personId: number, at: number): Promise<void>;
  remove(personId: number, id: number): Promise<void>;
  removeAll(personId: number): Promise<void>;
  /** In the language given, otherwise the person's own. */
  preferences(personId: number, language?: MailLanguage): Promise<NotificationPreference[]>;
  /** NotFound `notifications.kind_not_found`. */
  choose(personId: number, kind: string, mail: MailChoice): Promise<NotificationPreference>;
  /** Whenever the person's notifications may have changed, in whichever process; answers how to end it. */
  onChange(personId: number, fn: () => void): () => void;
  /** Somebody is erased. */
  forget(
    tx: Queryable,
    person: { readonly personId: number; readonly names: readonly string[]; readonly addresses: readonly string[] },
  ): Promise<void>;
  /** What is stored about the person, with times as Dates. */
  dataOf(personId: number): Promise<{ choices: Readonly<Record<string, MailChoice>>; items: readonly unknown[] }>;
}

export interface NotificationsDeps {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly hints: Hints;
  readonly mail: Pick<Mail, 'send'>;
  readonly clock: Clock;
  readonly people: { present(q: Queryable, id: number): Promise<NotifiedPerson | undefined> };
  /** Address of a page of the web app. */
  readonly link: (path: string) => string;
}

const mailJob = 'notifications.mail';
const digestJob = 'notifications.digest';
const tidyJob = 'notifications.tidy';
const day = 24 * 3_600_000;
const readStay = 30 * day;
const stay = 90 * day;
const mostOfOne = 1_000;
const settingsPath = '/settings/notifications';

/** What people are told: in the app, and by mail as they like it. Before `jobs.start`. */
export function createNotifications({ db, jobs, hints, mail, clock, people, link }: NotificationsDeps): Notifications {
  const kinds = new Map<string, NotificationKind>();
  const sights: Sights = createSights();
  const topic = (personId: number) => `notifications:${personId}`;
  const changed = (personId: number) => hints.publish(topic(personId), {});

  jobs.define<{ ids: readonly number[] }>(mailJob, async ({ ids }) => {
    for (const id of ids) await db.transaction((tx) => mailOne(tx, id));
  });
  jobs.define(digestJob, async () => {
    for (let ids = await peopleWithDigest(db, 0); ids.length > 0; ids = await peopleWithDigest(db, ids.at(-1) ?? 0)) {
      for (const personId of ids) await db.transaction((tx) => mailDigest(tx, personId));
    }
  });
  jobs.define(tidyJob, () =>
    pruneNotifications(db, { readBefore: clock.now() - readStay, before: clock.now() - stay, most: mostOfOne }),
  );
  // before the working day begins, in winter and in summer
  jobs.cron('30 4 * * *', digestJob);
  jobs.cron('20 3 * * *', tidyJob);

  async function mailOne(tx: Transaction, id: number): Promise<void> {
    const row = await claimNotificationForMail(tx, id);
    if (row === undefined) return;
    const person = await people.present(tx, row.personId);
    const to = addressOf(person);
    if (person === undefined || to === null || !(await stillSeen(row))) return;
    const about = { to, personId: row.personId, person, settingsAddress: link(settingsPath) };
    const { title } = wordsOf(row, person.language);
    await mail.send(tx, notificationMail(about, row.kind, { title, address: link(row.link) }));
  }

  async function mailDigest(tx: Transaction, personId: number): Promise<void> {
    const person = await people.present(tx, personId);
    const rows = await claimNotificationsForDigest(tx, personId);
    const to = addressOf(person);
    if (person === undefined || to === null) return;
    const unseen = await sights.unseen(personId, rows);
    const seen = rows.filter((row) => !unseen.has(row.id));
    if (seen.length === 0) return;
    const lines = seen.map((row) => ({ title: wordsOf(row, person.language).title, address: link(row.link) }));
    const about = { to, personId, person, settingsAddress: link(settingsPath) };
    await mail.send(tx, digestMail(about, lines, clock.now()));
  }

  async function stillSeen(row: NotificationRow): Promise<boolean> {
    return (await sights.unseen(row.personId, [row])).size === 0;
  }

  function wordsOf(row: NotificationRow, language: MailLanguage): NotificationWords {
    const kind = kinds.get(row.kind);
    // of a release before this one
    if (kind === undefined) return { title: row.kind };
    return kind.says[language]({ data: row.data, by: row.by, count: row.count });
  }

  async function languageOf(personId: number): Promise<MailLanguage> {
    return (await people.present(db, personId))?.language ?? 'de';
  }

  function viewOf(row: NotificationRow, language: MailLanguage): NotificationView {
    const { personId: _, data: _data, ...shown } = row;
    return { ...shown, text: '', ...wordsOf(row, language) };
  }

  /** Without those about what the person may not see any more; they are gone for good. */
  async function seenPage(personId: number, { limit, unreadOnly = false, after }: NotificationQuery) {
    const seen: NotificationRow[] = [];
    let last = after ?? null;
    for (;;) {
      const rows = await pageOfNotifications(db, { personId, after: last, unreadOnly, limit: limit + 1 });
      const unseen = await sights.unseen(personId, rows);
      if (unseen.size > 0) await removeNotifications(db, personId, [...unseen]);
      seen.push(...rows.filter((row) => !unseen.has(row.id)));
      last = rows.at(-1) ?? last;
      if (rows.length <= limit || seen.length > limit) return seen;
    }
  }

  return {
    define(...given) {
      for (const kind of given) {
        if (kinds.has(kind.name) || !/^[a-z]+\.[a-z_]+$/.test(kind.name)) throw new RangeError(`no kind: ${kind.name}`);
        kinds.set(kind.name, kind);
      }
    },
    plugSight: sights.plug,
    async notify(tx, given) {
      const rows = gathered(given.filter(({ personId, by }) => by?.personId !== personId));
      if (rows.length === 0) return;
      const stored = await insertNotifications(tx, rows.map(complete), clock.now());
      const ids = stored.filter(({ mailNow }) => mailNow).map(({ id }) => id);
      if (ids.length > 0) await jobs.enqueue(tx, mailJob, { ids });
      tx.afterCommit(() => new Set(rows.map(({ personId }) => personId)).forEach(changed));
    },
    async withdraw(tx, subject, personIds) {
      const told = await removeNotificationsAbout(tx, subject, personIds ?? null);
      tx.afterCommit(() => new Set(told).forEach(changed));
    },
    async list(personId, query) {
      const language = query.language ?? (await languageOf(personId));
      const rows = await seenPage(personId, query);
      const unread = await countUnread(db, personId);
      return {
        unread,
        items: rows.slice(0, query.limit).map((row) => viewOf(row, language)),
        more: rows.length > query.limit,
      };
    },
    async get(personId, id) {
      const row = await findNotification(db, personId, id);
      if (row === undefined || !(await stillSeen(row))) throw notificationNotFound();
      return viewOf(row, await languageOf(personId));
    },
    async markRead(personId, id) {
      if (!(await markRead(db, personId, id, clock.now()))) throw notificationNotFound();
      changed(personId);
    },
    async markReadUpTo(personId, at) {
      if ((await markReadUpTo(db, personId, at, clock.now())) > 0) changed(personId);
    },
    async remove(personId, id) {
      if ((await removeNotifications(db, personId, [id])) === 0) throw notificationNotFound();
      changed(personId);
    },
    async removeAll(personId) {
      if ((await removeNotifications(db, personId, null)) > 0) changed(personId);
    },
    async preferences(personId, given) {
      const language = given ?? (await languageOf(personId));
      const chosen = await choicesOf(db, personId);
      const offered = [...kinds.values()].filter(({ isChosenElsewhere = false }) => !isChosenElsewhere);
      return offered.map((kind) => preferenceOf(kind, language, chosen.get(kind.name)));
    },
    async choose(personId, name, choice) {
      const kind = kinds.get(name);
      if (kind === undefined || kind.isChosenElsewhere === true) throw kindNotFound();
      await keepChoice(db, personId, name, choice);
      return preferenceOf(kind, await languageOf(personId), choice);
    },
    onChange: (personId, fn) => hints.subscribe(topic(personId), fn),
    forget: (tx, { personId, names, addresses }) => forgetNotifications(tx, personId, [...names, ...addresses]),
    async dataOf(personId) {
      const chosen = await choicesOf(db, personId);
      const rows = await pageOfNotifications(db, { personId, after: null, unreadOnly: false, limit: mostOfOne });
      const language = await languageOf(personId);
      const items = rows.map((row) => {
        const { id: _, link: _link, at, readAt, ...shown } = viewOf(row, language);
        return { ...shown, at: new Date(at), readAt: readAt === null ? null : new Date(readAt) };
      });
      return { choices: Object.fromEntries(chosen), items };
    },
  };

  function complete({ by, key, ...rest }: Gathered): NewNotificationRow {
    const kind = kinds.get(rest.kind);
    if (kind === undefined) throw new RangeError(`kind of notification not defined: ${rest.kind}`);
    return { ...rest, actorId: by?.personId ?? null, actorName: by?.name ?? null, key: key ?? null, mail: kind.mail };
  }
}

type Gathered = NewNotification & { readonly count: number };

/** One statement cannot write the same row twice. */
function gathered(given: readonly NewNotification[]): Gathered[] {
  const byKey = new Map<string | symbol, Gathered>();
  for (const each of given) {
    const at = each.key === undefined ? Symbol() : `${each.personId} ${each.key}`;
    byKey.set(at, { ...each, count: (byKey.get(at)?.count ?? 0) + 1 });
  }
  return [...byKey.values()];
}

function preferenceOf(
  kind: NotificationKind,
  language: MailLanguage,
  chosen: MailChoice | undefined,
): NotificationPreference {
  return { kind: kind.name, label: kind.label[language], mail: chosen ?? kind.mail };
}
