import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { counterTo, delegate, replyTo, withAnswer } from './answers.ts';
import { applyMessage } from './apply-message.ts';
import { attendeeMessages } from './attendee-messages.ts';
import { forbiddenToAttendee } from './attendee-rights.ts';
import { viewOf } from './attendee-view.ts';
import { answers, berlin, calendarOf, event, said } from './itip-for-tests.ts';
import { organizerMessages } from './organizer-messages.ts';
import { cloneCalendar, setStamp, type Calendar } from './parts.ts';
import { reviseForOrganizer } from './revise.ts';

const [boss, ann, ben] = ['mailto:boss@tfm.example', 'mailto:ann@tfm.example', 'mailto:ben@amt.example'];
const now = Date.UTC(2026, 9, 1, 8);
const people = `ORGANIZER;CN=Boss:${boss}
ATTENDEE;PARTSTAT=ACCEPTED:${boss}
ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:${ann}
ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:${ben}`;
/** Five Tuesdays at ten, of which the third and later are after the end of daylight saving. */
const series = (more = '') =>
  calendarOf(
    null,
    berlin,
    event(
      `UID:jour-fixe\n${people}\nSUMMARY:Jour fixe\nDTSTAMP:20261001T080000Z\nSEQUENCE:0\nDTSTART;TZID=Europe/Berlin:20261013T100000\nDTEND;TZID=Europe/Berlin:20261013T110000\nRRULE:FREQ=WEEKLY;COUNT=5${more}`,
    ),
  );
const third = ICAL.Time.fromString('2026-10-27T09:00:00Z', undefined as never);
const third2 = '20261027T090000Z';

function edit(calendar: Calendar, change: (part: ICAL.Component, calendar: Calendar) => void): Calendar {
  const copy = cloneCalendar(calendar);
  change(copy.getFirstSubcomponent('vevent')!, copy);
  return copy;
}
const line = (text: string) => ICAL.Property.fromString(text, ICAL.design.icalendar);
const stored = (applied: ReturnType<typeof applyMessage>) => {
  assert.equal(applied.outcome, 'stored', JSON.stringify(applied));
  return (applied as { calendar: Calendar }).calendar;
};
/** What ann stores of the organizer's whole object. */
const invited = (calendar: Calendar, who = ann): Calendar => {
  const message = organizerMessages({ before: null, after: calendar, now }).find(({ to }) => to.includes(who));
  return stored(applyMessage(null, { calendar: message!.calendar, self: [who], sender: boss }));
};

