import { isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import { personChangedTopic } from '@landescloud/platform/auth';
import type { IdentitySource } from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import { createAssignmentReader } from './assignment-reader.ts';
import type { CommandDeps } from './command-deps.ts';
import { addGroup } from './commands/add-group.ts';
import type { NewGroup } from './commands/add-group.ts';
import { addOrganisation } from './commands/add-organisation.ts';
import type { NewOrganisation } from './commands/add-organisation.ts';
import { addPerson } from './commands/add-person.ts';
import type { NewPersonInput } from './commands/add-person.ts';
import { addGroupMember, removeGroupMember } from './commands/change-group-members.ts';
import { updateOwnSettings } from './commands/update-own-settings.ts';
import type { OwnSettings } from './commands/update-own-settings.ts';
import { updatePerson } from './commands/update-person.ts';
import type { PersonUpdate } from './commands/update-person.ts';
import { createDirectoryEvents } from './directory-events.ts';
import type { EventLog } from './directory-events.ts';
import { groupNotFound, organisationNotFound, personNotFound } from './errors.ts';
import { createGroupReader } from './group-reader.ts';
import type { GroupMember } from './group-reader.ts';
import { createIdentities, toProfile } from './identities.ts';
import { createOrganisationReader } from './organisation-reader.ts';
import { createPersonCards } from './person-cards.ts';
import { createPersonReader } from './person-reader.ts';
import { viewPerson } from './person-view.ts';
import { visibleOrganisation } from './rights.ts';
import type { GroupView, MeView, OrganisationRef, OrganisationView, PersonCard, PersonView } from './views.ts';

export interface PeopleQuery {
  /** Part of name, login or address. */
  readonly text?: string;
  readonly organisationKey?: string;
  readonly offset?: number;
  readonly limit?: number;
}

/** Who is there: organisations, people, groups. Changing them takes a platform administrator (Forbidden `directory.not_allowed`). */
export interface Directory {
  readonly organisations: {
    list(actor: Actor): Promise<OrganisationView[]>;
    /** NotFound `directory.organisation_not_found`. */
    get(actor: Actor, key: string): Promise<OrganisationView>;
    /** Conflict `directory.organisation_exists`. */
    add(actor: Actor, input: NewOrganisation): Promise<OrganisationView>;
    /** For other rooms: no right is checked. */
    byKey(key: string): Promise<OrganisationRef | undefined>;
  };
  readonly people: {
    /** By name; administrators all and also disabled ones, others those of their own organisation. */
    list(actor: Actor, query?: PeopleQuery): Promise<{ total: number; items: PersonView[] }>;
    /** NotFound `directory.person_not_found`, also for people the actor may not find. */
    get(actor: Actor, login: string): Promise<PersonView>;
    /** Conflict `directory.login_taken`. */
    add(actor: Actor, input: NewPersonInput): Promise<PersonView>;
    /** Also disables. Conflict `directory.last_administrator`. */
    update(actor: Actor, login: string, update: PersonUpdate): Promise<PersonView>;
    /** For other rooms, from memory where possible: no right is checked, disabled people are among them. */
    byIds(ids: readonly number[]): Promise<ReadonlyMap<number, PersonCard>>;
    byId(id: number): Promise<PersonCard | undefined>;
    byLogin(login: string): Promise<PersonCard | undefined>;
  };
  readonly groups: {
    /** Administrators all, others those they are in. */
    list(actor: Actor): Promise<GroupView[]>;
    /** NotFound `directory.group_not_found`, also for groups the actor is not in. */
    members(actor: Actor, key: string): Promise<GroupMember[]>;
    /** Conflict `directory.group_exists`. */
    add(actor: Actor, input: NewGroup): Promise<GroupView>;
    addMember(actor: Actor, key: string, login: string): Promise<void>;
    removeMember(actor: Actor, key: string, login: string): Promise<void>;
  };
  readonly me: {
    get(actor: PersonActor): Promise<MeView>;
    update(actor: PersonActor, settings: OwnSettings): Promise<MeView>;
  };
  /** The port that auth asks. */
  readonly identities: IdentitySource;
  /** Stops listening to other processes. */
  close(): void;
}

export interface DirectoryDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: EventLog;
  readonly hints: {
    publish(topic: string, data: object): void;
    subscribe(topic: string, handler: (data: unknown) => void): () => void;
  };
}

