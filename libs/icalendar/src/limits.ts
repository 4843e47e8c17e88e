export interface CalendarLimits {
  /** Bytes (of a string: characters) of the whole text. */
  readonly size: number;
  /** Content lines, after unfolding. */
  readonly lines: number;
  readonly components: number;
  readonly depth: number;
  /** Parameters of one property, and values of one parameter. */
  readonly parameters: number;
  /** RDATE, EXDATE and overrides of one object, each. */
  readonly dates: number;
  /** RRULEs of one component. RFC 5545 wants one. */
  readonly rules: number;
  /** Characters of a UID. RFC 7986 wants 255 octets at most. */
  readonly uid: number;
  /** Observances and their RDATEs of one VTIMEZONE. */
  readonly observances: number;
}

/** What one stored object may be: 10 MB, as a photograph or a long list of attendees needs. */
export const defaultLimits: CalendarLimits = {
  size: 10 * 1024 * 1024,
  lines: 100_000,
  components: 10_000,
  depth: 8,
  parameters: 64,
  dates: 20_000,
  rules: 8,
  uid: 500,
  observances: 2000,
};

/** What one file of a whole calendar may be when it is imported. */
export const importLimits: CalendarLimits = {
  ...defaultLimits,
  size: 100 * 1024 * 1024,
  lines: 5_000_000,
  components: 500_000,
};
