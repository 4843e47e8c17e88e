import type { MailProgress } from '@landescloud/platform/mail';
import type { Party } from '../handovers/handover-view.ts';

/** Times are milliseconds since 1970. */
export interface RequestSummary {
  readonly id: number;
  readonly title: string;
  readonly folder: { readonly id: number; readonly name: string };
  readonly asker: Party | null;
  readonly dueAt: number;
  readonly madeAt: number;
  readonly closedAt: number | null;
  readonly recipientCount: number;
  /** Of whom every required item has come. */
  readonly completeCount: number;
}

export interface RequestItem {
  readonly id: number;
  readonly name: string;
  readonly required: boolean;
}

export interface RequestPart {
  readonly handoverId: number;
  readonly number: string;
  readonly submittedAt: number;
  readonly fileCount: number;
  readonly size: number;
}

export interface RequestRecipient {
  readonly id: number;
  readonly who: Party;
  readonly sentAt: number;
  /** The last mail to them; null: told in the app, or so long ago that nobody knows. */
  readonly mail: MailProgress | null;
  readonly openedAt: number | null;
  readonly doneAt: number | null;
  readonly reminders: number;
  readonly remindedAt: number | null;
  /** Items for which something has been handed in. */
  readonly came: readonly number[];
  /** Required ones for which nothing has. */
  readonly missing: readonly number[];
  readonly parts: readonly RequestPart[];
}

export interface RequestDetails extends RequestSummary {
  readonly message: string;
  readonly remindDays: number | null;
  readonly items: readonly RequestItem[];
  readonly recipients: readonly RequestRecipient[];
}

export interface RequestPage {
  readonly total: number;
  readonly items: readonly RequestSummary[];
}

/** What who is asked sees of it: nothing of others. */
export interface RequestVisit {
  readonly title: string;
  readonly message: string;
  readonly organisation: string;
  readonly asker: string;
  readonly name: string;
  readonly language: 'de' | 'en';
  readonly dueAt: number;
  readonly closedAt: number | null;
  readonly doneAt: number | null;
  readonly items: readonly (RequestItem & { readonly folderName: string; readonly came: boolean })[];
  readonly parts: readonly OwnPart[];
  /** What is being put together; null: nothing yet. */
  readonly open: { readonly folderId: number; readonly files: readonly OpenFile[] } | null;
}

/** What they handed in, as they see it. */
export interface OwnPart extends RequestPart {
  /** Opens its receipt; null for what was handed in before receipts were kept. */
  readonly receipt: string | null;
  /** The first of them, by path. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

export interface OpenFile {
  readonly id: number;
  readonly path: string;
  readonly size: number;
}