export function createDirectory({ db, clock, events: log, hints }: DirectoryDeps): Directory {
  const organisations = createOrganisationReader(db);
  const people = createPersonReader(db);
  const groups = createGroupReader(db);
  const cards = createPersonCards(people, clock);
  const close = hints.subscribe(personChangedTopic, (data) => {
    if (typeof data === 'object' && data !== null && 'personId' in data) cards.forget(Number(data.personId));
    else cards.forgetAll();
  });
  const events = createDirectoryEvents(log, clock);
  const personChanged = (personId: number) => {
    cards.forget(personId);
    hints.publish(personChangedTopic, { personId });
  };
  const deps: CommandDeps = { db, clock, events, organisations, people, groups, personChanged };
  const add = addPerson(deps);
  const update = updatePerson(deps);
  const updateSettings = updateOwnSettings(deps);

  async function me(actor: PersonActor): Promise<MeView> {
    const person = await people.byId(actor.personId);
    if (!person) throw personNotFound();
    return toProfile(person);
  }

  return {
    organisations: {
      list: (actor) => organisations.list({ counted: isPlatformAdministrator(actor) }),
      async get(_actor, key) {
        const organisation = await organisations.byKey(key);
        if (!organisation) throw organisationNotFound();
        return organisation;
      },
      add: addOrganisation(deps),
      byKey: (key) => organisations.byKey(key),
    },

    people: {
      async list(actor, { text = '', organisationKey, offset = 0, limit = 50 } = {}) {
        const only = organisationKey === undefined ? undefined : await organisations.byKey(organisationKey);
        const own = visibleOrganisation(actor);
        const hidden = organisationKey !== undefined && (!only || (own !== null && own !== only.id));
        if (hidden) return { total: 0, items: [] };
        const organisationId = only?.id ?? own ?? undefined;
        const withDisabled = isPlatformAdministrator(actor);
        const filter = {
          text,
          withDisabled,
          offset,
          limit,
          ...(organisationId === undefined ? {} : { organisationId }),
        };
        const found = await people.search(filter);
        return { total: found.total, items: found.people.map((person) => viewPerson(actor, person)) };
      },
      async get(actor, login) {
        const person = await people.byLogin(login);
        const own = visibleOrganisation(actor);
        const hidden = own !== null && person && (person.organisation.id !== own || person.disabled);
        if (!person || hidden) throw personNotFound();
        return viewPerson(actor, person);
      },
      add: async (actor, input) => viewPerson(actor, await add(actor, input)),
      update: async (actor, login, change) => viewPerson(actor, await update(actor, login, change)),
      byIds: cards.byIds,
      byId: cards.byId,
      byLogin: cards.byLogin,
    },

    groups: {
      list: (actor) => (isPlatformAdministrator(actor) ? groups.list() : groups.ofPerson(personIdOf(actor))),
      async members(actor, key) {
        const group = await groups.byKey(key);
        const members = group ? await groups.members(group.id) : [];
        const isMember = members.some((member) => member.id === personIdOf(actor));
        if (!group || !(isMember || isPlatformAdministrator(actor))) throw groupNotFound();
        return members;
      },
      add: addGroup(deps),
      addMember: addGroupMember(deps),
      removeMember: removeGroupMember(deps),
    },

    me: {
      get: me,
      async update(actor, settings) {
        await updateSettings(actor, settings);
        return me(actor);
      },
    },
    identities: createIdentities(people, createAssignmentReader(db)),
    close,
  };
}

function personIdOf(actor: Actor): number {
  return actor.kind === 'person' ? actor.personId : 0;
}
