import type { RecipientRef } from '@landescloud/directory';
import type { PersonActor } from '@landescloud/kernel';
import { eventOf, requireCalendar, type CalendarContext, type CalendarRef } from '../context.ts';
import { notAllowed, notForGuests, outsideNotAllowed, recipientNotFound, sharedWithOwner } from '../errors.ts';
import { mayManage, mayRead, type ShareRole } from '../roles.ts';
import { applyShares } from '../store/access-writer.ts';
import { listCalendars } from '../store/calendar-reader.ts';
import { deleteShare, insertShare, listShareRows, listSharesOfMany, type ShareView } from '../store/share-writer.ts';

export interface ShareChanges {
  readonly set?: readonly (RecipientRef & { readonly role: ShareRole })[];
  readonly remove?: readonly RecipientRef[];
}

/** All of them or none: who may not be known is as absent as who is not there. */
export function shareCalendar(context: CalendarContext) {
  const { directory, lanes } = context;
  return async (
    actor: PersonActor,
    ref: CalendarRef,
    { set = [], remove = [] }: ShareChanges,
  ): Promise<ShareView[]> => {
    const calendar = await requireCalendar(context, actor, ref);
    if (!mayManage(calendar.role) || calendar.kind !== 'calendar') throw notAllowed();
    const chosen = await directory.recipients.choose(actor, set);
    const targets = set.map(({ kind, key, role }) => {
      const found = chosen.find((each) => each.kind === kind && each.key === key);
      if (found === undefined) throw recipientNotFound({ kind, key });
      if (kind === 'person' && calendar.ownerKind === 'person' && found.id === calendar.ownerId)
        throw sharedWithOwner();
      if (found.guest && role === 'manager') throw notForGuests();
      return {
        kind,
        id: found.id,
        role,
        organisationId: kind === 'organisation' ? found.id : (found.organisation?.id ?? null),
        guest: found.guest,
      };
    });
    const { organisationId } = actor;
    if (
      (await directory.organisations.rule(organisationId, 'sharing.with')) === 'organisation' &&
      targets.some((each) => !each.guest && each.organisationId !== organisationId)
    )
      throw outsideNotAllowed();
    if (
      targets.some(({ guest }) => guest) &&
      (await directory.organisations.rule(organisationId, 'sharing.outside')) === 'nobody'
    )
      throw outsideNotAllowed();
    return lanes.run(calendar.id, async (write) => {
      const present = await listShareRows(write.tx, calendar.id);
      const ending = remove.flatMap(({ kind, key }) =>
        present.filter((each) => each.kind === kind && each.key === key),
      );
      write.dirty = true;
      for (const target of targets)
        await insertShare(write.tx, calendar.id, target, { sharedBy: actor.personId, now: write.now });
      for (const target of ending) await deleteShare(write.tx, calendar.id, target);
      await applyShares(write, null);
      const note = (what: string, target: { kind: string; id: number; role: string }) =>
        write.events.push(
          eventOf(
            actor,
            what,
            `calendar:${calendar.id}`,
            write.calendar.organisationId,
            { kind: target.kind, id: target.id, role: target.role },
            write.now,
          ),
        );
      for (const target of targets) note('calendar_shared', target);
      for (const target of ending) note('calendar_unshared', target);
      return listShareRows(write.tx, calendar.id);
    });
  };
}

/** Who has it: for those who read it; who has it as free/busy only is not told. */
export function listShares(context: CalendarContext) {
  return async (actor: PersonActor, ref: CalendarRef): Promise<ShareView[]> => {
    const calendar = await requireCalendar(context, actor, ref);
    if (!mayRead(calendar.role)) throw notAllowed();
    const shares = await listShareRows(context.db, calendar.id);
    return mayManage(calendar.role)
      ? shares
      : shares.filter((each) => each.kind === 'person' && each.id === actor.personId);
  };
}

/** The same of all calendars that the actor reads, by their ids: one question for a whole home. */
export function listSharesOfAll({ db }: Pick<CalendarContext, 'db'>) {
  return async ({ personId }: PersonActor): Promise<ReadonlyMap<number, readonly ShareView[]>> => {
    const readable = (await listCalendars(db, personId)).filter(({ role }) => mayRead(role));
    const [all, own] = [true, false].map((managed) =>
      readable.filter(({ role }) => mayManage(role) === managed).map(({ id }) => id),
    ) as [number[], number[]];
    const rows = await listSharesOfMany(db, { all, own, personId });
    return Map.groupBy(rows, ({ calendarId }) => calendarId);
  };
}
