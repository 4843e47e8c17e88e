import { randomUUID } from 'node:crypto';
import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { eventOf, requireCalendar, type CalendarContext } from '../context.ts';
import {
  calendarExists,
  guestsOwnNone,
  invalidColour,
  invalidName,
  notAllowed,
  recipientNotFound,
  tooManyCalendars,
} from '../errors.ts';
import { applyShares, insertOwner } from '../store/access-writer.ts';
import { insertCalendar } from '../store/calendar-writer.ts';
import { insertShare } from '../store/share-writer.ts';
import type { CalendarView, ComponentName, OwnerKind } from '../views.ts';
import { requireUri } from './put-object.ts';

export interface NewCalendar {
  /** Absent: one is made. */
  readonly uri?: string;
  readonly name: string;
  /** '#rrggbb' or '#rrggbbaa'. */
  readonly colour?: string | null;
  readonly description?: string;
  readonly timeZone?: string | null;
  readonly components?: readonly ComponentName[];
  readonly position?: number;
  readonly transparent?: boolean;
  readonly properties?: Readonly<Record<string, string>>;
  /** Whose it is, where not the actor's own: of a group or organisation that they administer. Its people may edit. */
  readonly owner?: { readonly kind: 'group' | 'organisation'; readonly key: string };
}

const mostCalendars = 500;
const OWNED = statement(
  'calendar.count_owned',
  'select count(*) as owned from calendar.calendar where owner_kind = $1 and owner_id = $2 and deleted_at is null',
);
const TAKEN = statement('calendar.address_taken', 'select 1 from calendar.access where person_id = $1 and uri = $2');

/** Conflict `calendar.exists`; Forbidden `calendar.guests_own_none`; LimitExceeded `calendar.too_many`. */
export function createCalendar(context: CalendarContext) {
  const { db, clock, events, lanes } = context;
  return async (actor: PersonActor, input: NewCalendar): Promise<CalendarView> => {
    if (actor.role === 'guest') throw guestsOwnNone();
    const name = checkName(input.name);
    const uri = input.uri ?? randomUUID();
    requireUri(uri);
    const owner = await ownerOf(context, actor, input.owner);
    const now = clock.now();
    const id = await db.transaction(async (tx) => {
      const [count] = await tx.query<{ owned: number }>(OWNED, [owner.kind, owner.id]);
      if ((count?.owned ?? 0) >= mostCalendars) throw tooManyCalendars(mostCalendars);
      if ((await tx.query(TAKEN, [actor.personId, uri])).length > 0) throw calendarExists(uri);
      const made = await insertCalendar(tx, {
        ownerKind: owner.kind,
        ownerId: owner.id,
        uri,
        kind: 'calendar',
        standard: false,
        name,
        colour: checkColour(input.colour ?? null),
        description: (input.description ?? '').slice(0, 10_000),
        timeZone: input.timeZone ?? null,
        components: input.components ?? ['VEVENT', 'VTODO', 'VJOURNAL'],
        position: input.position ?? 0,
        transparent: input.transparent ?? false,
        properties: input.properties ?? {},
        sourceUrl: null,
        now,
      });
      if (made === null) throw calendarExists(uri);
      if (owner.kind === 'person') await insertOwner(tx, actor.personId, made, uri);
      else {
        const by = { sharedBy: actor.personId, now };
        await insertShare(tx, made, { kind: 'person', id: actor.personId, role: 'manager' }, by);
        await insertShare(tx, made, { kind: owner.kind as 'group' | 'organisation', id: owner.id, role: 'editor' }, by);
      }
      const organisationId = owner.kind === 'organisation' ? owner.id : actor.organisationId;
      const data = { ownerKind: owner.kind, ownerId: owner.id };
      await events.record(tx, [eventOf(actor, 'calendar_added', `calendar:${made}`, organisationId, data, now)]);
      return made;
    });
    if (owner.kind !== 'person') await lanes.run(id, (write) => applyShares(write, null));
    return requireCalendar(context, actor, { id });
  };
}

async function ownerOf(
  { directory }: CalendarContext,
  actor: PersonActor,
  owner: NewCalendar['owner'],
): Promise<{ kind: OwnerKind; id: number }> {
  if (owner === undefined) return { kind: 'person', id: actor.personId };
  if (owner.kind === 'group') {
    const group = await directory.groups.get(actor, owner.key);
    const [known] = await directory.recipients.choose(actor, [owner]);
    if (known === undefined) throw recipientNotFound({ kind: owner.kind, key: owner.key });
    if (!group.administered) throw notAllowed();
    return { kind: 'group', id: known.id };
  }
  const organisation = await directory.organisations.byKey(owner.key);
  const held = await directory.rights.organisationsHeld(actor, 'organisation-administrator');
  if (organisation === undefined) throw recipientNotFound({ kind: owner.kind, key: owner.key });
  if (held !== null && !held.includes(organisation.id)) throw notAllowed();
  return { kind: 'organisation', id: organisation.id };
}

export function checkName(name: string): string {
  const clean = name.trim().replaceAll('\0', '').toWellFormed();
  if (clean === '' || clean.length > 200) throw invalidName();
  return clean;
}

export function checkColour(colour: string | null): string | null {
  if (colour === null || colour.trim() === '') return null;
  const match = /^#?([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(colour.trim());
  if (match === null) throw invalidColour();
  return `#${match[1]?.toLowerCase()}${(match[2] ?? 'ff').toLowerCase()}`;
}
