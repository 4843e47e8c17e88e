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
import { personNotFound } from './errors.ts';
import { guardGuests } from './guests/guest-identities.ts';
import { createGroupReader } from './group-reader.ts';
import { createIdentities } from './identities.ts';
import { createOrganisationReader } from './organisation-reader.ts';
import { createOrganisationTrees, organisationsChangedTopic } from './organisation-trees.ts';
import { createPeopleSearchReader } from './people-search-reader.ts';
import { createPersonCards } from './person-cards.ts';
import { createPersonReader } from './person-reader.ts';
import { groupQueries } from './queries/group-queries.ts';
import type { GroupQueries } from './queries/group-queries.ts';
import { organisationQueries } from './queries/organisation-queries.ts';
import type { OrganisationQueries } from './queries/organisation-queries.ts';
import { peopleQueries } from './queries/people-queries.ts';
import type { PeopleQueries } from './queries/people-queries.ts';
import type { GroupView, MeView, OrganisationDetails, OrganisationRef, PersonCard, PersonView } from './views.ts';

/**
 * Who is there: organisations, people, groups. Every command and query takes the actor and checks the right: what the
 * actor may not know is NotFound, what they may know but not do is Forbidden `directory.not_allowed`.
 */
export interface Directory {
  readonly organisations: OrganisationQueries & {
    /** Conflict `directory.organisation_exists`. */
    add(actor: Actor, input: NewOrganisation): Promise<OrganisationDetails>;
    /** For other rooms: no right is checked. */
    byKey(key: string): Promise<OrganisationRef | undefined>;
    /** For other rooms: bytes for all its spaces together; null where it has no limit of its own. */
    quota(id: number): Promise<number | null>;
  };
  readonly people: PeopleQueries & {
    /** Conflict `directory.login_taken`. */
    add(actor: Actor, input: NewPersonInput): Promise<PersonView>;
    /** Also disables. Conflict `directory.last_administrator`. */
    update(actor: Actor, login: string, update: PersonUpdate): Promise<PersonView>;
    /** For other rooms, from memory where possible: no right is checked, disabled people are among them. */
    byIds(ids: readonly number[]): Promise<ReadonlyMap<number, PersonCard>>;
    byId(id: number): Promise<PersonCard | undefined>;
    byLogin(login: string): Promise<PersonCard | undefined>;
  };
  readonly groups: GroupQueries & {
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
  const people = createPersonReader(db);
  const organisations = createOrganisationReader(db);
  const trees = createOrganisationTrees(db, clock);
  const cards = createPersonCards(people, clock);
  const unsubscribe = [
    hints.subscribe(personChangedTopic, (data) => {
      if (typeof data === 'object' && data !== null && 'personId' in data) cards.forget(Number(data.personId));
      else cards.forgetAll();
    }),
    hints.subscribe(organisationsChangedTopic, () => {
      trees.forget();
      // The organisation's name stands in them.
      cards.forgetAll();
    }),
  ];
  const deps: CommandDeps = {
    db,
    clock,
    events: createDirectoryEvents(log, clock),
    trees,
    organisations,
    assignments: createAssignmentReader(db),
    people,
    search: createPeopleSearchReader(db),
    groups: createGroupReader(db),
    personChanged: (personId) => {
      cards.forget(personId);
      hints.publish(personChangedTopic, { personId });
    },
    organisationsChanged: () => {
      trees.forget();
      cards.forgetAll();
      hints.publish(organisationsChangedTopic, {});
    },
  };
  const identities = guardGuests(createIdentities(deps), db, clock);
  const reading = { organisations: organisationQueries(deps), people: peopleQueries(deps), groups: groupQueries(deps) };
  const [add, update, updateSettings] = [addPerson(deps), updatePerson(deps), updateOwnSettings(deps)];

  async function me(actor: PersonActor): Promise<MeView> {
    const profile = await identities.profile(actor.personId);
    if (!profile) throw personNotFound();
    return profile;
  }

  return {
    organisations: {
      ...reading.organisations,
      add: addOrganisation(deps),
      byKey: (key) => organisations.byKey(key),
      quota: (id) => organisations.quota(id),
    },
    people: {
      ...reading.people,
      add: async (actor, input) => reading.people.get(actor, (await add(actor, input)).login),
      update: async (actor, login, change) => reading.people.get(actor, (await update(actor, login, change)).login),
      byIds: cards.byIds,
      byId: cards.byId,
      byLogin: cards.byLogin,
    },
    groups: {
      ...reading.groups,
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
    identities,
    close() {
      for (const end of unsubscribe) end();
    },
  };
}
