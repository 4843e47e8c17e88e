import { calendarAddress } from './address.ts';
import { applyCancel } from './apply-cancel.ts';
import { applyReply } from './apply-reply.ts';
import { applyRequest } from './apply-request.ts';
import { applyAdd } from './apply-add.ts';
import type { Applied, ItipMethod } from './itip-types.ts';
import { allParts, attendeeOf, organizerAddress, organizerOf, partsOf, type Calendar } from './parts.ts';

export interface ReceivedMessage {
  /** One UID, and METHOD. */
  readonly calendar: Calendar;
  /** The addresses of whom it is for. */
  readonly self: readonly string[];
  /** The address that it has come from, as far as the transport knows: it has to be who the message says. */
  readonly sender: string;
}

export const methods: readonly ItipMethod[] = [
  'REQUEST',
  'REPLY',
  'CANCEL',
  'ADD',
  'REFRESH',
  'COUNTER',
  'DECLINECOUNTER',
];

/** '' where it is none that attendees and organizers exchange. */
export function methodOf(calendar: Calendar): ItipMethod | '' {
  const text = (calendar.line('method')?.value ?? '').toUpperCase();
  return methods.find((method) => method === text) ?? '';
}

const fromOrganizer = new Set<ItipMethod>(['REQUEST', 'CANCEL', 'ADD', 'DECLINECOUNTER']);

/**
 * What a message does to what is stored of its UID (RFC 5546, 3.2 and 2.1.5; `stored` null: nothing yet). Old messages
 * never win, whatever order they come in, and nobody changes what is not theirs: the organizer what they organize, an
 * attendee their own answer.
 */
export function applyMessage(stored: Calendar | null, { calendar, self, sender }: ReceivedMessage): Applied {
  const method = methodOf(calendar);
  const [parts, from] = [partsOf(calendar), calendarAddress(sender)];
  const ignored = (because: 'malformed' | 'not-allowed' | 'unknown') => ({ outcome: 'ignored', because }) as const;
  if (method === '' || parts === null || parts.uid === '') return ignored('malformed');
  const known = stored === null ? null : partsOf(stored);
  if (known !== null && known.uid !== parts.uid) return ignored('malformed');
  const organizer = organizerAddress(calendar);
  if (organizer === '' || allParts(parts).some((part) => organizerOf(part) === null)) return ignored('malformed');
  if (stored !== null && organizerAddress(stored) !== organizer) return ignored('not-allowed');
  if (fromOrganizer.has(method)) {
    if (from !== organizer) return ignored('not-allowed');
    // one's own request that comes back by mail
    if (self.some((address) => calendarAddress(address) === organizer)) return ignored('not-allowed');
    if (method === 'REQUEST') return applyRequest(stored, calendar, self);
    if (stored === null) return method === 'ADD' ? { outcome: 'incomplete' } : ignored('unknown');
    if (method === 'CANCEL') return applyCancel(stored, calendar);
    return method === 'ADD' ? applyAdd(stored, calendar, self) : { outcome: 'declined-counter' };
  }
  if (stored === null) return ignored('unknown');
  if (!self.some((address) => calendarAddress(address) === organizer)) return ignored('not-allowed');
  const invited = allParts(known!).some((part) => attendeeOf(part, from) !== undefined);
  const says = allParts(parts).every((part) => attendeeOf(part, from) !== undefined || method === 'COUNTER');
  if (!says) return ignored('not-allowed');
  if (!invited) return { outcome: 'asks', question: 'uninvited', from };
  if (method === 'REFRESH') return { outcome: 'refresh', from };
  if (method === 'COUNTER') return { outcome: 'asks', question: 'counter', from };
  return applyReply(stored, calendar, from);
}
