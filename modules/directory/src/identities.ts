import type { RoleAssignment } from '@landescloud/kernel';
import type { Identity, IdentitySource } from '@landescloud/platform/auth';
import type { CommandDeps } from './command-deps.ts';
import type { OrganisationTree } from './organisation-tree.ts';
import { organisationName, pathOf } from './queries/organisation-queries.ts';
import type { PersonRecord } from './person-reader.ts';
import { viewAssignments } from './person-view.ts';
import { stricter } from './rules.ts';
import type { SignInStrength } from './rules.ts';
import type { MeView } from './views.ts';

export interface Identities extends IdentitySource {
  profile(personId: number): Promise<MeView | undefined>;
}

/** By the organisation's rule; of whoever holds a role, the strictest that any of the organisations concerned asks. */
export function strengthAsked(
  tree: OrganisationTree,
  { organisation, role }: Pick<PersonRecord, 'organisation' | 'role'>,
  held: readonly RoleAssignment[],
): SignInStrength {
  const own = tree.rule(organisation.id, 'sign_in.strength');
  if (role !== 'platform-administrator' && held.length === 0) return own;
  const concerned = [organisation.id, ...held.map(({ organisationId }) => organisationId)];
  return concerned
    .map((id) => tree.rule(id, 'sign_in.administrator_strength'))
    .reduce((strictest, each) => stricter('sign_in.strength', strictest, each), own);
}

/** What auth asks the directory; always the present state. */
export function createIdentities({ people, assignments, organisations, trees }: CommandDeps): Identities {
  async function identity(person: PersonRecord | undefined): Promise<Identity | undefined> {
    if (!person) return undefined;
    const { id: personId, login, name, organisation, role, disabled } = person;
    const [tree, held] = await Promise.all([trees.current(), assignments.ofPerson(personId)]);
    const requiredStrength = strengthAsked(tree, person, held);
    const who = { personId, login, name, organisationId: organisation.id, role };
    return { ...who, assignments: held, requiredStrength, disabled };
  }

  return {
    findByLogin: async (login) => identity(await people.byLogin(login)),
    async findByEmail(email) {
      const [found, another] = await people.byEmail(email);
      return another ? undefined : identity(found);
    },
    findById: async (personId) => identity(await people.byId(personId)),
    async profile(personId) {
      const person = await people.byId(personId);
      if (!person) return undefined;
      const { id, login, name, email, role, language, theme } = person;
      const { id: organisationId } = person.organisation;
      const [tree, held, facts] = await Promise.all([
        trees.current(),
        assignments.ofPerson(id),
        organisations.facts(organisationId),
      ]);
      const organisation = {
        ...organisationName(person.organisation),
        shortName: tree.byId(organisationId)?.shortName ?? null,
        colour: facts?.colour ?? null,
        hasLogo: facts?.hasLogo ?? false,
        path: pathOf(tree, organisationId),
      };
      const isPlatformAdministrator = role === 'platform-administrator';
      return {
        id,
        login,
        name,
        email,
        organisation,
        role,
        language,
        theme,
        assignments: viewAssignments(tree, held),
        administers: isPlatformAdministrator || held.some((each) => each.role === 'organisation-administrator'),
        auditor: isPlatformAdministrator || held.some((each) => each.role === 'auditor'),
      };
    },
  };
}
