import { roleOf } from '../assignment-writer.ts';
import { lockedAdministrators } from '../person-writer.ts';
import type { ApplyContext, ItemOf, Positioned } from './apply-context.ts';
import { writeLeaving } from './leaving-writer.ts';
import { lockSourcePeople, writeStates } from './source-people-writer.ts';
import type { LockedPerson } from './source-people-writer.ts';

/**
 * Removed at the source: they leave. Locked there: they may not sign in, and stay who they are. Nobody is deleted, and
 * the last platform administrator stays whatever a source says.
 */
export async function applyLeaving(
  context: ApplyContext,
  items: readonly Positioned<ItemOf<'leaving'>>[],
): Promise<void> {
  const { tx, sourceId, now, tree } = context;
  const reasons = new Map(items.map(({ externalId, after }) => [externalId, after.reason]));
  const all = await lockSourcePeople(tx, sourceId, [...reasons.keys()], tree.subtreeIds(context.organisationId));
  const people = await withoutLastAdministrator(context, all);
  const gone = people.filter(({ externalId, state }) => reasons.get(externalId) === 'removed' && state !== 'gone');
  const locked = people.filter(
    ({ externalId, state }) => reasons.get(externalId) === 'disabled' && state === 'present',
  );
  const ids = (of: readonly LockedPerson[]) => of.map(({ id }) => id);
  const externalIds = (of: readonly LockedPerson[]) => of.map(({ externalId }) => externalId);

  const ended = await writeLeaving(tx, ids(gone), ids(locked), now);
  await writeStates(tx, sourceId, externalIds(gone), 'gone');
  await writeStates(tx, sourceId, externalIds(locked), 'disabled');
  const of = (person: LockedPerson) => ({ subject: `person:${person.id}`, organisationId: person.organisationId });
  await context.record([
    ...[...gone, ...locked]
      .filter(({ id }) => ended.disabled.has(id))
      .map((person) => ({ type: 'directory.person_disabled', ...of(person), data: { sourceId } })),
    ...gone
      .filter(({ id }) => ended.left.has(id))
      .map((person) => ({ type: 'directory.person_left', ...of(person), data: { sourceId } })),
    ...ended.assignments.map((lost) => ({
      type: 'directory.role_removed',
      subject: `person:${lost.personId}`,
      organisationId: lost.organisationId,
      data: roleOf(lost),
    })),
    ...ended.memberships.map(({ groupId, personId }) => ({
      type: 'directory.group_member_removed',
      subject: `group:${groupId}`,
      organisationId: context.organisationId,
      data: { personId },
    })),
  ]);
  context.changed([...ids(gone), ...ids(locked)]);
}

async function withoutLastAdministrator(
  { tx }: ApplyContext,
  people: readonly LockedPerson[],
): Promise<LockedPerson[]> {
  const leaving = people.filter(({ role }) => role === 'platform-administrator').map(({ id }) => id);
  if (leaving.length === 0) return [...people];
  const all = await lockedAdministrators(tx);
  const stays = all.some((id) => !leaving.includes(id)) ? undefined : all[0];
  return people.filter(({ id }) => id !== stays);
}
