import type { Actor } from '@landescloud/kernel';
import type { OrganisationTree } from './organisation-tree.ts';
import type { PersonDetails, PersonRecord, SourceOfPerson } from './person-reader.ts';
import { keptFields } from './kept-fields.ts';
import { administers, administersPerson } from './rights.ts';
import type { FoundPerson, HeldRole, PersonKind, PersonSource, PersonView } from './views.ts';

/** What the actor may know of a person they may find. */
export function viewPerson(
  actor: Actor,
  tree: OrganisationTree,
  person: PersonRecord,
  details: PersonDetails | undefined,
): PersonView {
  const { id, login, name, organisation, email, role, language, disabled, createdAt } = person;
  const seen = { id, login, name, organisation: { key: organisation.key, name: organisation.name } };
  if (!details || !administersPerson(actor, tree, person)) return seen;
  const { addresses, manager, deputies } = details;
  const { jobTitle, phone, place, leftAt } = person;
  return {
    ...seen,
    email,
    role,
    disabled,
    createdAt: createdAt.getTime(),
    kind: kindOf(person),
    language,
    jobTitle,
    phone,
    place,
    addresses,
    manager,
    deputies,
    assignments: viewAssignments(tree, details.assignments),
    leftAt: leftAt?.getTime() ?? null,
    erased: person.erasedAt !== null,
  };
}

export function viewSource(actor: Actor, tree: OrganisationTree, source: SourceOfPerson): PersonSource {
  const { id, name, kind, organisationId } = source;
  return { id, name, kind, administered: administers(actor, tree, organisationId), keeps: keptFields(source) };
}

export function viewFound({ id, login, name, organisation, jobTitle, role }: PersonRecord): FoundPerson {
  const { key, name: organisationName } = organisation;
  return { id, login, name, organisation: { key, name: organisationName }, jobTitle, kind: kindOf({ role }) };
}

export function viewAssignments(tree: OrganisationTree, held: PersonDetails['assignments']): HeldRole[] {
  return held.flatMap(({ role, organisationId }) => {
    const organisation = tree.byId(organisationId);
    return organisation ? [{ role, organisation: { key: organisation.key, name: organisation.name } }] : [];
  });
}

function kindOf({ role }: Pick<PersonRecord, 'role'>): PersonKind {
  return role === 'guest' ? 'guest' : 'member';
}
