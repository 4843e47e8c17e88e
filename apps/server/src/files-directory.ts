import { systemActor } from '@landescloud/kernel';
import type { Directory, Guests, PersonCard } from '@landescloud/directory';
import type { DirectoryPerson, FilesDirectory } from '@landescloud/files';

/** What files asks of the directory. */
export function filesDirectory({ people, organisations, rights }: Directory, guests: Guests): FilesDirectory {
  return {
    async byIds(ids) {
      // Login and name alone: what files gets stands in its answers, and the rest of a card is nobody else's.
      const names = new Map<number, { login: string; name: string }>();
      for (const [id, { login, name }] of await people.byIds(ids)) names.set(id, { login, name });
      return names;
    },
    byId: async (id) => toPerson(await people.byId(id)),
    byLogin: async (login) => toPerson(await people.byLogin(login)),
    organisationByKey: async (key) => (await organisations.byKey(key)) ?? null,
    trashDays: () => organisations.ruledDays('retention.trash_days'),
    deletionDays: async () => ({
      usual: organisations.usualDays('retention.deletion_days'),
      ruled: await organisations.ruledDays('retention.deletion_days'),
    }),
    organisationQuota: (id, q) => organisations.quota(id, q),
    async organisationAdministered(actor, key) {
      const found = await organisations.byKey(key);
      if (found === undefined) return null;
      const { administered } = await organisations.get(actor, key);
      return { id: found.id, administered };
    },
    async organisationKeys(ids) {
      const all = await organisations.list(systemActor('files'));
      return new Map(all.filter(({ id }) => ids.includes(id)).map(({ id, key }) => [id, key]));
    },
    async spaceRules(id) {
      return {
        projects: await organisations.rule(id, 'projects.create'),
        exchange: await organisations.rule(id, 'exchange.create'),
        exchangeLongestDays: await organisations.rule(id, 'exchange.longest_days'),
        remindDays: await organisations.rule(id, 'exchange.remind_days'),
        projectKeptDays: await organisations.rule(id, 'projects.kept_days'),
        exchangeKeptDays: await organisations.rule(id, 'exchange.kept_days'),
      };
    },
    async releaseRules(id) {
      return {
        check: await organisations.rule(id, 'release.check'),
        unscannable: await organisations.rule(id, 'release.unscannable'),
        kinds: await organisations.rule(id, 'release.kinds'),
      };
    },
    administered: (actor) => rights.organisationsHeld(actor, 'organisation-administrator'),
    pathUp: (id) => organisations.pathUp(id),
    subtree: (id) => rights.subtreeOf(id),
    finds: (actor, login) => rights.finds(actor, login),
    async contacts(ids) {
      const cards = await people.byIds(ids);
      return [...cards.values()].flatMap(({ id: personId, name, email, language, disabled }) =>
        email === null || disabled ? [] : [{ personId, name, email, language }],
      );
    },
    administratorsOf: (id) => organisations.administratorsOf(id),
    guestSharing: (actor, organisationId, guestId) => guests.sharing(actor, organisationId, guestId),
  };
}

function toPerson(card: PersonCard | undefined): DirectoryPerson | null {
  if (card === undefined) return null;
  const { id: personId, login, name, organisation, role } = card;
  return { personId, login, name, organisationId: organisation.id, guest: role === 'guest' };
}
