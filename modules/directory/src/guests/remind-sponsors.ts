import { statement } from '@landescloud/platform/database';
import type { GuestDeps } from './guest-deps.ts';
import { nextDeadline } from './guest-dates.ts';
import { deadlineMail } from './guest-mails.ts';
import { stateOf } from './guest-view.ts';
import { guestWriter } from './guest-writer.ts';
import type { SponsorReader } from './sponsor-reader.ts';

// a little more than what remindFrom says, so that whoever is due is among them
const findClose = statement(
  'directory.find-guests-to-remind',
  `select g.id from directory.guest g where g.ended_at is null and g.sponsor_id is not null and g.id > $2
     and least(g.ends_at, g.confirmed_at + interval '8760 hours') between $1 and $1::timestamptz + interval '721 hours'
   order by g.id limit 500`,
);

/** Tells each sponsor once of what will end unless they do something. */
export function remindSponsors(deps: GuestDeps, sponsors: SponsorReader) {
  const { db, clock, guests, mail, link } = deps;

  async function remind(id: number, now: number): Promise<boolean> {
    return db.transaction(async (tx) => {
      const guest = await guests.lock(tx, id);
      if (!guest || guest.sponsorId === null || stateOf(guest, now) === 'ended') return false;
      const { at, kind, remindFrom } = nextDeadline(guest);
      if (remindFrom > now || !(await guestWriter.noteReminder(tx, id, new Date(at)))) return false;
      const sponsor = await sponsors.byId(guest.sponsorId, tx);
      if (!sponsor?.active || sponsor.email === null) return false;
      const { language, name, email } = sponsor;
      const text = deadlineMail({
        language,
        sponsor: name,
        guest: guest.name,
        kind,
        at,
        link: link('/guests?show=due'),
      });
      await mail.send(tx, { ...text, to: email, organisationId: guest.organisationId });
      return true;
    });
  }

  return async (): Promise<number> => {
    const now = clock.now();
    let told = 0;
    for (let last = 0; ;) {
      const close = await db.query<{ id: number }>(findClose, [new Date(now), last]);
      for (const { id } of close) if (await remind(id, now)) told += 1;
      const end = close.at(-1);
      if (end === undefined) return told;
      last = end.id;
    }
  };
}
