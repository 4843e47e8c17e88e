import type { ContentRead } from '@landescloud/files';
import type { Actor, LinkActor, PersonActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { MailLanguage } from '@landescloud/platform/mail';
import { addFileCommand, removeFileCommand } from './commands/change-files.ts';
import { beginHandover } from './commands/begin-handover.ts';
import { deliverHandover } from './commands/deliver-handover.ts';
import { noteFetch } from './commands/note-fetch.ts';
import { receiveHandover } from './commands/receive-handover.ts';
import { recordHandover } from './commands/record-handover.ts';
import { withdrawHandover } from './commands/withdraw-handover.ts';
import type { HandoverDeps } from './handover-deps.ts';
import { handoverNotifications } from './handover-notifications.ts';
import { hashSecret } from '../links/link-token.ts';
import { organisationOfHandover } from './handover-reader.ts';
import type { HandoverDetails, HandoverPage, HandoverQuery } from './handover-view.ts';
import { completeSums, completeSumsJob } from './jobs/complete-sums.ts';
import { forgetVisitors } from './jobs/forget-visitors.ts';
import { remindUnfetched } from './jobs/remind-unfetched.ts';
import { dataOfHandovers, type HandoversData } from './queries/data-of-handovers.ts';
import { handoverQueries } from './queries/handover-queries.ts';
import { createReceipts } from './receipt/receipts.ts';
import type { Receipts } from './receipt/receipts.ts';

/** How something was handed over: by a file drop, on request, by a link or a share that is given out, or in so many words. */
export type HandoverWay = 'drop' | 'request' | 'link' | 'share' | 'explicit';

export interface NewHandover {
  readonly way: HandoverWay;
  /** The folder where the files arrive. */
  readonly node: { readonly id: number; readonly name: string };
  /** Who is told of it, and answers for the folder. */
  readonly ownerId: number;
  readonly organisationId: number;
  readonly title: string;
  readonly message?: string;
  /** Of a visitor, as they say; a person where it is known that it is one. */
  readonly sender?: {
    readonly name: string;
    readonly address: string | null;
    readonly language: MailLanguage;
    readonly personId?: number;
  };
  readonly remindDays?: number | null;
}

export interface NewRecipient {
  readonly personId?: number;
  readonly name?: string;
  readonly address?: string | null;
  readonly language?: MailLanguage;
  /** The outsider's own link. */
  readonly granteeId?: number;
}

export interface RecordedHandover {
  readonly way: 'link' | 'share' | 'explicit';
  /** What is handed over, as it is now. */
  readonly nodeId: number;
  readonly title?: string;
  readonly message?: string;
  readonly recipients: readonly NewRecipient[];
  /** The link by which it is given out, where it has no recipients of its own. */
  readonly granteeId?: number;
  readonly remindDays?: number | null;
}

/** Who has something downloaded. */
export type Reader = PersonActor | LinkActor;

/**
 * Hand-overs: that something was handed over, what it was, and who fetched it. What one may not know is NotFound
 * `sharing.handover_not_found`.
 */
export interface Handovers {
  /**
   * For rooms that let people or visitors put something into a folder. Nothing is told before `deliver`. Whoever goes on
   * with it has to be the same actor; which of a link's visitors it is, the caller has to know.
   */
  begin(actor: PersonActor | LinkActor, input: NewHandover): Promise<{ readonly id: number }>;
  /** A file that was just written; the right on it is not checked. Again: what it holds now. */
  addFile(actor: PersonActor | LinkActor, id: number, nodeId: number): Promise<void>;
  removeFile(actor: PersonActor | LinkActor, id: number, nodeId: number): Promise<void>;
  /**
   * From now on it stays as it is. Tells the recipients, and confirms it to a visitor with an address. Conflict
   * `sharing.handover_empty`, `sharing.handover_not_open`. `token` opens the visitor's receipt (`public`).
   */
  deliver(actor: PersonActor | LinkActor, id: number): Promise<{ readonly token: string }>;
  /** All three at once, with everything below the node, in the caller's transaction. */
  receive(
    tx: Transaction,
    actor: LinkActor,
    input: NewHandover,
  ): Promise<{ readonly id: number; readonly token: string }>;
  /** What a person gives out, with all files as they are. Conflict `sharing.handover_empty`, LimitExceeded `sharing.handover_too_large`. */
  record(actor: PersonActor, input: RecordedHandover): Promise<{ readonly id: number }>;
  /** The sender or owner takes it back: it stays listed, and its receipt says so. */
  withdraw(actor: Actor, id: number): Promise<HandoverDetails>;
  /** Somebody was given a piece of a content; what belongs to a hand-over is noted there. */
  fetched(reader: Reader, read: ContentRead): Promise<void>;
  /** The same for every download there is, gathered for a moment: what files calls. */
  noteRead(reader: Reader, read: ContentRead): void;
  list(actor: Actor, query: HandoverQuery): Promise<HandoverPage>;
  get(actor: Actor, id: number): Promise<HandoverDetails>;
  /** By the token of a visitor's confirmation. */
  public(token: string): Promise<HandoverDetails>;
  /** Whose it is; null where there is none. */
  organisationOf(token: string): Promise<number | null>;
  readonly receipts: Receipts;
  /** What is stored of who hands over, fetches, asks or is asked (GDPR Art. 15 and 20). No right is checked. */
  dataOf(personId: number): Promise<HandoversData>;
  /** What the jobs do. */
  remind(): Promise<number>;
  forgetVisitors(): Promise<number>;
  /** What was noted last is kept. */
  close(): Promise<void>;
}

const remindJob = 'sharing.remind-unfetched';
const forgetJob = 'sharing.forget-handover-visitors';

/** Before `jobs.start`. */
export function createHandovers(deps: HandoverDeps): Handovers {
  const queries = handoverQueries(deps);
  const remind = remindUnfetched(deps);
  const forget = forgetVisitors(deps);
  const { fetched, noteRead, flush } = noteFetch(deps);
  deps.notifications.define(...handoverNotifications);
  deps.jobs.define(completeSumsJob, completeSums(deps));
  deps.jobs.define(remindJob, async () => void (await remind()));
  deps.jobs.cron('23 7 * * *', remindJob);
  deps.jobs.define(forgetJob, async () => void (await forget()));
  deps.jobs.cron('53 3 * * *', forgetJob);

  return {
    begin: beginHandover(deps),
    addFile: addFileCommand(deps),
    removeFile: removeFileCommand(deps),
    deliver: deliverHandover(deps),
    receive: receiveHandover(deps),
    record: recordHandover(deps),
    withdraw: withdrawHandover(deps, queries),
    fetched,
    noteRead,
    ...queries,
    organisationOf: (token) => organisationOfHandover(deps.db, hashSecret(token)),
    receipts: createReceipts(deps, queries),
    dataOf: (personId) => dataOfHandovers(deps.db, personId),
    remind,
    forgetVisitors: forget,
    close: flush,
  };
}
