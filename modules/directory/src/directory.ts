import type { Actor, Clock, OrganisationRole, PersonActor } from '@landescloud/kernel';
import { personChangedTopic } from '@landescloud/platform/auth';
import type { IdentitySource, MailAddresses } from '@landescloud/platform/auth';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';
import { createAssignmentReader } from './assignment-reader.ts';
import type { CommandDeps } from './command-deps.ts';
import type { Belongings } from './belongings.ts';
import { administratorsOf } from './administrators-of.ts';
import { addGroup, changeGroup, removeGroup } from './commands/add-group.ts';
import type { GroupUpdate, NewGroup } from './commands/add-group.ts';
import { addOrganisation } from './commands/add-organisation.ts';
import type { NewOrganisation } from './commands/add-organisation.ts';
import { addOrganisations } from './commands/add-organisations.ts';
import type { ManyOrganisationsInput } from './commands/add-organisations.ts';
import { addPeople } from './commands/add-people.ts';
import type { AddedPeople, ManyPeopleInput } from './commands/add-people.ts';
import { addPerson } from './commands/add-person.ts';
import type { NewPersonInput } from './commands/add-person.ts';
import { bulkPeople } from './commands/bulk-people.ts';
import type { BulkInput, BulkResult } from './commands/bulk-people.ts';
import { changeGroupMember, changeGroupMembers } from './commands/change-group-members.ts';
import type { MembersChanged } from './commands/change-group-members.ts';
import { changeRole } from './commands/change-role.ts';
import { erasePerson } from './commands/erase-person.ts';
import type { ForgetPerson } from './commands/erase-person.ts';
import { leavePerson } from './commands/leave-person.ts';
import type { Leaving } from './commands/leave-person.ts';
import { ownMailAddress } from './commands/own-mail-address.ts';
import { removeOrganisation } from './commands/remove-organisation.ts';
import { setLogo } from './commands/set-logo.ts';
import { setRule } from './commands/set-rule.ts';
import { updateOrganisation } from './commands/update-organisation.ts';
import type { OrganisationUpdate } from './commands/update-organisation.ts';
import { updateOwnSettings } from './commands/update-own-settings.ts';
import type { OwnSettings } from './commands/update-own-settings.ts';
import { updatePerson } from './commands/update-person.ts';
import type { PersonUpdate } from './commands/update-person.ts';
import { createDirectoryEvents } from './directory-events.ts';
import type { EventLog } from './directory-events.ts';
import { personNotFound } from './errors.ts';
import { guardGuests } from './guests/guest-identities.ts';
import { handOver } from './hand-over.ts';
import type { HandOverJobs } from './hand-over.ts';
import { createGroupReader } from './group-reader.ts';
import { createIdentities } from './identities.ts';
import { createOrganisationReader } from './organisation-reader.ts';
import type { Notices } from './organisation-tree.ts';
import { createOrganisationTrees, organisationsChangedTopic } from './organisation-trees.ts';
import { createPeopleSearchReader } from './people-search-reader.ts';
import { createPersonCards } from './person-cards.ts';
import { createPersonReader } from './person-reader.ts';
import { addressesOfPerson, dataOfPerson } from './queries/data-of-person.ts';
import type { DirectoryData } from './queries/data-of-person.ts';
import { directoryCards } from './queries/directory-cards.ts';
import type { DirectoryCards } from './queries/directory-cards.ts';
import { exportGroups, exportMembers } from './queries/export-groups.ts';
import { exportOrganisations } from './queries/export-organisations.ts';
import { exportPeople } from './queries/export-people.ts';
import { groupQueries } from './queries/group-queries.ts';
import type { GroupQueries, GroupsQuery } from './queries/group-queries.ts';
import { listBelongings } from './queries/list-belongings.ts';
import { organisationQueries } from './queries/organisation-queries.ts';
import type { OrganisationQueries } from './queries/organisation-queries.ts';
import { peopleQueries } from './queries/people-queries.ts';
import type { PeopleQueries, PeopleQuery } from './queries/people-queries.ts';
import { recipientQueries } from './queries/recipients.ts';
import type { RecipientQueries } from './queries/recipients.ts';
import { withProviders } from './providers/provider-identities.ts';
import { administeredFrom, administersPerson, administersRoles, organisationsHeld, sees } from './rights.ts';
import { ruledDays, usualDays } from './ruled-days.ts';
import type { DaysRule } from './ruled-days.ts';
import type { RuleName, RuleValues } from './rules.ts';
import type {
  Belonging,
  GroupView,
  MeView,
  OrganisationDetails,
  OrganisationRef,
  PersonCard,
  PersonView,
  RuleView,
} from './views.ts';

