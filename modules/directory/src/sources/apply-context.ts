import type { Transaction } from '@landescloud/platform/database';
import type { OrganisationTree } from '../organisation-tree.ts';
import type { DifferenceItem, ItemKind, Problem } from './source-difference.ts';

export interface SourceEvent {
  readonly type: string;
  readonly subject: string;
  readonly organisationId: number | null;
  readonly data: Record<string, unknown>;
}

/** One transaction in which a part of a difference is applied. */
export interface ApplyContext {
  readonly tx: Transaction;
  readonly sourceId: number;
  /** The source touches people of this organisation and below only. */
  readonly organisationId: number;
  readonly tree: OrganisationTree;
  readonly now: Date;
  record(events: readonly SourceEvent[]): Promise<void>;
  /** After commit, what is remembered of these people is forgotten. */
  changed(personIds: Iterable<number>): void;
}

export type ItemOf<Kind extends ItemKind> = Extract<DifferenceItem, { kind: Kind }>;
export type Positioned<Item> = Item & { readonly position: number };

/** What could not be applied after all: the world has changed since it was compared. */
export interface Refused {
  readonly position: number;
  readonly problem: Problem;
}

/** Where a person may be; undefined for what the source may not touch (any more). */
export function organisationIdOf({ tree, organisationId }: ApplyContext, key: string): number | undefined {
  const node = tree.byKey(key);
  return node && !node.closed && tree.isWithin(node.id, organisationId) ? node.id : undefined;
}
