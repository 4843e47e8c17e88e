import type { Directory } from '@landescloud/directory';
import type { Principal, PrincipalFolder } from '@landescloud/platform/dav';

/**
 * People and groups as DAV principals. Whom the directory lets one find, one may invite: so their address is told. A group is
 * told to who is in it or administers it, as everywhere.
 */
export function peopleAsPrincipals({ people, recipients, rights }: Directory): PrincipalFolder[] {
  async function person(login: string): Promise<Principal | null> {
    const card = await people.byLogin(login);
    if (card === undefined || card.disabled) return null;
    const { id, name, email } = card;
    return { folder: 'users', key: login, name, id, type: 'INDIVIDUAL', emails: email === null ? [] : [email] };
  }
  return [
    {
      folder: 'users',
      name: 'People',
      get: async (actor, key) => (key === actor.login || (await rights.finds(actor, key)) ? person(key) : null),
      async search(actor, text, limit) {
        const found = await people.find(actor, text, limit);
        const cards = await people.byIds(found.map(({ id }) => id));
        return found.map(({ id, login, name }): Principal => {
          const email = cards.get(id)?.email ?? null;
          return { folder: 'users', key: login, name, id, type: 'INDIVIDUAL', emails: email === null ? [] : [email] };
        });
      },
    },
    {
      folder: 'groups',
      name: 'Groups',
      async get(actor, key) {
        const [group] = await recipients.choose(actor, [{ kind: 'group', key }]);
        return group === undefined ? null : groupPrincipal(group);
      },
      async search(actor, text, limit) {
        const found = await recipients.find(actor, text, limit);
        return found.filter(({ kind }) => kind === 'group').map(groupPrincipal);
      },
    },
  ];
}

function groupPrincipal({ id, key, name }: { id: number; key: string; name: string }): Principal {
  return { folder: 'groups', key, name, id, type: 'GROUP', emails: [] };
}
