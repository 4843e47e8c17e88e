import type { Actor } from '@landescloud/kernel';

/** How long data are kept: named classes of an organisation, set on folders and spaces; and what was deleted by rule. */
export interface Retention {
  /** Of the organisation and of what stands above it: what may be chosen here. Forbidden `files.organisation_not_administered`. */
  classes(actor: Actor, organisationKey: string): Promise<RetentionClass[]>;
  /** Conflict `files.retention_class_exists`. */
  addClass(actor: Actor, organisationKey: string, input: NewRetentionClass): Promise<RetentionClass>;
  /** No longer chosen; where it was set it still holds. NotFound `files.retention_class_not_found`. */
  endClass(actor: Actor, organisationKey: string, classId: number): Promise<void>;
  /** What holds for a file or folder, and until when. */
  of(actor: Actor, nodeId: number): Promise<NodeLife>;
  /** On a folder or the root of a space, by who manages it; null: what holds above. Conflict `files.is_file`. */
  set(actor: Actor, nodeId: number, classId: number | null): Promise<void>;
  /** What was deleted by rule in spaces of the organisation and below it, newest first. */
  deletions(actor: Actor, organisationKey: string, page: { offset: number; limit: number }): Promise<DeletionPage>;
  /** For administrators, and who managed the space then. NotFound `files.deletion_list_not_found`. */
  deletion(actor: Actor, listId: number, page: { offset: number; limit: number }): Promise<DeletionList>;
  /** The whole of it as CSV. */
  deletionCsv(actor: Actor, listId: number): Promise<AsyncIterable<string>>;
}

export interface NewRetentionClass {
  readonly name: string;
  /** After the last change. */
  readonly months: number;
  /** 'delete' moves to the trash; 'tell' only tells who manages the space. */
  readonly action: 'delete' | 'tell';
  /** So long before anything is deleted its managers are told. */
  readonly warnDays: number;
}

export interface RetentionClass extends NewRetentionClass {
  readonly id: number;
  readonly organisationKey: string;
  /** On how many folders and spaces it is set. */
  readonly uses: number;
}

export interface NodeLife {
  readonly retention: {
    readonly classId: number;
    readonly name: string;
    readonly action: 'delete' | 'tell';
    /** Set on the node itself; else on `from`, above it. */
    readonly own: boolean;
    readonly from: { readonly id: number; readonly name: string };
    /** Of a file: when its time is up, counted from its last change. */
    readonly dueAt: number | null;
    /** Of a file: its managers were told that it is deleted then. */
    readonly deleteAt: number | null;
  } | null;
  /** It must be kept. */
  readonly held: { readonly since: number } | null;
  /** What may be set here; null: the person may not. */
  readonly choices: { readonly id: number; readonly name: string }[] | null;
}

export interface DeletionSummary {
  readonly id: number;
  readonly spaceName: string;
  /** 'space': a space that had ended; 'retention': files whose time was up. */
  readonly kind: 'space' | 'retention';
  /** The space's purpose, or the class. */
  readonly reason: string;
  readonly at: number;
  readonly files: number;
  readonly bytes: number;
}

export interface DeletionPage {
  readonly total: number;
  readonly items: DeletionSummary[];
}

export interface DeletionList extends DeletionSummary {
  readonly items: {
    readonly path: string;
    readonly size: number;
    readonly changedAt: number;
    readonly sha256: string | null;
  }[];
}
