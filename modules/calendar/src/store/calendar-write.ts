import type { Transaction } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';
import type { IndexedFor } from '../objects/index-object.ts';
import type { CalendarRole } from '../roles.ts';
import type { CalendarKind, ComponentName, OwnerKind } from '../views.ts';
import type { FoundObject, NewObject } from './object-writer.ts';

/** The calendar's row as it stands locked, and as the batch changes it. */
export interface LockedCalendar {
  readonly id: number;
  readonly ownerKind: OwnerKind;
  readonly ownerId: number;
  readonly kind: CalendarKind;
  readonly components: readonly ComponentName[];
  readonly organisationId: number | null;
  readonly owner: IndexedFor;
  change: number;
}

/** What one who sends an object needs to know, read for all who send at the same time. */
export interface SendNeed {
  readonly personId: number;
  readonly uri: string;
  readonly uid: string;
}

export interface Gathered {
  readonly objects: readonly FoundObject[];
  /** By person: how they have the calendar. */
  readonly rights: ReadonlyMap<number, { readonly uri: string; readonly role: CalendarRole }>;
  /** Of objects that are made. */
  readonly ids: number[];
}

type Insert = (write: CalendarWrite, objects: readonly NewObject[], change: number | null) => Promise<void>;

/** One transaction's writes to one calendar. */
export class CalendarWrite {
  readonly calendar: LockedCalendar;
  readonly tx: Transaction;
  readonly now: number;
  dirty = false;
  readonly events: DomainEvent[] = [];
  gathered: Gathered | null = null;
  /** What is new may wait for others to be written with. */
  together = false;
  /** New objects that are written together, by `settle`. */
  readonly waiting: NewObject[] = [];
  readonly #insert: Insert;
  /** Addresses and UIDs that were written since they were gathered. */
  readonly #touched = new Set<string>();
  #stale = false;

  constructor(tx: Transaction, calendar: LockedCalendar, now: number, insert: Insert) {
    this.tx = tx;
    this.calendar = calendar;
    this.now = now;
    this.#insert = insert;
  }

  nextChange(): number {
    this.dirty = true;
    this.calendar.change += 1;
    return this.calendar.change;
  }

  touch(uri: string, uid: string): void {
    this.#touched.add(`uri ${uri}`).add(`uid ${uid}`);
  }

  /** What stands at the address or has the UID, as far as that is known without asking; null: it has to be asked. */
  known(uri: string, uid: string): FoundObject[] | null {
    const isTouched = this.#touched.has(`uri ${uri}`) || this.#touched.has(`uid ${uid}`);
    if (this.gathered === null || this.#stale || isTouched) return null;
    return this.gathered.objects.filter((each) => each.uri === uri || each.uid === uid);
  }

  /** Before work that reads and writes as it likes. */
  async alone(): Promise<void> {
    await this.settle();
    this.#stale = true;
    this.together = false;
  }

  /** Before anybody reads what the batch has written. */
  async settle(): Promise<void> {
    if (this.waiting.length > 0) await this.#insert(this, this.waiting.splice(0), null);
  }

  /** The last of the batch, and the calendar's counter; false: the counter still has to be written. */
  async finish(): Promise<boolean> {
    if (this.waiting.length === 0) return false;
    await this.#insert(this, this.waiting.splice(0), this.calendar.change);
    return true;
  }
}
