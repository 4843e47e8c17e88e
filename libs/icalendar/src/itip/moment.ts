import { formatDate, formatDateTime, formatTime, parseTime } from '../values.ts';
import { instantOf, localOf, utc, type Zone } from '../zone.ts';
import type { ZoneFinder } from '../zones-of.ts';

/** A DATE or DATE-TIME with the zone that it is meant in. */
export class Moment {
  /** The wall clock as if it were UTC. */
  readonly local: number;
  readonly isDate: boolean;
  readonly tzid: string | null;
  /** null: a date, or a floating time. */
  readonly zone: Zone | null;

  constructor(local: number, isDate: boolean, tzid: string | null, zone: Zone | null) {
    this.local = local;
    this.isDate = isDate;
    this.tzid = tzid;
    this.zone = zone;
  }

  /** Throws `CalendarInvalid`. */
  static parse(text: string, tzid: string | null, zones: ZoneFinder): Moment {
    const value = parseTime(text, tzid);
    const zone = value.utc ? utc : value.tzid === null ? null : zones(value.tzid);
    return new Moment(value.local, value.date, value.tzid, zone);
  }

  /** Of epoch milliseconds, in UTC and whole seconds. */
  static at(instant: number): Moment {
    return new Moment(Math.floor(instant / 1000) * 1000, false, null, utc);
  }

  /** Epoch milliseconds; of dates and floating times as if they were in UTC. */
  get instant(): number {
    return this.zone === null ? this.local : instantOf(this.zone, this.local);
  }

  /** One form whatever the object writes: `20261123`, floating `20261123T090000`, else `20261123T080000Z`. It sorts. */
  get key(): string {
    if (this.isDate) return formatDate(this.local);
    return formatDateTime(this.instant, this.zone !== null);
  }

  /** The same instant as the other's clock shows it. */
  as(other: Moment): Moment {
    if (this.isDate || other.isDate || this.zone === null || other.zone === null) return this;
    return new Moment(localOf(other.zone, this.instant), false, other.tzid, other.zone);
  }

  /** So much later, exactly. */
  plus(milliseconds: number): Moment {
    const local = this.zone === null ? this.local + milliseconds : localOf(this.zone, this.instant + milliseconds);
    return new Moment(local, this.isDate, this.tzid, this.zone);
  }

  /** As it is written in a property, whose TZID says the rest. */
  toString(): string {
    return formatTime({
      local: this.local,
      date: this.isDate,
      utc: this.zone === utc && this.tzid === null,
      tzid: null,
    });
  }
}
