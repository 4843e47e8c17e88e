import type { AuditEntry, AuditPage } from './entry.ts';
import type { EntryQuery } from './entry-reader.ts';

/**
 * What the log says about a person, for that person. What belongs to others stays with them: their names and programs,
 * and data of entries that are about several people. Whom auditors look for is none of it at all: it would warn
 * whoever they look for with a reason.
 */
export async function ofPerson(
  pageOf: (query: EntryQuery) => Promise<AuditPage>,
  personId: number,
  page: { before?: number; limit: number },
): Promise<AuditPage> {
  const { items, next } = await pageOf({ organisationIds: null, personId, ...page });
  const own = items.filter((entry) => entry.personId === personId || !entry.type.startsWith('audit.'));
  return { items: own.map((entry) => forPerson(entry, personId)), next };
}

function forPerson(entry: AuditEntry, personId: number): AuditEntry {
  if (entry.personId === personId) return entry;
  const others = { ...entry, personId: null, name: null, client: null };
  return entry.subject === `person:${personId}` ? others : { ...others, data: null };
}
