import { systemActor } from '@landescloud/kernel';
import type { OrganisationRole } from '@landescloud/kernel';
import { removeAssignments, roleOf, writeAssignment } from '../assignment-writer.ts';
import type { DirectoryEvent } from '../directory-events.ts';
import { writeMembers } from '../group-writer.ts';
import type { OrganisationNode } from '../organisation-tree.ts';
import { rolesLeft } from '../commands/update-person.ts';
import { writePersonChange } from '../person-writer.ts';
import type { PersonChange } from '../person-writer.ts';
import { cleanName } from '../sources/clean-values.ts';
import { organisationFinder } from '../sources/find-organisation.ts';
import { claimText, claimTexts } from './claim-values.ts';
import type { ProviderDeps } from './provider-deps.ts';
import { personRefused } from './provider-errors.ts';
import type { LinkedPerson } from './provider-reader.ts';
import { writeGiven } from './provider-writer.ts';
import type { Taking } from './take-person.ts';

/** What a provider says of somebody each time: for whom it made, who they are; for all, the groups and roles it gives. */
export async function keepPerson(deps: ProviderDeps, taking: Taking, personId: number, linked: LinkedPerson) {
  const { tx, provider, claims } = taking;
  const events: DirectoryEvent[] = [];
  if (linked.made && !(await deps.providers.hasSource(personId, tx))) await describe(deps, taking, personId, events);
  const person = (await deps.people.byId(personId, tx))!;
  const groupIds = await keepGroups(deps, taking, personId, linked.groupIds, events);
  const roles = await keepRoles(taking, personId, linked.roles, events);
  await writeGiven(tx, provider, claims.sub, { roles, groupIds, at: new Date(deps.clock.now()) });
  const about = { subject: `person:${personId}`, organisationId: person.organisation.id };
  const actor = systemActor(`provider ${provider.key}`);
  if (events.length > 0) await deps.events.record(tx, actor, ...events.map((event) => ({ ...about, ...event })));
}

async function describe(deps: ProviderDeps, taking: Taking, personId: number, events: DirectoryEvent[]): Promise<void> {
  const { tx, tree, provider, claims, address } = taking;
  const before = (await deps.people.byId(personId, tx))!;
  const named = cleanName(claimText(claims, provider.settings.claims.name) ?? '');
  const organisation = await organisationOf(deps, taking);
  const moves = organisation.id !== before.organisation.id;
  const change: PersonChange = {
    ...('value' in named && named.value !== before.name ? { name: named.value } : {}),
    ...(address !== null && address !== before.email ? { email: address } : {}),
  };
  const changed = Object.keys(change);
  if (changed.length === 0 && !moves) return;
  await writePersonChange(tx, personId, { ...change, ...(moves ? { organisationId: organisation.id } : {}) });
  const about = { subject: `person:${personId}`, organisationId: organisation.id };
  if (changed.length > 0) events.push({ type: 'directory.person_changed', ...about, data: { changed } });
  if (!moves) return;
  const moved = { from: before.organisation.id, to: organisation.id };
  events.push({ type: 'directory.person_moved', ...about, data: moved });
  for (const lost of await removeAssignments(tx, [personId], rolesLeft(tree, moved.from, organisation))) {
    events.push({ type: 'directory.role_removed', ...about, data: roleOf(lost) });
  }
}

/** By what the claim is mapped to, key, official key or name; only at or below the provider's organisation. */
export async function organisationOf({ providers }: ProviderDeps, taking: Taking): Promise<OrganisationNode> {
  const { tx, tree, provider, claims } = taking;
  const { settings, organisationId } = provider;
  const named = claimTexts(claims, settings.claims.organisation);
  const official = await Promise.all(named.map((word) => providers.keyOfOfficial(word, tx)));
  const words = named.map((word, at) =>
    settings.organisations[word] === undefined && tree.byKey(word) === undefined ? (official[at] ?? word) : word,
  );
  const found = organisationFinder(tree, organisationId, settings)(words);
  const node = 'problem' in found ? undefined : tree.byKey(found.value);
  if (!node || node.closed) throw personRefused('unknown_organisation');
  return node;
}

/** Membership by hand stays: taken away is only what the provider gave. */
async function keepGroups(
  { providers }: ProviderDeps,
  { tx, tree, provider, claims }: Taking,
  personId: number,
  given: readonly number[],
  events: DirectoryEvent[],
): Promise<number[]> {
  const { groups, claims: names } = provider.settings;
  const keys = claimTexts(claims, names.groups).map((value) => groups[value]);
  const found = await providers.groups([...new Set(keys.filter((key) => key !== undefined))], tx);
  const own = found.filter(({ organisationId: id }) => id !== null && tree.isWithin(id, provider.organisationId));
  const wanted = new Set(own.map(({ id }) => id));
  const now = new Set<number>(given.filter((id) => wanted.has(id)));
  for (const id of wanted) if ((await writeMembers(tx, id, [personId], true)).length > 0) now.add(id);
  const lost = given.filter((id) => !wanted.has(id));
  for (const id of lost) await writeMembers(tx, id, [personId], false);
  const event = (type: string) => (id: number) => events.push({ type, subject: `group:${id}`, data: { personId } });
  [...now].filter((id) => !given.includes(id)).forEach(event('directory.group_member_added'));
  lost.forEach(event('directory.group_member_removed'));
  return [...now];
}

async function keepRoles(
  { tx, provider, claims }: Taking,
  personId: number,
  given: readonly string[],
  events: DirectoryEvent[],
): Promise<string[]> {
  const { roles, claims: names } = provider.settings;
  const { organisationId } = provider;
  const said = claimTexts(claims, names.roles).map((value) => roles[value]);
  const wanted = new Set(said.filter((role) => role !== undefined));
  const now = new Set(given.filter((role) => wanted.has(role as OrganisationRole)));
  const change = async (role: OrganisationRole, holds: boolean) => {
    if (!(await writeAssignment(tx, personId, role, organisationId, holds))) return;
    if (holds) now.add(role);
    const type = holds ? 'directory.role_assigned' : 'directory.role_removed';
    events.push({ type, subject: `person:${personId}`, organisationId, data: { role, organisationId } });
  };
  for (const role of wanted) await change(role, true);
  for (const role of given) if (!wanted.has(role as OrganisationRole)) await change(role as OrganisationRole, false);
  return [...now];
}
