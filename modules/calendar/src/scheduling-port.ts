import type { CalendarObject } from '@landescloud/icalendar';
import type { PersonActor, SystemActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';

export interface ScheduledCalendar {
  readonly id: number;
  readonly ownerKind: string;
  readonly ownerId: number;
  readonly kind: string;
}

export interface ObjectWrite {
  /** null: it is new. */
  readonly before: { readonly id: number; readonly uri: string; readonly object: CalendarObject } | null;
  /** null: it is deleted. */
  readonly after: { readonly uri: string; readonly object: CalendarObject } | null;
  readonly calendar: ScheduledCalendar;
  readonly actor: PersonActor | SystemActor;
  /** `Schedule-Reply: F` (RFC 6638 section 8.1): the organiser is not told. */
  readonly silent: boolean;
  /** `If-Schedule-Tag-Match`: answers that came since the program read the object stay (RFC 6638 section 8.3). */
  readonly keepAnswers?: boolean;
}

/** Hears of each write of an object that has or had an ORGANIZER, in its transaction (RFC 6638 section 3.2). */
export interface Scheduling {
  /** What is stored instead of what was sent, where the server has something to say in it; and the object's Schedule-Tag. */
  onWrite(
    tx: Transaction,
    write: ObjectWrite,
  ): Promise<{ readonly data?: Buffer; readonly scheduleTag?: string } | null>;
}
