import { isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import type { PersonRecord } from './person-reader.ts';
import type { PersonView } from './views.ts';

/** What the actor may know of a person they may find. */
export function viewPerson(actor: Actor, person: PersonRecord): PersonView {
  const { id, login, name, organisation, email, role, disabled, createdAt } = person;
  const seen = { id, login, name, organisation: { key: organisation.key, name: organisation.name } };
  return isPlatformAdministrator(actor) ? { ...seen, email, role, disabled, createdAt: createdAt.getTime() } : seen;
}
