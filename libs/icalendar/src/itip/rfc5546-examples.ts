import { calendarOf, event } from './itip-for-tests.ts';

/** The examples of RFC 5546, section 4, as functions: each makes its own. By the section's number; texts that decide nothing are shortened. */
const uid = 'UID:calsrv.example.com-873970198738777@example.com';
const people = `ORGANIZER:mailto:a@example.com
ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED;CN=A:mailto:a@example.com
ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL;CN=B:mailto:b@example.com
ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL;CN=C:mailto:c@example.com
ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL;CN=Hal:mailto:d@example.com
ATTENDEE;RSVP=FALSE;CUTYPE=ROOM:mailto:conf_big@example.com
ATTENDEE;ROLE=NON-PARTICIPANT;RSVP=FALSE:mailto:e@example.com`;
const conference = 'SUMMARY:Conference\nSTATUS:CONFIRMED';
const first = 'DTSTAMP:19970611T190000Z\nDTSTART:19970701T200000Z\nDTEND:19970701T210000Z';

const meeting = `UID:guid-1@example.com
ORGANIZER:mailto:a@example.com
ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:a@example.com
ATTENDEE:mailto:b@example.com
ATTENDEE:mailto:c@example.com
ATTENDEE:mailto:d@example.com`;
const series = `${meeting}
DESCRIPTION:IETF-C&S Conference Call
CLASS:PUBLIC
SUMMARY:IETF Calendaring Working Group Meeting
LOCATION:Conference Call
STATUS:CONFIRMED`;
const todo = `UID:calsrv.example.com-873970198738777-00@example.com
ORGANIZER:mailto:a@example.com
ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:a@example.com
ATTENDEE;RSVP=TRUE:mailto:b@example.com
ATTENDEE;RSVP=TRUE:mailto:d@example.com`;

