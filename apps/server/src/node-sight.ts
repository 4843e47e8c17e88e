import type { Directory } from '@landescloud/directory';
import type { Files } from '@landescloud/files';
import { isDomainError } from '@landescloud/kernel';
import type { PersonActor } from '@landescloud/kernel';

/** Which nodes a person may see at this moment, asked at files' own door: for what was told of them earlier. */
export function nodeSight({ people }: Pick<Directory, 'people'>, { nodes }: Pick<Files, 'nodes'>) {
  return async (personId: number, ids: readonly number[]): Promise<ReadonlySet<number>> => {
    const seen = new Set<number>();
    const person = await people.byId(personId);
    if (person === undefined) return seen;
    const actor: PersonActor = {
      kind: 'person',
      personId,
      login: person.login,
      name: person.name,
      organisationId: person.organisation.id,
      role: person.role,
      assignments: [],
      client: 'browser',
    };
    for (const id of ids) {
      try {
        await nodes.get(actor, { id });
        seen.add(id);
      } catch (error) {
        if (!isDomainError(error, 'NotFound')) throw error;
      }
    }
    return seen;
  };
}
