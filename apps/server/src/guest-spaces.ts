import type { Directory, GuestSpaces } from '@landescloud/directory';
import type { Files } from '@landescloud/files';

/** What guests may be invited to. `files` is there once it is asked: it needs guests itself. */
export function guestSpaces(files: () => Files, { people }: Pick<Directory, 'people'>): GuestSpaces {
  return {
    checkInvite: (actor, spaceId) => files().spaces.checkGuests(actor, spaceId),
    add: (actor, spaceId, login, role) => files().spaces.setMember(actor, spaceId, login, role),
    async namesOf(personId) {
      const person = await people.byId(personId);
      if (person === undefined) return [];
      const { login, name, organisation, role } = person;
      const who = { kind: 'person', personId, login, name, organisationId: organisation.id } as const;
      const spaces = await files().spaces.list({ ...who, role, assignments: [], client: 'browser' });
      return spaces.filter(({ kind }) => kind !== 'personal').map((space) => space.name);
    },
  };
}
