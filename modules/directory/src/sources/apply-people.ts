import { organisationIdOf } from './apply-context.ts';
import type { ApplyContext, ItemOf, Positioned, Refused } from './apply-context.ts';
import { problem } from './clean-values.ts';
import {
  lockSourcePeople,
  writeLinks,
  writeLogin,
  writeNewPeople,
  writePeople,
  writeRelinks,
  writeReturn,
} from './source-people-writer.ts';
import type { LockedPerson, NewSourcePerson, PersonColumns } from './source-people-writer.ts';

export async function applyAdded(
  context: ApplyContext,
  items: readonly Positioned<ItemOf<'added'>>[],
): Promise<Refused[]> {
  const refused: Refused[] = [];
  const people: (NewSourcePerson & { position: number })[] = [];
  for (const { position, externalId, after } of items) {
    const organisationId = organisationIdOf(context, after.organisation);
    if (organisationId === undefined) {
      refused.push({ position, problem: problem('unknown_organisation', 'organisation', after.organisation) });
      continue;
    }
    people.push({
      position,
      externalId,
      organisationId,
      login: after.login,
      name: after.name,
      email: after.email ?? null,
      addresses: after.addresses ?? [],
      language: after.language ?? 'de',
      jobTitle: after.jobTitle ?? null,
      phone: after.phone ?? null,
      place: after.place ?? null,
      manager: managerColumn(after),
      link: after.link,
    });
  }
  const ids = await writeNewPeople(context.tx, context.sourceId, people);
  const added = people.filter(({ login }) => ids.has(login));
  for (const { position, login } of people)
    if (!ids.has(login)) refused.push({ position, problem: problem('login_taken', 'login', login) });
  await context.record(
    added.map(({ login, organisationId }) => ({
      type: 'directory.person_added',
      subject: `person:${ids.get(login)}`,
      organisationId,
      data: { login, role: 'member', sourceId: context.sourceId },
    })),
  );
  return refused;
}

/** Whoever has one of these can make the person's password a new one. */
const waysIn = ['login', 'email', 'addresses'] as const;

/** Those who return may sign in again; those who are taken over belong to the source from now on. */
export async function applyChanged(
  context: ApplyContext,
  items: readonly Positioned<ItemOf<'changed'> | ItemOf<'returning'>>[],
): Promise<Refused[]> {
  const { tx, sourceId, tree } = context;
  await adopt(context, items);
  const ids = items.map(({ externalId }) => externalId);
  const people = await lockSourcePeople(tx, sourceId, ids, tree.subtreeIds(context.organisationId));
  const byExternalId = new Map(people.map((person) => [person.externalId, person]));
  const refused: Refused[] = [];
  const written: PersonColumns[] = [];
  const events: Parameters<ApplyContext['record']>[0][number][] = [];
  const returning: { person: LockedPerson; organisationId: number }[] = [];
  const links: Parameters<typeof writeRelinks>[2][number][] = [];

  for (const { position, kind, externalId, after } of items) {
    const person = byExternalId.get(externalId);
    if (!person) continue;
    const way = waysIn.find((field) => after[field] !== undefined);
    if (person.protected && way !== undefined) {
      refused.push({ position, problem: problem('protected', way) });
      continue;
    }
    const organisationId =
      after.organisation === undefined ? person.organisationId : organisationIdOf(context, after.organisation);
    if (organisationId === undefined) {
      refused.push({ position, problem: problem('unknown_organisation', 'organisation', after.organisation) });
      continue;
    }
    if (after.login !== undefined && after.login !== person.login && !(await writeLogin(tx, person.id, after.login))) {
      refused.push({ position, problem: problem('login_taken', 'login', after.login) });
      continue;
    }
    written.push({
      id: person.id,
      login: after.login ?? person.login,
      name: after.name ?? person.name,
      email: after.email === undefined ? person.email : after.email,
      addresses: after.addresses ?? person.addresses,
      organisationId,
      jobTitle: after.jobTitle === undefined ? person.jobTitle : after.jobTitle,
      phone: after.phone === undefined ? person.phone : after.phone,
      place: after.place === undefined ? person.place : after.place,
    });
    links.push({
      ...after.link,
      externalId,
      manager: managerColumn(after),
      state: kind === 'returning' ? 'present' : null,
    });
    if (kind === 'returning') returning.push({ person, organisationId });
    const changed = Object.keys(after).filter((field) => field !== 'link');
    if (changed.length > 0)
      events.push({
        type: 'directory.person_changed',
        subject: `person:${person.id}`,
        organisationId,
        data: { changed, sourceId },
      });
  }
  await writePeople(tx, written);
  await writeRelinks(tx, sourceId, links);
  const back = await writeReturn(
    tx,
    returning.map(({ person }) => person.id),
  );
  for (const { person, organisationId } of returning) {
    if (!back.has(person.id)) continue;
    const data = { sourceId };
    events.push({ type: 'directory.person_enabled', subject: `person:${person.id}`, organisationId, data });
  }
  await context.record(events);
  context.changed(written.map(({ id }) => id));
  return refused;
}

async function adopt(
  { tx, sourceId }: ApplyContext,
  items: readonly Positioned<ItemOf<'changed'> | ItemOf<'returning'>>[],
): Promise<void> {
  const adopted = items.flatMap(({ externalId, after }) =>
    after.link.adopts === undefined
      ? []
      : [{ id: after.link.adopts, externalId, link: after.link, manager: managerColumn(after) }],
  );
  if (adopted.length > 0) await writeLinks(tx, sourceId, adopted);
}

/** Null: nothing is said; empty: has none. */
function managerColumn({ manager }: { readonly manager?: string | null | undefined }): string | null {
  return manager === undefined ? null : (manager ?? '');
}
