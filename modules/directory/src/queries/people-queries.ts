import type { Actor, OrganisationRole, PersonRole } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { personNotFound } from '../errors.ts';
import type { OrganisationTree } from '../organisation-tree.ts';
import { readSearch } from '../people-search.ts';
import type { PeopleFilter, PeopleScope, PeopleSort, PeopleState } from '../people-search-reader.ts';
import type { PersonRecord } from '../person-reader.ts';
import { viewFound, viewPerson, viewSource } from '../person-view.ts';
import { administersPerson, organisationsHeld, sees } from '../rights.ts';
import type { FoundPerson, PersonView } from '../views.ts';

/** `role`, `state` and what is disabled are for administrators: others find active people only. */
export interface PeopleQuery {
  /** What people are called by: name, login, address; typing errors are tolerated. */
  readonly text?: string;
  readonly organisationKey?: string;
  /** With everything below that organisation. */
  readonly below?: boolean;
  readonly role?: PersonRole | OrganisationRole;
  readonly state?: PeopleState;
  readonly kind?: 'member' | 'guest';
  /** Only whom the actor administers. */
  readonly administered?: boolean;
  readonly sort?: PeopleSort;
  readonly descending?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}

export interface PeopleQueries {
  list(actor: Actor, query?: PeopleQuery): Promise<{ total: number; items: PersonView[] }>;
  find(actor: Actor, text: string, limit?: number): Promise<FoundPerson[]>;
  get(actor: Actor, login: string): Promise<PersonView>;
}

export function peopleScope(actor: Actor, tree: OrganisationTree): PeopleScope {
  const administered = organisationsHeld(actor, tree, 'organisation-administrator');
  if (actor.kind === 'system') return { seen: null, administered, ownOrganisationId: 0, ownId: 0 };
  const { organisationId: ownOrganisationId, personId: ownId } = actor;
  const seen = actor.role === 'guest' ? [] : tree.visibleFrom(ownOrganisationId);
  return { seen, administered, ownOrganisationId, ownId };
}

export function peopleQueries({ trees, people, search }: CommandDeps): PeopleQueries {
  async function views(actor: Actor, tree: OrganisationTree, found: readonly PersonRecord[]): Promise<PersonView[]> {
    const known = found.filter((person) => administersPerson(actor, tree, person)).map(({ id }) => id);
    const details = known.length === 0 ? undefined : await people.details(known);
    return found.map((person) => viewPerson(actor, tree, person, details?.get(person.id)));
  }

  return {
    async list(actor, query = {}) {
      const tree = await trees.current();
      const { text = '', organisationKey, below = false, role, state = 'all', kind, administered = false } = query;
      const { sort = 'name', descending = false, offset = 0, limit = 50 } = query;
      const scope = peopleScope(actor, tree);
      // Who holds what is for administrators: of others, nobody may be found by it.
      const narrowed = role === undefined && !administered ? scope : { ...scope, seen: [], ownId: 0 };
      const node = organisationKey === undefined ? undefined : tree.byKey(organisationKey);
      if (organisationKey !== undefined && !node) return { total: 0, items: [] };
      const filter: PeopleFilter = {
        scope: narrowed,
        search: readSearch(text, tree),
        state,
        sort,
        descending,
        offset,
        limit,
        ...(node ? { organisationIds: below ? tree.subtreeIds(node.id) : [node.id] } : {}),
        ...(role === undefined ? {} : { role }),
        ...(kind === undefined ? {} : { kind }),
      };
      // What has no letter or digit in it is in nobody's name.
      if (text.trim() !== '' && filter.search.words.length === 0) return { total: 0, items: [] };
      const found = await search.list(filter);
      return { total: found.total, items: await views(actor, tree, found.people) };
    },

    async find(actor, text, limit = 20) {
      const tree = await trees.current();
      return (await search.find(peopleScope(actor, tree), readSearch(text, tree), limit)).map(viewFound);
    },

    async get(actor, login) {
      const tree = await trees.current();
      const person = await people.byLogin(login);
      if (!person || !sees(actor, tree, person)) throw personNotFound();
      const [view] = await views(actor, tree, [person]);
      if (!view) throw personNotFound();
      if (!administersPerson(actor, tree, person)) return view;
      const source = await people.sourceOf(person.id);
      return { ...view, source: source ? viewSource(actor, tree, source) : null };
    },
  };
}
