import type { Calendar } from './parts.ts';

/** RFC 5546, 1.4. PUBLISH is nothing that is sent to attendees. */
export type ItipMethod = 'REQUEST' | 'REPLY' | 'CANCEL' | 'ADD' | 'REFRESH' | 'COUNTER' | 'DECLINECOUNTER';

/** A message that follows from a change, and whom it is for. */
export interface OutgoingMessage {
  readonly method: ItipMethod;
  /** Calendar addresses as `calendarAddress` writes them. */
  readonly to: readonly string[];
  /** With METHOD, and with the time zones that it names; no alarms, nothing of the sender's own. */
  readonly calendar: Calendar;
  /**
   * 'notice': people should hear of it. 'quiet': only that others' answers have changed; programs keep up by it, nobody is
   * bothered.
   */
  readonly weight: 'notice' | 'quiet';
}

export type IgnoredBecause =
  /** SEQUENCE or DTSTAMP is lower than what is known, or it has come before. */
  | 'old'
  /** It says what is there already. */
  | 'known'
  /** Who sent it is neither the organizer nor an attendee, or another than the message says. */
  | 'not-allowed'
  /** It is about nothing that is known here. */
  | 'unknown'
  /** The series has no such instance. */
  | 'no-instance'
  /** It is no message of this kind of object. */
  | 'malformed';

/** What a message does to the object that is stored of its UID. */
export type Applied =
  /** `calendar` is what to store now. */
  | { readonly outcome: 'stored'; readonly calendar: Calendar; readonly isNew: boolean }
  /** Nothing changes. */
  | { readonly outcome: 'ignored'; readonly because: IgnoredBecause }
  /** Somebody has to decide: an attendee proposes another time, or somebody answers who was not invited. */
  | { readonly outcome: 'asks'; readonly question: 'counter' | 'uninvited'; readonly from: string }
  /** The organizer did not take the proposal; nothing changes. */
  | { readonly outcome: 'declined-counter' }
  /** The whole object is to be sent again: to `from`, by the organizer. */
  | { readonly outcome: 'refresh'; readonly from: string }
  /** Something is missing here: ask the organizer for it by REFRESH. */
  | { readonly outcome: 'incomplete' };
