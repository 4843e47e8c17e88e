import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { foldWords } from '../fold-name.ts';
import type { OrganisationTree } from '../organisation-tree.ts';
import { readSearch } from '../people-search.ts';
import { organisationsHeld, organisationsSeen, sees } from '../rights.ts';
import { peopleScope } from './people-queries.ts';

export type RecipientKind = 'person' | 'group' | 'organisation';

/** Whom something is meant for: by login, or by the key of a group or organisation. */
export interface RecipientRef {
  readonly kind: RecipientKind;
  readonly key: string;
}

export interface Recipient extends RecipientRef {
  readonly id: number;
  readonly name: string;
  /** Of a person or group; null: an organisation, or a group of the whole platform. */
  readonly organisation: { readonly id: number; readonly key: string; readonly name: string } | null;
  readonly guest: boolean;
  /** What tells people of one name apart, or how many a group has. */
  readonly jobTitle: string | null;
  readonly memberCount: number | null;
}

/** For rooms in which people choose whom something is for. Whom the actor may not know is absent. */
export interface RecipientQueries {
  /** People, groups and organisations by what they are called, a few of each, people first. */
  find(actor: Actor, text: string, limit?: number): Promise<Recipient[]>;
  /** Those of the wanted whom the actor may choose, in the order in which they were named. */
  choose(actor: Actor, wanted: readonly RecipientRef[]): Promise<Recipient[]>;
}

const fewOthers = 8;

export function recipientQueries({ trees, people, search, groups }: CommandDeps): RecipientQueries {
  /** Those that one is in or administers, as everywhere; a guest chooses nobody. */
  async function groupsNamed(actor: Actor, tree: OrganisationTree, filter: { text: string; keys?: readonly string[] }) {
    if (actor.kind === 'person' && actor.role === 'guest') return [];
    const found = await groups.list({
      text: filter.text,
      administered: organisationsHeld(actor, tree, 'organisation-administrator'),
      personId: actor.kind === 'person' ? actor.personId : 0,
      offset: 0,
      limit: filter.keys?.length ?? fewOthers,
      ...(filter.keys === undefined ? {} : { keys: filter.keys }),
    });
    return found.groups.map(({ id, key, name, organisationId, memberCount }): Recipient => {
      const of = organisationId === null ? undefined : tree.byId(organisationId);
      const organisation = of === undefined ? null : { id: of.id, key: of.key, name: of.name };
      return { kind: 'group', id, key, name, organisation, guest: false, jobTitle: null, memberCount };
    });
  }

  function organisationsKnown(actor: Actor, tree: OrganisationTree): Recipient[] {
    const seen = organisationsSeen(actor, tree);
    return [...tree.all]
      .filter(({ id, closed }) => !closed && (seen === null || seen.includes(id)))
      .map(({ id, key, name, shortName }) => ({
        kind: 'organisation',
        id,
        key,
        name,
        organisation: null,
        guest: false,
        jobTitle: shortName,
        memberCount: null,
      }));
  }

  return {
    async find(actor, text, limit = 12) {
      const tree = await trees.current();
      const words = foldWords(text);
      if (words.length === 0) return [];
      const [found, inGroups] = await Promise.all([
        search.find(peopleScope(actor, tree), readSearch(text, tree), limit),
        groupsNamed(actor, tree, { text: text.trim() }),
      ]);
      const organisations = organisationsKnown(actor, tree).filter(({ key, name, jobTitle }) => {
        const own = foldWords(`${key} ${name} ${jobTitle ?? ''}`);
        return words.every((word) => own.some((each) => each.startsWith(word)));
      });
      return [...found.map(personRecipient), ...inGroups, ...organisations.slice(0, fewOthers)];
    },

    async choose(actor, wanted) {
      const tree = await trees.current();
      const keysOf = (kind: RecipientKind) => [
        ...new Set(wanted.filter((each) => each.kind === kind).map(({ key }) => key)),
      ];
      const [logins, groupKeys, organisationKeys] = [keysOf('person'), keysOf('group'), keysOf('organisation')];
      const known = new Map<string, Recipient>();
      const take = (each: Recipient) => known.set(`${each.kind} ${each.key}`, each);
      if (logins.length > 0) {
        const named = await people.byLogins(logins);
        named
          .filter((person) => !person.disabled && sees(actor, tree, person))
          .map(personRecipient)
          .forEach(take);
      }
      if (groupKeys.length > 0) (await groupsNamed(actor, tree, { text: '', keys: groupKeys })).forEach(take);
      if (organisationKeys.length > 0) {
        organisationsKnown(actor, tree)
          .filter(({ key }) => organisationKeys.includes(key))
          .forEach(take);
      }
      return [...new Set(wanted.map(({ kind, key }) => `${kind} ${key}`))].flatMap((each) => known.get(each) ?? []);
    },
  };
}

function personRecipient(person: {
  id: number;
  login: string;
  name: string;
  organisation: { id: number; key: string; name: string };
  role: string;
  jobTitle: string | null;
}): Recipient {
  const { id, login, name, organisation, role, jobTitle } = person;
  const { id: organisationId, key, name: called } = organisation;
  return {
    kind: 'person',
    id,
    key: login,
    name,
    organisation: { id: organisationId, key, name: called },
    guest: role === 'guest',
    jobTitle,
    memberCount: null,
  };
}