describe('an organizer’s change', () => {
  it('raises SEQUENCE and takes answers back where the time moves, not where words change', () => {
    const before = edit(series(), (part) => part.getAllProperties('attendee')[1]!.setParameter('partstat', 'ACCEPTED'));
    const words = reviseForOrganizer(
      before,
      edit(before, (part) => part.updatePropertyWithValue('summary', 'Neu')),
    );
    assert.deepEqual([said(words, 'sequence'), answers(words)[0]?.[1]], [[' 0'], 'ann@tfm.example ACCEPTED']);
    const moved = edit(before, (part) =>
      part.getFirstProperty('dtstart')!.setValue(ICAL.Time.fromString('2026-10-13T09:00:00', undefined as never)),
    );
    const revised = reviseForOrganizer(before, moved);
    assert.deepEqual(
      [said(revised, 'sequence'), answers(revised)[0]],
      [[' 1'], ['boss@tfm.example ACCEPTED', 'ann@tfm.example NEEDS-ACTION', 'ben@amt.example NEEDS-ACTION']],
    );
    const out = reviseForOrganizer(
      before,
      edit(before, (part) => part.addProperty(line('EXDATE;TZID=Europe/Berlin:20261027T100000'))),
    );
    assert.deepEqual([said(out, 'sequence'), answers(out)[0]?.[1]], [[' 1'], 'ann@tfm.example ACCEPTED']);
  });

  it('keeps answers that came since, where the program says by Schedule-Tag that it has not seen them', () => {
    const answered = edit(series(), (part) =>
      part.getAllProperties('attendee')[1]!.setParameter('partstat', 'DECLINED'),
    );
    const written = edit(series(), (part) => part.updatePropertyWithValue('summary', 'Neu'));
    assert.equal(
      answers(reviseForOrganizer(answered, written, { keepAnswers: true }))[0]?.[1],
      'ann@tfm.example DECLINED',
    );
    assert.equal(answers(reviseForOrganizer(answered, written))[0]?.[1], 'ann@tfm.example NEEDS-ACTION');
  });

  it('reaches nobody whose program sends itself, and again who is to be told again', () => {
    const client = edit(series(), (part) =>
      part.getAllProperties('attendee')[1]!.setParameter('schedule-agent', 'CLIENT'),
    );
    assert.deepEqual(
      organizerMessages({ before: null, after: client, now }).map(({ to }) => to),
      [[ben]],
    );
    const forced = edit(series(), (part) =>
      part.getAllProperties('attendee')[2]!.setParameter('schedule-force-send', 'REQUEST'),
    );
    assert.deepEqual(
      organizerMessages({ before: series(), after: forced, now }).map(({ to, weight }) => [to, weight]),
      [[[ben], 'notice']],
    );
    assert.doesNotMatch(organizerMessages({ before: null, after: client, now })[0]!.calendar.toString(), /SCHEDULE-/);
  });

  it('an instance off across the end of daylight saving is cancelled at its own hour', () => {
    const off = edit(series(), (part) => part.addProperty(line('EXDATE;TZID=Europe/Berlin:20261027T100000')));
    const [cancel, ...more] = organizerMessages({ before: series(), after: reviseForOrganizer(series(), off), now });
    assert.deepEqual([cancel?.method, more.length, cancel?.to], ['CANCEL', 0, [ann, ben]]);
    assert.deepEqual(said(cancel!.calendar, 'sequence', 'dtstart'), ['2026-10-27T10:00:00 1 2026-10-27T10:00:00']);
    const atAnn = stored(applyMessage(invited(series()), { calendar: cancel!.calendar, self: [ann], sender: boss }));
    assert.deepEqual(said(atAnn, 'status'), [' ', '2026-10-27T10:00:00 CANCELLED']);
  });

  it('who is invited to one instance only knows no other, and is told when that goes', () => {
    const before = edit(series(), (part, calendar) => {
      const one = new ICAL.Component(structuredClone(part.toJSON()) as unknown[]);
      one.removeAllProperties('rrule');
      one.addProperty(line('RECURRENCE-ID;TZID=Europe/Berlin:20261027T100000'));
      one.getFirstProperty('dtstart')!.setValue(ICAL.Time.fromString('2026-10-27T10:00:00', undefined as never));
      one.getFirstProperty('dtend')!.setValue(ICAL.Time.fromString('2026-10-27T11:00:00', undefined as never));
      one.addProperty(line('ATTENDEE:mailto:eva@firma.example'));
      one.removeProperty(one.getAllProperties('attendee')[2]!);
      calendar.addSubcomponent(one);
    });
    const eva = 'mailto:eva@firma.example';
    assert.deepEqual(said(viewOf(before, eva)!, 'rrule'), ['2026-10-27T10:00:00 ']);
    assert.deepEqual(said(viewOf(before, ben)!, 'exdate'), [' 2026-10-27T10:00:00']);
    const messages = organizerMessages({ before, after: series(), now });
    assert.deepEqual(messages.find(({ to }) => to.includes(eva))?.method, 'CANCEL');
  });
});

