import {
  Moment,
  attendeeAddresses,
  extent,
  objectOf,
  occurrences,
  organizerAddress,
  valueOf,
  withAnswer,
  type Calendar,
} from '@landescloud/icalendar';
import { classOf } from '../../objects/index-object.ts';
import { busyOfOwners } from '../../queries/free-busy.ts';
import type { CalendarWrite } from '../../store/calendar-lanes.ts';
import { findObjects } from '../../store/object-writer.ts';
import { usualZone } from '../../zones.ts';
import { routeOf, type Party } from '../parties.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { summaryOf } from '../tell-person.ts';
import { askManagers, forgetRequest } from './ask-managers.ts';
import { findBooking, putBooking, withdrawBooking, type BookedDate, type BookingRecord } from './booking-store.ts';
import { bookingWords } from './booking-words.ts';
import { decideBooking, type Decision } from './decide-booking.ts';
import { mayBook, roomById, type Room } from './room-store.ts';
import { writeAnswer } from './write-answer.ts';

const mostDates = 1000;
const farthest = 20 * 366 * 86_400_000;

/** A room answers what has just been put into its calendar, in the same transaction: nobody gets it twice. */
export async function answerBooking(
  deps: SchedulingDeps,
  write: CalendarWrite,
  party: Party,
  asked: Calendar,
  uid: string,
): Promise<void> {
  const { tx, now } = write;
  const room = await roomById(tx, party.id);
  const [address = ''] = party.addresses;
  if (room === undefined) return;
  const existing = (await findObjects(write, '', uid)).find((each) => each.uid === uid);
  if (existing === undefined) return;
  const object = objectOf(asked);
  const zone = usualZone();
  const range = { from: now, to: now + room.horizonDays * 86_400_000 };
  const found = occurrences(object, { from: now, to: now + farthest, floatingZone: zone, most: mostDates });
  const [first] = found;
  if (first === undefined) return;
  const busy = (await busyOfOwners(tx, 'room', [room.id], range, uid)).get(room.id) ?? [];
  const organizer = await organizerOf(deps, tx, asked);
  const fits = organizer !== null && mayBook(room, organizer);
  const { last } = extent(object);
  const decision = decideBooking({ room, mayBook: fits, dates: found, busy, lastAt: last, now, zone });
  const before = await findBooking(tx, room.id, uid);
  const dates = found.map(({ start, end }): BookedDate => [start, end]);
  const state = stateOf(decision, { room, organizer: organizer?.personId ?? 0, before, dates });

  const partstat = { booked: 'ACCEPTED', approved: 'ACCEPTED', asked: 'TENTATIVE', declined: 'DECLINED' } as const;
  let after = withAnswer(asked, { attendee: address, partstat: partstat[state] });
  for (const id of decision.answer === 'ACCEPTED' && state !== 'declined' ? decision.without : []) {
    const instance = Moment.parse(id, null, asked.zones);
    after = withAnswer(after, { attendee: address, partstat: 'DECLINED', instance });
  }
  const because = decision.answer === 'DECLINED' ? decision.because : '';
  const isSame = before !== undefined && before.state === state && before.because === because;
  const language = organizer?.language ?? 'de';
  const comment =
    because !== '' ? bookingWords(language, because) : state === 'asked' ? bookingWords(language, 'asked') : '';
  await writeAnswer(deps, write, { party, existing, before: asked, after, comment });
  if (isSame && (state === 'approved' || (state === 'declined' && because === ''))) return;
  const record = {
    roomId: room.id,
    uid,
    state,
    because,
    organizerId: organizer?.personId ?? null,
    organizerName: organizer?.name ?? '',
    title: classOf(object) === 'PUBLIC' ? summaryOf(asked) : '',
    attendees: peopleIn(asked, address),
    startsAt: first.start,
    endsAt: first.end,
    lastAt: last ?? first.end,
    dates,
    askedAt: now,
  };
  const id = await putBooking(tx, record);
  if (state === 'asked') await askManagers(deps, tx, room, { ...record, id });
  else if (before?.state === 'asked') await forgetRequest(deps, tx, id);
}

/** The room is not wanted any more: what waited for somebody's decision does not. */
export async function giveBack(deps: SchedulingDeps, write: CalendarWrite, party: Party, left: Calendar, uid: string) {
  const to = write.now + farthest;
  const still = occurrences(objectOf(left), { from: write.now, to, floatingZone: usualZone(), most: mostDates });
  if (still.some(({ component }) => valueOf(component, 'STATUS')?.toUpperCase() !== 'CANCELLED')) return;
  const id = await withdrawBooking(write.tx, party.id, uid, write.now);
  if (id !== null) await forgetRequest(deps, write.tx, id);
}

/** Whoever is asked and is no room. */
function peopleIn(asked: Calendar, room: string): number {
  const domain = room.slice(room.lastIndexOf('@'));
  return attendeeAddresses(asked).filter((each) => !each.endsWith(domain)).length;
}

interface Organizer {
  readonly personId: number;
  readonly name: string;
  readonly language: Party['language'];
  /** From their organisation up. */
  readonly path: readonly number[];
}

async function organizerOf(
  { directory }: SchedulingDeps,
  tx: CalendarWrite['tx'],
  asked: Calendar,
): Promise<Organizer | null> {
  const route = await routeOf(tx, organizerAddress(asked));
  if (route.to !== 'party' || route.party.kind !== 'person') return null;
  const { id: personId, name, language, organisationId } = route.party;
  return { personId, name, language, path: await directory.organisations.pathUp(organisationId) };
}

interface Known {
  readonly room: Room;
  readonly organizer: number;
  readonly before: BookingRecord | undefined;
  readonly dates: readonly BookedDate[];
}

/** What somebody has decided holds as long as no date is new. */
function stateOf(
  decision: Decision,
  { room, organizer, before, dates }: Known,
): 'booked' | 'asked' | 'approved' | 'declined' {
  if (decision.answer === 'DECLINED') return 'declined';
  if (!room.approval || room.managers.includes(organizer)) return 'booked';
  const known = new Set(before?.dates.map(([start, end]) => `${start} ${end}`));
  const isKnown = before !== undefined && dates.every(([start, end]) => known.has(`${start} ${end}`));
  if (isKnown && (before.state === 'approved' || before.state === 'booked')) return 'approved';
  if (isKnown && before.state === 'declined' && before.because === '') return 'declined';
  return 'asked';
}
