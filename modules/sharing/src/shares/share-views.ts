import type { RecipientKind } from '@landescloud/directory';
import type { NodeView } from '@landescloud/files';
import type { ShareRole } from '../roles.ts';

export interface RecipientView {
  readonly kind: RecipientKind;
  /** Login of a person, key of a group or organisation. */
  readonly key: string;
  readonly name: string;
  readonly organisationName: string | null;
  readonly guest: boolean;
  readonly memberCount: number | null;
}

export interface PersonRef {
  readonly login: string;
  readonly name: string;
}

/** All times are milliseconds since 1970. */
export interface ShareView {
  readonly id: number;
  readonly nodeId: number;
  readonly recipient: RecipientView;
  readonly role: ShareRole;
  /** Whether the recipient may pass it on. */
  readonly resharing: boolean;
  readonly message: string;
  readonly sharedBy: PersonRef | null;
  readonly sharedAt: number;
  readonly endsAt: number | null;
  /** Whether the one who asks may change and withdraw it. */
  readonly mine: boolean;
}

/** A share of a folder further up, which therefore holds here. */
export interface InheritedShare extends ShareView {
  readonly from: { readonly id: number; readonly name: string };
}

/** Who has access to a node, and why. */
export interface AccessView {
  readonly owner: PersonRef | null;
  /** People of the space, by their role in it; told to who manages the node. */
  readonly members: (PersonRef & { readonly role: ShareRole })[];
  readonly shares: ShareView[];
  readonly inherited: InheritedShare[];
  /** What the one who asks may give; none: may not share it. */
  readonly mayGive: ShareRole[];
  readonly manages: boolean;
  /** The rules of the organisation that the space belongs to. */
  readonly rules: { readonly longestDays: number | null; readonly resharing: boolean };
}

export interface ReceivedShare {
  readonly node: NodeView;
  readonly share: ShareView;
  /** Came since the person last looked. */
  readonly isNew: boolean;
}

export interface GivenShares {
  readonly node: NodeView;
  /** The newest few. */
  readonly shares: ShareView[];
  readonly total: number;
}