describe('an attendee’s change', () => {
  it('answers the whole, one instance, and leaves one out', () => {
    const mine = invited(series());
    const yes = withAnswer(mine, { attendee: ann, partstat: 'ACCEPTED' });
    const [reply] = attendeeMessages({ before: mine, after: yes, self: [ann], now });
    assert.deepEqual(
      [reply?.method, reply?.to, answers(reply!.calendar)],
      ['REPLY', [boss], [['ann@tfm.example ACCEPTED']]],
    );
    assert.deepEqual(attendeeMessages({ before: yes, after: yes, self: [ann], now }), []);
    const single = withAnswer(yes, { attendee: ann, partstat: 'DECLINED', instance: third });
    const [toOne] = attendeeMessages({ before: yes, after: single, self: [ann], now });
    assert.deepEqual(said(toOne!.calendar), ['2026-10-27T10:00:00']);
    const without = edit(yes, (part) => part.addProperty(line('EXDATE;TZID=Europe/Berlin:20261027T100000')));
    const [declines] = attendeeMessages({ before: yes, after: without, self: [ann], now });
    assert.deepEqual(answers(declines!.calendar), [['ann@tfm.example DECLINED']]);
    assert.deepEqual(said(declines!.calendar), ['2026-10-27T10:00:00']);
    const [gone] = attendeeMessages({ before: yes, after: null, self: [ann], now });
    assert.deepEqual(answers(gone!.calendar), [['ann@tfm.example DECLINED']]);
    assert.deepEqual(attendeeMessages({ before: yes, after: null, self: [ann], now, replies: false }), []);
  });

  it('may be an answer, an alarm and what is their own, nothing else', () => {
    const mine = invited(series());
    const forbidden = (change: (part: ICAL.Component, calendar: Calendar) => void) =>
      forbiddenToAttendee(mine, edit(mine, change), [ann]);
    assert.deepEqual(
      forbidden((part) => {
        part.getAllProperties('attendee')[1]!.setParameter('partstat', 'TENTATIVE');
        part.addSubcomponent(new ICAL.Component('valarm'));
        part.updatePropertyWithValue('transp', 'TRANSPARENT');
        part.addProperty(line('EXDATE;TZID=Europe/Berlin:20261027T100000'));
        part.addProperty(line('COMMENT:ich komme später'));
      }),
      [],
    );
    assert.deepEqual(
      forbidden((part) =>
        part.getFirstProperty('dtstart')!.setValue(ICAL.Time.fromString('2026-10-13T09:00:00', undefined as never)),
      ),
      ['time'],
    );
    assert.deepEqual(
      forbidden((part) => void part.removeAllProperties('rrule')),
      ['recurrence'],
    );
    assert.deepEqual(
      forbidden((part) => part.updatePropertyWithValue('summary', 'Meins')),
      ['summary'],
    );
    assert.deepEqual(
      forbidden((part) => part.updatePropertyWithValue('organizer', ann)),
      ['organizer'],
    );
    assert.deepEqual(
      forbidden((part) => void part.removeProperty(part.getAllProperties('attendee')[2]!)),
      ['attendees'],
    );
    assert.deepEqual(
      forbidden((part) => part.addProperty(line('ATTENDEE:mailto:x@example.com'))),
      ['attendees'],
    );
    assert.deepEqual(
      forbiddenToAttendee(mine, delegate(mine, { attendee: ann, to: 'mailto:x@example.com' }), [ann]),
      [],
    );
  });

  it('keeps alarms and, but for a new time, the answer when the organizer changes something', () => {
    const mine = edit(withAnswer(invited(series()), { attendee: ann, partstat: 'ACCEPTED' }), (part) =>
      part.addSubcomponent(new ICAL.Component('valarm')),
    );
    const change = (to: Calendar) => {
      const after = reviseForOrganizer(series(), to);
      const [message] = organizerMessages({ before: series(), after, now: now + 60_000 });
      return stored(applyMessage(mine, { calendar: message!.calendar, self: [ann], sender: boss }));
    };
    const words = change(edit(series(), (part) => part.updatePropertyWithValue('location', 'Saal 2')));
    assert.deepEqual([answers(words)[0]?.[1], said(words, 'location')], ['ann@tfm.example ACCEPTED', [' Saal 2']]);
    assert.equal(words.getFirstSubcomponent('vevent')?.getAllSubcomponents('valarm').length, 1);
    const later = change(
      edit(series(), (part) =>
        part.getFirstProperty('dtstart')!.setValue(ICAL.Time.fromString('2026-10-13T09:30:00', undefined as never)),
      ),
    );
    assert.equal(answers(later)[0]?.[1], 'ann@tfm.example NEEDS-ACTION');
  });

  it('proposes another time, which only asks', () => {
    const [start, end] = ['2026-10-28T08:00:00Z', '2026-10-28T09:00:00Z'].map((text) =>
      ICAL.Time.fromString(text, undefined as never),
    );
    const counter = counterTo(invited(series()), {
      attendee: ann,
      instance: third,
      start: start!,
      end: end!,
      comment: 'Lieber Mittwoch',
      now,
    });
    assert.deepEqual(said(counter!.calendar, 'dtstart', 'comment'), [
      '2026-10-27T10:00:00 2026-10-28T08:00:00Z Lieber Mittwoch',
    ]);
    assert.deepEqual(applyMessage(series(), { calendar: counter!.calendar, self: [boss], sender: ann }), {
      outcome: 'asks',
      question: 'counter',
      from: ann,
    });
  });
});