/**
 * Who is there: organisations, people, groups. Every command and query takes the actor and checks the right: what the
 * actor may not know is NotFound, what they may know but not do is Forbidden `directory.not_allowed`.
 */
export interface Directory {
  readonly organisations: OrganisationQueries & {
    /** Conflict `directory.organisation_exists`. */
    add(actor: Actor, input: NewOrganisation): Promise<OrganisationDetails>;
    /** Hundreds at once, each parent first; those that are there stay as they are. Answers how many are new. */
    addMany(actor: Actor, inputs: readonly ManyOrganisationsInput[]): Promise<number>;
    /** Also moves, closes and opens. Conflict `directory.organisation_cycle` and others. */
    update(actor: Actor, key: string, update: OrganisationUpdate): Promise<OrganisationDetails>;
    /** Only where nothing ever belonged to it. Conflict `directory.organisation_in_use`. */
    remove(actor: Actor, key: string): Promise<void>;
    /** CSV of what the actor administers. */
    export(actor: Actor): AsyncIterable<string>;
    /** A PNG, JPEG or WebP; null takes it away. */
    setLogo(actor: Actor, key: string, body: Buffer | null): Promise<void>;
    /** Null: what stands above holds. Conflict `directory.rule_loosens`. */
    setRule(actor: Actor, key: string, rule: string, value: string | number | null): Promise<RuleView>;
    assignRole(actor: Actor, key: string, role: OrganisationRole, login: string): Promise<void>;
    removeRole(actor: Actor, key: string, role: OrganisationRole, login: string): Promise<void>;
    /** For other rooms: no right is checked. */
    byKey(key: string): Promise<OrganisationRef | undefined>;
    /** For other rooms: the organisation itself, then what stands above it up to the root. */
    pathUp(id: number): Promise<readonly number[]>;
    /** For other rooms: who administers it, of the nearest organisation on the way up where anybody does. */
    administratorsOf(id: number): Promise<readonly number[]>;
    /** For other rooms: how many days something is kept; absent where nobody has said other than usual. */
    ruledDays(rule: DaysRule): Promise<ReadonlyMap<number, number>>;
    usualDays(rule: DaysRule): number;
    /** For other rooms: what holds for the organisation. */
    rule<Name extends RuleName>(id: number, rule: Name): Promise<RuleValues[Name]>;
    /** For other rooms: what holds for each organisation. */
    ruled<Name extends RuleName>(rule: Name): Promise<readonly (readonly [number, RuleValues[Name]])[]>;
    /** For other rooms: where the notices stand that hold for it; of what stands alone at the top where nobody is named. */
    notices(id: number | null): Promise<Notices>;
    /** For other rooms: bytes for all its spaces together; null where it has no limit of its own. */
    quota(id: number, q?: Queryable): Promise<number | null>;
  };
  readonly people: PeopleQueries & {
    /** Conflict `directory.login_taken`. */
    add(actor: Actor, input: NewPersonInput): Promise<PersonView>;
    /** Thousands at once, without roles. */
    addMany(actor: Actor, inputs: readonly ManyPeopleInput[]): Promise<AddedPeople>;
    /** Also moves, disables and brings back. Conflict `directory.last_administrator` and others. */
    update(actor: Actor, login: string, update: PersonUpdate): Promise<PersonView>;
    /** What would have to be taken over. */
    belongings(actor: Actor, login: string): Promise<Belonging[]>;
    /** Ends everything of theirs; what they own passes to the successor. */
    leave(actor: Actor, login: string, leaving?: Leaving): Promise<PersonView>;
    /** GDPR Art. 17, after leaving. Conflict `directory.not_left`. */
    erase(actor: Actor, login: string): Promise<PersonView>;
    bulk(actor: Actor, input: BulkInput): Promise<BulkResult[]>;
    /** CSV of what the actor administers. */
    export(actor: Actor, query: PeopleQuery): AsyncIterable<string>;
    /** For other rooms, from memory where possible: no right is checked, disabled people are among them. */
    byIds(ids: readonly number[]): Promise<ReadonlyMap<number, PersonCard>>;
    byId(id: number): Promise<PersonCard | undefined>;
    byLogin(login: string): Promise<PersonCard | undefined>;
    /** As they stand in this transaction, never from memory. */
    present(tx: Queryable, id: number): Promise<PersonCard | undefined>;
  };
  readonly groups: GroupQueries & {
    /** Conflict `directory.group_exists`. */
    add(actor: Actor, input: NewGroup): Promise<GroupView>;
    update(actor: Actor, key: string, update: GroupUpdate): Promise<GroupView>;
    remove(actor: Actor, key: string): Promise<void>;
    /** CSV of what the actor administers. */
    export(actor: Actor, query?: GroupsQuery): AsyncIterable<string>;
    exportMembers(actor: Actor, key: string): Promise<AsyncIterable<string>>;
    addMembers(actor: Actor, key: string, logins: readonly string[]): Promise<MembersChanged>;
    addMember(actor: Actor, key: string, login: string): Promise<void>;
    removeMember(actor: Actor, key: string, login: string): Promise<void>;
  };
  readonly recipients: RecipientQueries;
  /** The directory as an address book. */
  readonly cards: DirectoryCards;
  readonly me: {
    get(actor: PersonActor): Promise<MeView>;
    update(actor: PersonActor, settings: OwnSettings): Promise<MeView>;
    /** What is stored about oneself here (GDPR Art. 15 and 20); that it was taken is an event. */
    data(actor: PersonActor): Promise<DirectoryData & { readonly addresses: readonly string[] }>;
  };
  /** For other rooms that ask who administers whom. */
  readonly rights: {
    /** Nobody whose roles reach beyond what the actor administers: who looks after a sign-in could use it. */
    mayAdminister(actor: Actor, personId: number): Promise<boolean>;
    /** The organisation from which on administrators may, as things stand in this transaction; null: the platform's alone. */
    administeredFrom(tx: Queryable, personId: number): Promise<number | null>;
    /** Whether the actor finds the person, by the rules of both organisations or by administering them. */
    finds(actor: Actor, login: string): Promise<boolean>;
    /** Every organisation for which the actor has the role; null: all there are. */
    organisationsHeld(actor: Actor, role: OrganisationRole): Promise<readonly number[] | null>;
    /** The organisation and everything below it; none where there is no such organisation. */
    subtreeOf(organisationId: number): Promise<readonly number[]>;
  };
  /** What the platform keeps of who is erased goes with the same transaction; before anything is served. */
  plugErasure(forget: ForgetPerson): void;
  /** Other rooms say what people own there; before anything is served. */
  plugBelongings(belongings: Belongings): void;
  /** The port that auth asks. */
  readonly identities: IdentitySource;
  /** What auth asks where people change their own address. */
  readonly mailAddresses: MailAddresses;
  /** Stops listening to other processes. */
  close(): void;
}

