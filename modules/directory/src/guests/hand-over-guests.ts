import { systemActor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { GuestDeps } from './guest-deps.ts';
import { handOverMail } from './guest-mails.ts';
import type { GuestRecord } from './guest-view.ts';
import { guestWriter } from './guest-writer.ts';
import type { SponsorReader, SponsorRecord } from './sponsor-reader.ts';

const actor = systemActor('hand-over-guests');
const furthest = 10;

/**
 * The sponsor has left, or belongs elsewhere now: their guests pass to their manager, or, where there is none of this
 * organisation, to nobody, and its administrators are asked to take them over. Doing it twice changes nothing.
 */
export function handOverGuests(deps: GuestDeps, sponsors: SponsorReader) {
  const { db, events, trees, guests, mail, link } = deps;

  /** Up the line, past those who are gone themselves. */
  async function successorOf(sponsor: SponsorRecord, organisationId: number, preferred: number | null) {
    const tree = await trees.current();
    let next = preferred ?? sponsor.managerId;
    for (let step = 0; next !== null && step < furthest; step += 1) {
      const found = await sponsors.byId(next);
      const fits = found?.active && found.isMember && tree.isWithin(organisationId, found.organisationId);
      if (fits && found.id !== sponsor.id) return found;
      next = found?.managerId ?? null;
    }
    return null;
  }

  async function tell(tx: Transaction, from: SponsorRecord, to: SponsorRecord | null, handed: GuestRecord[]) {
    for (const [organisationId, items] of Map.groupBy(handed, (guest) => guest.organisationId)) {
      const path = (await trees.current()).path(organisationId).map(({ id }) => id);
      const recipients = to === null ? await sponsors.administratorsFor(path, tx) : [to];
      for (const { name, email, language } of recipients) {
        if (email === null) continue;
        const names = items.map((guest) => guest.name);
        const about = { language, to: name, from: from.name, guests: names, taken: to !== null };
        const page = to === null ? '/guests?show=orphaned' : '/guests';
        const text = handOverMail({ ...about, link: link(page) });
        await mail.send(tx, { ...text, to: email, organisationId });
      }
    }
  }

  return async (sponsorId: number, preferred: number | null = null): Promise<number> => {
    const sponsor = await sponsors.byId(sponsorId);
    if (!sponsor) return 0;
    const tree = await trees.current();
    const gone = sponsor.left || !sponsor.isMember;
    const open = await guests.openOfSponsor(sponsorId);
    const theirs = open.filter((guest) => gone || !tree.isWithin(guest.organisationId, sponsor.organisationId));
    for (const [organisationId, group] of Map.groupBy(theirs, (guest) => guest.organisationId)) {
      const successor = await successorOf(sponsor, organisationId, preferred);
      await db.transaction(async (tx) => {
        const handed: GuestRecord[] = [];
        for (const { id } of group) {
          const guest = await guests.lock(tx, id);
          if (!guest || guest.endedAt !== null || guest.sponsorId !== sponsorId) continue;
          const { reason, endsAt, personId } = guest;
          await guestWriter.update(tx, guest, { reason, endsAt, sponsorId: successor?.id ?? null });
          const data = { organisationId, from: sponsorId, sponsorId: successor?.id ?? null };
          const subject = `person:${personId}`;
          await events.record(tx, actor, { type: 'directory.guest_handed_over', subject, organisationId, data });
          handed.push(guest);
        }
        if (handed.length > 0) await tell(tx, sponsor, successor, handed);
      });
    }
    return theirs.length;
  };
}