export const examples = {
  '4.1.1': () =>
    calendarOf(
      'PUBLISH',
      event(
        `ORGANIZER:mailto:a@example.com\nDTSTART:19970701T200000Z\nDTSTAMP:19970611T190000Z\nSUMMARY:ST. PAUL SAINTS -VS- DULUTH-SUPERIOR DUKES\nUID:0981234-1234234-23@example.com`,
      ),
    ),
  '4.1.2': () =>
    calendarOf(
      'PUBLISH',
      event(
        `ORGANIZER:mailto:a@example.com\nDTSTAMP:19970612T190000Z\nDTSTART:19970701T210000Z\nDTEND:19970701T230000Z\nSEQUENCE:1\nUID:0981234-1234234-23@example.com\nSUMMARY:ST. PAUL SAINTS -VS- DULUTH-SUPERIOR DUKES`,
      ),
    ),
  '4.1.3': () =>
    calendarOf(
      'CANCEL',
      event(
        `ORGANIZER:mailto:a@example.com\nCOMMENT:DUKES forfeit the game\nSEQUENCE:2\nUID:0981234-1234234-23@example.com\nDTSTAMP:19970613T190000Z\nSTATUS:CANCELLED`,
      ),
    ),
  '4.2.1': () => calendarOf('REQUEST', event(`${people}\n${first}\n${conference}\n${uid}\nSEQUENCE:0`)),
  '4.2.2': () =>
    calendarOf(
      'REPLY',
      event(
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com\nORGANIZER:mailto:a@example.com\n${uid}\nSEQUENCE:0\nREQUEST-STATUS:2.0;Success\nDTSTAMP:19970612T190000Z`,
      ),
    ),
  '4.2.3': () =>
    calendarOf(
      'REQUEST',
      event(
        `${people}\nDTSTART:19970701T180000Z\nDTEND:19970701T190000Z\n${conference}\n${uid}\nSEQUENCE:1\nDTSTAMP:19970613T190000Z`,
      ),
    ),
  '4.2.4 counter': () =>
    calendarOf(
      'COUNTER',
      event(
        `${people}\nDTSTAMP:19970612T190000Z\nDTSTART:19970701T190000Z\nDTEND:19970701T200000Z\nSUMMARY:Discuss the Merits of the election results\nLOCATION:Green Conference Room\nCOMMENT:This time works much better and I think the big conference room is too big\n${uid}\nSEQUENCE:1`,
      ),
    ),
  '4.2.4 accepted': () =>
    calendarOf(
      'REQUEST',
      event(
        `${people}\nDTSTAMP:19970613T190000Z\nDTSTART:19970701T190000Z\nDTEND:19970701T200000Z\nSUMMARY:Discuss the Merits of the election results - changed to meet B's schedule\nLOCATION:Green Conference Room\n${uid}\nSEQUENCE:2\nSTATUS:CONFIRMED`,
      ),
    ),
  '4.2.4 declined': () =>
    calendarOf(
      'DECLINECOUNTER',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED;CN=A:mailto:a@example.com\nATTENDEE:mailto:b@example.com\nCOMMENT:Sorry, I cannot change this meeting time\n${uid}\nSEQUENCE:0\nDTSTAMP:19970614T190000Z`,
      ),
    ),
  '4.2.5 to organizer': () =>
    calendarOf(
      'REPLY',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:e2@example.com":mailto:c@example.com\n${uid}\nSEQUENCE:0\nREQUEST-STATUS:2.0;Success\nDTSTAMP:19970611T190000Z`,
      ),
    ),
  '4.2.5 to delegate': () =>
    calendarOf(
      'REQUEST',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:e2@example.com":mailto:c@example.com\nATTENDEE;RSVP=TRUE;DELEGATED-FROM="mailto:c@example.com":mailto:e2@example.com\nDTSTART:19970701T180000Z\nDTEND:19970701T200000Z\nSUMMARY:Phone Conference\n${uid}\nSEQUENCE:0\nSTATUS:CONFIRMED\nDTSTAMP:19970611T190000Z`,
      ),
    ),
  '4.2.6': () =>
    calendarOf(
      'REPLY',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:c@example.com":mailto:e2@example.com\nATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:e2@example.com":mailto:c@example.com\n${uid}\nSEQUENCE:0\nREQUEST-STATUS:2.0;Success\nDTSTAMP:19970614T190000Z`,
      ),
    ),
  '4.2.7': () =>
    calendarOf(
      'REPLY',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;PARTSTAT=DECLINED;DELEGATED-FROM="mailto:c@example.com":mailto:e2@example.com\nATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:e2@example.com":mailto:c@example.com\n${uid}\nSEQUENCE:0\nREQUEST-STATUS:2.0;Success\nDTSTAMP:19970614T190000Z`,
      ),
    ),
  '4.2.8': () =>
    calendarOf(
      'REPLY',
      event(
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:crasher@example.com\nORGANIZER:mailto:a@example.com\n${uid}\nSEQUENCE:0\nDTSTAMP:19970612T190000Z`,
      ),
    ),
  '4.2.9': () =>
    calendarOf(
      'CANCEL',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;CUTYPE=INDIVIDUAL;CN=A:mailto:a@example.com\nATTENDEE;CUTYPE=INDIVIDUAL:mailto:b@example.com\nATTENDEE;CUTYPE=INDIVIDUAL:mailto:c@example.com\nATTENDEE;CUTYPE=INDIVIDUAL:mailto:d@example.com\nCOMMENT:Mr. B cannot attend. It's raining. Lets cancel.\n${uid}\nSEQUENCE:1\nSTATUS:CANCELLED\nDTSTAMP:19970613T190000Z`,
      ),
    ),
  '4.2.10': () =>
    calendarOf(
      'CANCEL',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;CUTYPE=INDIVIDUAL:mailto:b@example.com\nCOMMENT:You're off the hook for this meeting\n${uid}\nDTSTAMP:19970613T193000Z\nSEQUENCE:1`,
      ),
    ),
  '4.2.11': () =>
    calendarOf(
      'REQUEST',
      event(
        `${people.replace('ORGANIZER:mailto:a@', 'ORGANIZER:mailto:b@')}\nDTSTAMP:19970615T190000Z\nDTSTART:19970701T200000Z\nDTEND:19970701T203000Z\n${conference}\n${uid}\nSEQUENCE:2`,
      ),
    ),
  '4.3 request': () =>
    calendarOf(
      'REQUEST',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE:mailto:b@example.com\nATTENDEE:mailto:c@example.com\nDTSTAMP:19970613T190000Z\nDTSTART:19970701T080000Z\nDTEND:19970701T200000Z\n${uid}`,
        'VFREEBUSY',
      ),
    ),
  '4.3 reply': () =>
    calendarOf(
      'REPLY',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE:mailto:b@example.com\nDTSTART:19970701T080000Z\nDTEND:19970701T200000Z\n${uid}\nFREEBUSY:19970701T090000Z/PT1H,19970701T140000Z/PT30M\nDTSTAMP:19970613T190030Z`,
        'VFREEBUSY',
      ),
    ),
  '4.4.1': () =>
    calendarOf(
      'REQUEST',
      `BEGIN:VTIMEZONE\nTZID:America-SanJose\nTZURL:http://example.com/tz/America-SanJose\nBEGIN:STANDARD\nDTSTART:19671029T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:-0700\nTZOFFSETTO:-0800\nTZNAME:PST\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19870405T020000\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4\nTZOFFSETFROM:-0800\nTZOFFSETTO:-0700\nTZNAME:PDT\nEND:DAYLIGHT\nEND:VTIMEZONE`,
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED;CUTYPE=INDIVIDUAL:mailto:a@example.com\nATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL:mailto:b@example.fr\nATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL:mailto:c@example.jp\nDTSTAMP:19970613T190030Z\nDTSTART;TZID=America-SanJose:19970701T140000\nDTEND;TZID=America-SanJose:19970701T150000\nRRULE:FREQ=WEEKLY;COUNT=20;WKST=SU;BYDAY=TU\nRDATE;TZID=America-SanJose:19970910T140000\nEXDATE;TZID=America-SanJose:19970909T140000\nEXDATE;TZID=America-SanJose:19971028T140000\nSUMMARY:Weekly Phone Conference\n${uid}\nSEQUENCE:0\nSTATUS:CONFIRMED`,
      ),
    ),
  '4.4.2 series': () =>
    calendarOf(
      'REQUEST',
      event(
        `${series}\nSEQUENCE:0\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=19980901T210000Z\nDTSTART:19970601T210000Z\nDTEND:19970601T220000Z\nDTSTAMP:19970526T083000Z`,
      ),
    ),
  '4.4.2 instance': () =>
    calendarOf(
      'REQUEST',
      event(
        `${series}\nRECURRENCE-ID:19970701T210000Z\nSEQUENCE:1\nDTSTART:19970703T210000Z\nDTEND:19970703T220000Z\nDTSTAMP:19970626T093000Z`,
      ),
    ),
  '4.4.3': () =>
    calendarOf(
      'CANCEL',
      event(`${meeting}\nRECURRENCE-ID:19970801T210000Z\nSEQUENCE:2\nSTATUS:CANCELLED\nDTSTAMP:19970721T093000Z`),
    ),
  '4.4.4': () => calendarOf('CANCEL', event(`${meeting}\nDTSTAMP:19970721T103000Z\nSTATUS:CANCELLED\nSEQUENCE:3`)),
  '4.4.5': () =>
    calendarOf(
      'REQUEST',
      event(
        `${series}\nSEQUENCE:3\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=19980901T210000Z\nRDATE:19970903T210000Z\nEXDATE:19970901T210000Z\nDTSTART:19970601T210000Z\nDTEND:19970601T220000Z\nDTSTAMP:19970722T083000Z`,
      ),
    ),
  '4.4.5 cancel from': () =>
    calendarOf(
      'CANCEL',
      event(
        `${meeting}\nRECURRENCE-ID;RANGE=THISANDFUTURE:19970901T210000Z\nSEQUENCE:1\nSTATUS:CANCELLED\nDTSTAMP:19970721T093000Z`,
      ),
    ),
  '4.4.6': () =>
    calendarOf(
      'ADD',
      event(`${series}\nSEQUENCE:4\nDTSTART:19970715T210000Z\nDTEND:19970715T220000Z\nDTSTAMP:19970629T093000Z`),
    ),
  '4.4.8': () =>
    calendarOf(
      'REFRESH',
      event(
        'ORGANIZER:mailto:a@example.com\nATTENDEE:mailto:b@example.com\nUID:guid-1@example.com\nDTSTAMP:19970603T094000Z',
      ),
    ),
  '4.4.9': () =>
    calendarOf(
      'COUNTER',
      event(
        `${meeting}\nRECURRENCE-ID:19970801T210000Z\nDTSTART:19970803T210000Z\nDTEND:19970803T220000Z\nCOMMENT:I can't make it on the first\nSEQUENCE:0\nDTSTAMP:19970610T083000Z`,
      ),
    ),
  '4.4.10': () =>
    calendarOf(
      'REPLY',
      event(
        `ORGANIZER:mailto:a@example.com\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:b@example.com\nUID:guid-1@example.com\nSEQUENCE:0\nREQUEST-STATUS:2.8; Success\\, repeating event ignored. Scheduled as a single component.;RRULE:FREQ=MONTHLY\nDTSTAMP:19970603T094000Z`,
      ),
    ),
  '4.5.1': () =>
    calendarOf(
      'REQUEST',
      event(
        `${todo}\nDTSTART:19970701T170000Z\nDUE:19970722T170000Z\nPRIORITY:1\nSUMMARY:Create the requirements document\nSEQUENCE:0\nDTSTAMP:19970717T200000Z\nSTATUS:NEEDS-ACTION`,
        'VTODO',
      ),
    ),
  '4.5.2': () =>
    calendarOf(
      'REPLY',
      event(
        "ORGANIZER:mailto:a@example.com\nATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com\nUID:calsrv.example.com-873970198738777-00@example.com\nCOMMENT:I'll send you my input by email\nSEQUENCE:0\nDTSTAMP:19970717T203000Z\nREQUEST-STATUS:2.0;Success",
        'VTODO',
      ),
    ),
  '4.5.3': () =>
    calendarOf(
      'REQUEST',
      event(
        `${todo.replace('RSVP=TRUE', 'RSVP=TRUE;PARTSTAT=IN-PROCESS')}\nDTSTART:19970701T170000Z\nDUE:19970722T170000Z\nPRIORITY:1\nSUMMARY:Create the requirements document\nSEQUENCE:1\nDTSTAMP:19970718T200000Z\nSTATUS:IN-PROCESS`,
        'VTODO',
      ),
    ),
  '4.5.4': () =>
    calendarOf(
      'REPLY',
      event(
        'ORGANIZER:mailto:a@example.com\nATTENDEE;PARTSTAT=IN-PROCESS:mailto:b@example.com\nPERCENT-COMPLETE:75\nUID:calsrv.example.com-873970198738777-00@example.com\nDTSTAMP:19970719T233000Z\nSEQUENCE:1',
        'VTODO',
      ),
    ),
  '4.5.5': () =>
    calendarOf(
      'REPLY',
      event(
        'ORGANIZER:mailto:a@example.com\nATTENDEE;PARTSTAT=COMPLETED:mailto:d@example.com\nUID:calsrv.example.com-873970198738777-00@example.com\nDTSTAMP:19970721T233000Z\nSEQUENCE:1',
        'VTODO',
      ),
    ),
  '4.6': () =>
    calendarOf(
      'PUBLISH',
      event(
        `ORGANIZER:mailto:a@example.com\nDTSTART;VALUE=DATE:19970625\nDTSTAMP:19970624T193000Z\nDESCRIPTION:Phoenix design team meeting\nUID:19970624T193000Z-1@example.com`,
        'VJOURNAL',
      ),
    ),
  '4.7.1': () =>
    calendarOf(
      'REFRESH',
      event(`ORGANIZER:mailto:a@example.com\nATTENDEE:mailto:b@example.com\n${uid}\nDTSTAMP:19970603T094000Z`),
    ),
};
export type ExampleName = keyof typeof examples;