export interface DirectoryDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: EventLog & {
    subscribe(name: string, types: readonly string[], handler: (events: StoredEvent[]) => Promise<void>): void;
  };
  readonly jobs: HandOverJobs;
  readonly hints: {
    publish(topic: string, data: object): void;
    subscribe(topic: string, handler: (data: unknown) => void): () => void;
  };
}

export function createDirectory({ db, clock, events: log, jobs, hints }: DirectoryDeps): Directory {
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
  const identities = guardGuests(withProviders(createIdentities(deps), db), db, clock);
  const reading = { organisations: organisationQueries(deps), people: peopleQueries(deps), groups: groupQueries(deps) };
  const [add, update, updateSettings] = [addPerson(deps), updatePerson(deps), updateOwnSettings(deps)];
  const forgetting: ForgetPerson[] = [];
  const [leave, erase] = [leavePerson(deps), erasePerson(deps, forgetting)];
  const plugged: Belongings[] = [];
  log.subscribe('directory.hand-over', ['directory.person_left'], handOver(deps, jobs, plugged));

  async function me(actor: PersonActor): Promise<MeView> {
    const profile = await identities.profile(actor.personId);
    if (!profile) throw personNotFound();
    return profile;
  }

  return {
    organisations: {
      ...reading.organisations,
      add: addOrganisation(deps),
      addMany: addOrganisations(deps),
      update: updateOrganisation(deps),
      export: exportOrganisations(reading.organisations),
      remove: removeOrganisation(deps),
      setLogo: setLogo(deps),
      setRule: setRule(deps),
      assignRole: changeRole(deps, true),
      removeRole: changeRole(deps, false),
      byKey: (key) => organisations.byKey(key),
      pathUp: async (id) => (await trees.current()).path(id).map((node) => node.id),
      administratorsOf: async (id) =>
        administratorsOf(
          db,
          (await trees.current()).path(id).map((node) => node.id),
        ),
      usualDays,
      ruledDays: async (rule) => ruledDays(await trees.current(), rule),
      rule: async (id, rule) => (await trees.current()).rule(id, rule),
      async ruled(rule) {
        const tree = await trees.current();
        return [...tree.all].map(({ id }) => [id, tree.rule(id, rule)] as const);
      },
      async notices(id) {
        const tree = await trees.current();
        const [top, another] = tree.children(null);
        const of = id ?? (another === undefined ? top?.id : undefined);
        return of === undefined ? { imprint: null, privacy: null } : tree.notices(of);
      },
      quota: (id, q) => organisations.quota(id, q),
    },
    people: {
      ...reading.people,
      add: async (actor, input) => reading.people.get(actor, await add(actor, input)),
      addMany: addPeople(deps),
      async update(actor, login, change) {
        await update(actor, login, change);
        return reading.people.get(actor, login);
      },
      belongings: listBelongings(deps, plugged),
      async leave(actor, login, leaving) {
        await leave(actor, login, leaving);
        return reading.people.get(actor, login);
      },
      erase: async (actor, login) => reading.people.get(actor, await erase(actor, login)),
      bulk: bulkPeople(update, leave),
      export: exportPeople(reading.people),
      byIds: cards.byIds,
      byId: cards.byId,
      byLogin: cards.byLogin,
      present: (tx, id) => people.byId(id, tx),
    },
    groups: {
      ...reading.groups,
      add: addGroup(deps),
      update: changeGroup(deps),
      remove: removeGroup(deps),
      export: (actor, query = {}) => exportGroups(reading.groups)(actor, query),
      exportMembers: exportMembers(reading.groups),
      addMembers: changeGroupMembers(deps, true),
      addMember: changeGroupMember(deps, true),
      removeMember: changeGroupMember(deps, false),
    },
    recipients: recipientQueries(deps),
    cards: directoryCards(deps),
    rights: {
      async mayAdminister(actor, personId) {
        const person = await people.byId(personId);
        if (!person) return false;
        const tree = await trees.current();
        return (
          administersPerson(actor, tree, person) &&
          administersRoles(actor, tree, await deps.assignments.ofPerson(person.id))
        );
      },
      async administeredFrom(tx, personId) {
        const person = await people.byId(personId, tx);
        if (!person) return null;
        return administeredFrom(await trees.current(), person, await deps.assignments.ofPerson(personId, tx));
      },
      async finds(actor, login) {
        const person = await people.byLogin(login);
        return person !== undefined && sees(actor, await trees.current(), person);
      },
      organisationsHeld: async (actor, role) => organisationsHeld(actor, await trees.current(), role),
      subtreeOf: async (id) => (await trees.current()).subtreeIds(id),
    },
    plugErasure: (forget) => void forgetting.push(forget),
    plugBelongings: (belongings) => void plugged.push(belongings),
    me: {
      get: me,
      async update(actor, settings) {
        await updateSettings(actor, settings);
        return me(actor);
      },
      async data(actor) {
        const { personId } = actor;
        const data = await dataOfPerson(db, personId);
        if (!data) throw personNotFound();
        const event = { type: 'directory.own_data_taken', subject: `person:${personId}`, data: {} };
        await deps.events.record(db, actor, event);
        return { ...data, addresses: await addressesOfPerson(db, personId) };
      },
    },
    identities,
    mailAddresses: ownMailAddress(deps),
    close() {
      for (const end of unsubscribe) end();
    },
  };
}
