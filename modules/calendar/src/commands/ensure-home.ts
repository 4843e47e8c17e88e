import type { PersonActor } from '@landescloud/kernel';
import { statement, type Database } from '@landescloud/platform/database';
import type { Clock } from '@landescloud/kernel';
import { standardUri } from '../context.ts';
import { insertOwner } from '../store/access-writer.ts';
import { insertCalendar } from '../store/calendar-writer.ts';

const HAS = statement(
  'calendar.has_standard',
  `select p.language, exists (select from calendar.calendar c
     where c.owner_kind = 'person' and c.owner_id = p.id and c.standard and c.deleted_at is null) as has
   from directory.person p where p.id = $1`,
);

/** The person's standard calendar, made at their first look. Guests have none of their own. */
export function ensureHome({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  const known = new Set<number>();
  return async ({ personId, role }: Pick<PersonActor, 'personId' | 'role'>): Promise<void> => {
    if (role === 'guest' || known.has(personId)) return;
    const [row] = await db.query<{ language: string; has: boolean }>(HAS, [personId]);
    if (row === undefined) return;
    if (!row.has) await db.transaction((tx) => make(tx, personId, row.language));
    if (known.size > 100_000) known.clear();
    known.add(personId);
  };

  async function make(tx: Parameters<typeof insertCalendar>[0], personId: number, language: string): Promise<void> {
    const id = await insertCalendar(tx, {
      ownerKind: 'person',
      ownerId: personId,
      uri: standardUri,
      kind: 'calendar',
      standard: true,
      name: language === 'en' ? 'Personal' : 'Persönlich',
      colour: '#0a6b7cff',
      description: '',
      timeZone: null,
      components: ['VEVENT', 'VTODO', 'VJOURNAL'],
      position: 0,
      transparent: false,
      properties: {},
      sourceUrl: null,
      now: clock.now(),
    });
    if (id !== null) await insertOwner(tx, personId, id, standardUri);
  }
}
