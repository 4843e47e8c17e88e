import type { SubjectNames } from '@landescloud/audit';
import type { Directory } from '@landescloud/directory';
import { systemActor } from '@landescloud/kernel';

/** Who or what 'person:7' and 'organisation:3' are, for who reads the audit log and may know that something happened. */
export function subjectNames({ people, organisations }: Directory): SubjectNames {
  return async (subjects) => {
    const idsOf = (kind: string) =>
      subjects
        .filter((subject) => subject.startsWith(`${kind}:`))
        .map((subject) => Number(subject.slice(kind.length + 1)));
    const persons = await people.byIds(idsOf('person').filter(Number.isSafeInteger));
    const offices = new Set(idsOf('organisation'));
    const known = offices.size === 0 ? [] : await organisations.list(systemActor('subject-names'));
    return new Map([
      ...[...persons].map(([id, { name }]) => [`person:${id}`, name] as const),
      ...known.filter(({ id }) => offices.has(id)).map(({ id, name }) => [`organisation:${id}`, name] as const),
    ]);
  };
}
