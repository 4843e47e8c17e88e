const personSubject = /^person:(\d{1,15})$/;
const personKey = /(^p|P)erson_?[iI]ds?$/;

/**
 * Whom an event is about besides the one who did it: its subject, and every `personId` in its data. Ascending; null:
 * nobody.
 */
export function peopleConcerned(subject: string, data: unknown, by: number | null): number[] | null {
  const found = new Set<number>();
  const subjectId = personOf(subject);
  if (subjectId !== null) found.add(subjectId);
  collect(data, found);
  if (by !== null) found.delete(by);
  return found.size === 0 ? null : [...found].toSorted((a, b) => a - b);
}

/** The person that a subject is; null: it is something else. */
export function personOf(subject: string): number | null {
  const id = personSubject.exec(subject)?.[1];
  return id === undefined ? null : Number(id);
}

function collect(value: unknown, found: Set<number>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (!personKey.test(key)) collect(each, found);
    else for (const id of Array.isArray(each) ? each : [each]) if (isId(id)) found.add(id);
  }
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
