import type { Language } from '../directory-tables.ts';

/** A person as a source describes them: text as it came, not yet checked. */
export interface SourceRecord {
  /** What the source knows the person by, whatever is renamed. */
  readonly externalId: string;
  readonly login: string;
  readonly name: string;
  readonly email?: string | null;
  /** Besides the first one. Absent, here and below: the source says nothing of it. */
  readonly addresses?: readonly string[];
  /** Key or name of an organisation, or several of which the first that is known counts; absent: the source's own. */
  readonly organisation?: string | readonly string[] | null;
  /** External id, reference or login of the manager. */
  readonly manager?: string | null;
  readonly jobTitle?: string | null;
  readonly phone?: string | null;
  readonly place?: string | null;
  readonly language?: Language;
  /** May not sign in at the source. */
  readonly disabled: boolean;
  /** The name by which groups and managers refer to the entry. */
  readonly reference?: string;
  /** Changes whenever the entry does. */
  readonly stamp?: string;
}

export interface SourceGroupRecord {
  readonly externalId: string;
  readonly name: string;
  /** External ids, references or logins; whom the source does not know is passed over. */
  readonly members: readonly string[];
  readonly stamp?: string;
}

/** What was read of a source. */
export interface SourceSnapshot {
  readonly people: readonly SourceRecord[];
  /** Those whose entries are as they were when last read: they are there, nothing more was asked. */
  readonly unchanged: readonly string[];
  /** Null: the groups are as they were, or the source has none. */
  readonly groups: readonly SourceGroupRecord[] | null;
}

/** A checked record: what the directory would hold. Undefined: the source says nothing of it. */
export interface PersonValues {
  readonly login: string;
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly addresses?: readonly string[] | undefined;
  /** The organisation's key. */
  readonly organisation: string;
  readonly jobTitle?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly place?: string | null | undefined;
  /** External id; null: has none. */
  readonly manager?: string | null | undefined;
}
