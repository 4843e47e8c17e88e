/** An entry of the log, as it is shown. What its payload said is null where that was deleted. */
export interface AuditEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `<room>.<what>_<participle>` */
  readonly type: string;
  readonly organisationId: number | null;
  /** The payload's time was over, or a person was erased. */
  readonly redacted: boolean;
  readonly actorKind: string | null;
  readonly personId: number | null;
  readonly name: string | null;
  readonly client: string | null;
  readonly subject: string | null;
  /** Canonical JSON. */
  readonly data: string | null;
}

export interface AuditFilter {
  /** Entries of this organisation and everything below it. */
  readonly organisationId?: number;
  /** Begin of the type: 'files.' or 'auth.session_started'. */
  readonly type?: string;
  /** Whoever did it or is concerned by it. */
  readonly personId?: number;
  /** Exactly: 'node:17'. */
  readonly subject?: string;
  /** Milliseconds since 1970, included. */
  readonly from?: number;
  /** Milliseconds since 1970, not included. */
  readonly to?: number;
  /** Part of the type, or of the subject where it has three letters or figures in a row. */
  readonly text?: string;
}

export interface AuditPage {
  /** Newest first. */
  readonly items: readonly AuditEntry[];
  /** Where the next page begins; null: this is the last. */
  readonly next: number | null;
}
