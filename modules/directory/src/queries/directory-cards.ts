import { createHash } from 'node:crypto';
import type { PersonActor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { createCardReader, type CardPosition, type DirectoryCard } from '../card-reader.ts';
import type { OrganisationTree } from '../organisation-tree.ts';
import { readSearch } from '../people-search.ts';
import type { RuleValues } from '../rules.ts';

/** What of the directory a person's programs get as an address book. */
export interface CardBook {
  /** Whose cards are listed: of all whom the person finds, of their own organisation, or nobody's, only searched. */
  readonly extent: RuleValues['contacts.directory'];
  /** Another number: what is listed has become another selection, and no earlier position means anything. */
  readonly selection: number;
  /** The number of the latest change. */
  readonly change: number;
}

/**
 * The directory as an address book. Everybody finds by it whom the organisations' rules let them find (`people.visibility`); guests
 * find nobody, and stand in nobody's. No right is checked beyond that.
 */
export interface DirectoryCards {
  /** Null: the person has none. */
  book(actor: PersonActor): Promise<CardBook | null>;
  /** What is listed, in the order of changes. */
  listed(actor: PersonActor): Promise<DirectoryCard[]>;
  /** Among all whom the actor finds, listed or not. */
  byIds(actor: PersonActor, ids: readonly number[]): Promise<DirectoryCard[]>;
  /** What became of the listed ones after the position; `gone` are ids. */
  changes(
    actor: PersonActor,
    since: CardPosition,
    limit: number,
  ): Promise<{ changed: DirectoryCard[]; gone: number[]; last: CardPosition | null; truncated: boolean }>;
  /** By words, among all whom the actor finds; '' lists them all by name. */
  search(
    actor: PersonActor,
    text: string,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ total: number; cards: DirectoryCard[] }>;
}

export function directoryCards({ db, trees }: Pick<CommandDeps, 'db' | 'trees'>): DirectoryCards {
  const reader = createCardReader(db);

  async function selected(actor: PersonActor) {
    const tree = await trees.current();
    const found = actor.role === 'guest' ? [] : tree.visibleFrom(actor.organisationId);
    return { found, ...listedOf(actor, tree, found), tree };
  }

  return {
    async book(actor) {
      if (actor.role === 'guest') return null;
      const { extent, listed } = await selected(actor);
      const change = listed.length === 0 ? 0 : await reader.latest(listed);
      return { extent, selection: selectionOf(listed), change };
    },
    async listed(actor) {
      const { listed } = await selected(actor);
      return listed.length === 0 ? [] : reader.all(listed);
    },
    async byIds(actor, ids) {
      const { found } = await selected(actor);
      return ids.length === 0 || found.length === 0 ? [] : reader.byIds(ids, found);
    },
    async changes(actor, since, limit) {
      const { listed } = await selected(actor);
      const changed = listed.length === 0 ? [] : await reader.changed(listed, since, limit + 1);
      const page = changed.slice(0, limit);
      const ids = page.map(({ personId }) => personId);
      const cards = ids.length === 0 ? [] : await reader.byIds(ids, listed);
      const there = new Set(cards.map(({ id }) => id));
      return {
        changed: cards,
        gone: ids.filter((id) => !there.has(id)),
        last: page.at(-1) ?? null,
        truncated: changed.length > limit,
      };
    },
    async search(actor, text, { offset, limit }) {
      const { found, tree } = await selected(actor);
      if (found.length === 0) return { total: 0, cards: [] };
      if (text.trim() === '') return reader.page(found, offset, limit);
      return reader.search(readSearch(text, tree), found, offset, limit);
    },
  };
}

function listedOf(actor: PersonActor, tree: OrganisationTree, found: readonly number[]) {
  const extent = tree.rule(actor.organisationId, 'contacts.directory');
  const own = found.filter((id) => id === actor.organisationId);
  return { extent, listed: extent === 'everyone' ? found : extent === 'organisation' ? own : [] };
}

const selections = new WeakMap<readonly number[], number>();

function selectionOf(organisationIds: readonly number[]): number {
  let known = selections.get(organisationIds);
  if (known === undefined) {
    const digest = createHash('sha256')
      .update([...organisationIds].sort((a, b) => a - b).join(' '))
      .digest();
    known = digest.readUIntBE(0, 6);
    selections.set(organisationIds, known);
  }
  return known;
}