describe('what comes in any order', () => {
  const seed = randomInt(2 ** 31);
  /** mulberry32 */
  const random = (from: number) => () => {
    from = (from + 0x6d2b79f5) | 0;
    let t = Math.imul(from ^ (from >>> 15), 1 | from);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const shuffled = <T>(items: readonly T[], next: () => number): T[] =>
    items
      .map((item) => [next(), item] as const)
      .sort(([x], [y]) => x - y)
      .map(([, item]) => item);
  /** What everybody has answered to each of the five instances. */
  const effective = (calendar: Calendar): string[] =>
    ['20261013T080000Z', '20261020T080000Z', third2, '20261103T090000Z', '20261110T090000Z'].flatMap((key) => {
      const parts = calendar.getAllSubcomponents('vevent');
      const own = parts.find((part) => {
        const id = part.getFirstPropertyValue('recurrence-id');
        return id instanceof ICAL.Time && id.convertToZone(ICAL.Timezone.utcTimezone).toICALString() === key;
      });
      return (own ?? parts[0]!)
        .getAllProperties('attendee')
        .map((each) => `${key} ${String(each.getFirstValue())} ${each.getFirstParameter('partstat')}`);
    });

  it(`replies give the same in any order (seed ${seed})`, () => {
    const next = random(seed);
    for (let round = 0; round < 10; round += 1) {
      const instances = [undefined, third, ICAL.Time.fromString('2026-11-03T09:00:00Z', undefined as never)];
      const replies = Array.from({ length: 6 }, (_, index) => {
        const attendee = next() < 0.5 ? ann : ben;
        const partstat = (['ACCEPTED', 'TENTATIVE', 'DECLINED'] as const)[Math.floor(next() * 3)]!;
        const instance = instances[Math.floor(next() * 3)];
        const at = { attendee, partstat, now: now + index * 60_000, ...(instance === undefined ? {} : { instance }) };
        return { attendee, calendar: replyTo(series(), at)!.calendar };
      });
      const apply = (order: typeof replies) =>
        order.reduce((calendar, { attendee, calendar: reply }) => {
          const applied = applyMessage(calendar, { calendar: reply, self: [boss], sender: attendee });
          return applied.outcome === 'stored' ? applied.calendar : calendar;
        }, series());
      const expected = effective(apply(replies));
      assert.deepEqual(effective(apply(shuffled(replies, next))), expected);
      assert.deepEqual(effective(apply(shuffled([...replies, ...replies], next))), expected, 'twice is once');
    }
  });

  it(`of requests and cancellations the last state wins, and old ones never (seed ${seed})`, () => {
    const next = random(seed);
    for (let round = 0; round < 8; round += 1) {
      let current = series();
      const messages = organizerMessages({ before: null, after: current, now }).map(({ calendar }) => calendar);
      for (let step = 1; step <= 5; step += 1) {
        const changed = edit(current, (part) => {
          if (next() < 0.4) part.updatePropertyWithValue('summary', `Fassung ${step}`);
          else
            part
              .getFirstProperty('dtstart')!
              .setValue(ICAL.Time.fromString(`2026-10-13T${10 + step}:00:00`, undefined as never));
        });
        const after = reviseForOrganizer(current, changed);
        messages.push(
          ...organizerMessages({ before: current, after, now: now + step * 60_000 }).map(({ calendar }) => calendar),
        );
        current = after;
      }
      const told = shuffled(messages, next).reduce<Calendar | null>((calendar, message) => {
        const applied = applyMessage(calendar, { calendar: message, self: [ann], sender: boss });
        return applied.outcome === 'stored' ? applied.calendar : calendar;
      }, null);
      assert.deepEqual(said(told!, 'summary', 'dtstart', 'sequence'), said(current, 'summary', 'dtstart', 'sequence'));
    }
  });

  it('a reply to what has moved since does not count, and nobody answers for others', () => {
    const early = replyTo(series(), { attendee: ann, partstat: 'ACCEPTED', now: now + 86_400_000 })!.calendar;
    const moved = reviseForOrganizer(
      series(),
      edit(series(), (part) =>
        part.getFirstProperty('dtstart')!.setValue(ICAL.Time.fromString('2026-10-13T09:00:00', undefined as never)),
      ),
    );
    assert.deepEqual(applyMessage(moved, { calendar: early, self: [boss], sender: ann }), {
      outcome: 'ignored',
      because: 'old',
    });
    assert.deepEqual(applyMessage(series(), { calendar: early, self: [boss], sender: ben }), {
      outcome: 'ignored',
      because: 'not-allowed',
    });
    const odd = edit(early, (part) => setStamp(part, now)); // an instance that the series does not have
    odd.getFirstSubcomponent('vevent')!.addProperty(line('RECURRENCE-ID:20261028T090000Z'));
    assert.deepEqual(applyMessage(series(), { calendar: odd, self: [boss], sender: ann }), {
      outcome: 'ignored',
      because: 'no-instance',
    });
  });
});
