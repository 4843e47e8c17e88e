import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { describe, it } from 'node:test';
import { counterTo, delegate, replyTo, withAnswer } from './answers.ts';
import { applyMessage } from './apply-message.ts';
import { attendeeMessages } from './attendee-messages.ts';
import { forbiddenToAttendee } from './attendee-rights.ts';
import { viewOf } from './attendee-view.ts';
import { answers, berlin, calendarOf, event, line, moment, said } from './itip-for-tests.ts';
import { organizerMessages } from './organizer-messages.ts';
import { cloneCalendar, Part, setStamp, type Calendar } from './parts.ts';
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
const third = moment('20261027T090000Z');
const third2 = '20261027T090000Z';

function edit(calendar: Calendar, change: (part: Part, calendar: Calendar) => void): Calendar {
  const copy = cloneCalendar(calendar);
  change(copy.parts('vevent')[0]!, copy);
  return copy;
}
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
    const before = edit(series(), (part) => part.lines('attendee')[1]!.setParameter('partstat', 'ACCEPTED'));
    const words = reviseForOrganizer(
      before,
      edit(before, (part) => part.set('summary', 'Neu')),
    );
    assert.deepEqual([said(words, 'sequence'), answers(words)[0]?.[1]], [[' 0'], 'ann@tfm.example ACCEPTED']);
    const moved = edit(before, (part) => part.line('dtstart')!.setValue(moment('20261013T090000')));
    const revised = reviseForOrganizer(before, moved);
    assert.deepEqual(
      [said(revised, 'sequence'), answers(revised)[0]],
      [[' 1'], ['boss@tfm.example ACCEPTED', 'ann@tfm.example NEEDS-ACTION', 'ben@amt.example NEEDS-ACTION']],
    );
    const out = reviseForOrganizer(
      before,
      edit(before, (part) => part.add(line('EXDATE;TZID=Europe/Berlin:20261027T100000'))),
    );
    assert.deepEqual([said(out, 'sequence'), answers(out)[0]?.[1]], [[' 1'], 'ann@tfm.example ACCEPTED']);
  });

  it('keeps answers that came since, where the program says by Schedule-Tag that it has not seen them', () => {
    const answered = edit(series(), (part) => part.lines('attendee')[1]!.setParameter('partstat', 'DECLINED'));
    const written = edit(series(), (part) => part.set('summary', 'Neu'));
    assert.equal(
      answers(reviseForOrganizer(answered, written, { keepAnswers: true }))[0]?.[1],
      'ann@tfm.example DECLINED',
    );
    assert.equal(answers(reviseForOrganizer(answered, written))[0]?.[1], 'ann@tfm.example NEEDS-ACTION');
  });

  it('reaches nobody whose program sends itself, and again who is to be told again', () => {
    const client = edit(series(), (part) => part.lines('attendee')[1]!.setParameter('schedule-agent', 'CLIENT'));
    assert.deepEqual(
      organizerMessages({ before: null, after: client, now }).map(({ to }) => to),
      [[ben]],
    );
    const forced = edit(series(), (part) => part.lines('attendee')[2]!.setParameter('schedule-force-send', 'REQUEST'));
    assert.deepEqual(
      organizerMessages({ before: series(), after: forced, now }).map(({ to, weight }) => [to, weight]),
      [[[ben], 'notice']],
    );
    assert.doesNotMatch(organizerMessages({ before: null, after: client, now })[0]!.calendar.toString(), /SCHEDULE-/);
  });

  it('an instance off across the end of daylight saving is cancelled at its own hour', () => {
    const off = edit(series(), (part) => part.add(line('EXDATE;TZID=Europe/Berlin:20261027T100000')));
    const [cancel, ...more] = organizerMessages({ before: series(), after: reviseForOrganizer(series(), off), now });
    assert.deepEqual([cancel?.method, more.length, cancel?.to], ['CANCEL', 0, [ann, ben]]);
    assert.deepEqual(said(cancel!.calendar, 'sequence', 'dtstart'), ['20261027T090000Z 1 20261027T100000']);
    const atAnn = stored(applyMessage(invited(series()), { calendar: cancel!.calendar, self: [ann], sender: boss }));
    assert.deepEqual(said(atAnn, 'status'), [' ', '20261027T090000Z CANCELLED']);
  });

  it('who is invited to one instance only knows no other, and is told when that goes', () => {
    const before = edit(series(), (part, calendar) => {
      const one = part.clone();
      one.remove('rrule');
      one.add(line('RECURRENCE-ID;TZID=Europe/Berlin:20261027T100000'));
      one.line('dtstart')!.setValue(moment('20261027T100000'));
      one.line('dtend')!.setValue(moment('20261027T110000'));
      one.add(line('ATTENDEE:mailto:eva@firma.example'));
      one.remove(one.lines('attendee')[2]!);
      calendar.addPart(one);
    });
    const eva = 'mailto:eva@firma.example';
    assert.deepEqual(said(viewOf(before, eva)!, 'rrule'), ['20261027T090000Z ']);
    assert.deepEqual(said(viewOf(before, ben)!, 'exdate'), [' 20261027T100000']);
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
    assert.deepEqual(said(toOne!.calendar), ['20261027T090000Z']);
    const without = edit(yes, (part) => part.add(line('EXDATE;TZID=Europe/Berlin:20261027T100000')));
    const [declines] = attendeeMessages({ before: yes, after: without, self: [ann], now });
    assert.deepEqual(answers(declines!.calendar), [['ann@tfm.example DECLINED']]);
    assert.deepEqual(said(declines!.calendar), ['20261027T090000Z']);
    const [gone] = attendeeMessages({ before: yes, after: null, self: [ann], now });
    assert.deepEqual(answers(gone!.calendar), [['ann@tfm.example DECLINED']]);
    assert.deepEqual(attendeeMessages({ before: yes, after: null, self: [ann], now, replies: false }), []);
  });

  it('may be an answer, an alarm and what is their own, nothing else', () => {
    const mine = invited(series());
    const forbidden = (change: (part: Part, calendar: Calendar) => void) =>
      forbiddenToAttendee(mine, edit(mine, change), [ann]);
    assert.deepEqual(
      forbidden((part) => {
        part.lines('attendee')[1]!.setParameter('partstat', 'TENTATIVE');
        part.addPart(new Part('valarm'));
        part.set('transp', 'TRANSPARENT');
        part.add(line('EXDATE;TZID=Europe/Berlin:20261027T100000'));
        part.add(line('COMMENT:ich komme später'));
      }),
      [],
    );
    assert.deepEqual(
      forbidden((part) => part.line('dtstart')!.setValue(moment('20261013T090000'))),
      ['time'],
    );
    assert.deepEqual(
      forbidden((part) => part.remove('rrule')),
      ['recurrence'],
    );
    assert.deepEqual(
      forbidden((part) => part.set('summary', 'Meins')),
      ['summary'],
    );
    assert.deepEqual(
      forbidden((part) => part.set('organizer', ann)),
      ['organizer'],
    );
    assert.deepEqual(
      forbidden((part) => part.remove(part.lines('attendee')[2]!)),
      ['attendees'],
    );
    assert.deepEqual(
      forbidden((part) => part.add(line('ATTENDEE:mailto:x@example.com'))),
      ['attendees'],
    );
    assert.deepEqual(
      forbiddenToAttendee(mine, delegate(mine, { attendee: ann, to: 'mailto:x@example.com' }), [ann]),
      [],
    );
  });

  it('keeps alarms and, but for a new time, the answer when the organizer changes something', () => {
    const mine = edit(withAnswer(invited(series()), { attendee: ann, partstat: 'ACCEPTED' }), (part) =>
      part.addPart(new Part('valarm')),
    );
    const change = (to: Calendar) => {
      const after = reviseForOrganizer(series(), to);
      const [message] = organizerMessages({ before: series(), after, now: now + 60_000 });
      return stored(applyMessage(mine, { calendar: message!.calendar, self: [ann], sender: boss }));
    };
    const words = change(edit(series(), (part) => part.set('location', 'Saal 2')));
    assert.deepEqual([answers(words)[0]?.[1], said(words, 'location')], ['ann@tfm.example ACCEPTED', [' Saal 2']]);
    assert.equal(words.parts('vevent')[0]?.parts('valarm').length, 1);
    const later = change(edit(series(), (part) => part.line('dtstart')!.setValue(moment('20261013T093000'))));
    assert.equal(answers(later)[0]?.[1], 'ann@tfm.example NEEDS-ACTION');
  });

  it('proposes another time, which only asks', () => {
    const [start, end] = ['20261028T080000Z', '20261028T090000Z'].map((text) => moment(text));
    const counter = counterTo(invited(series()), {
      attendee: ann,
      instance: third,
      start: start!,
      end: end!,
      comment: 'Lieber Mittwoch',
      now,
    });
    assert.deepEqual(said(counter!.calendar, 'dtstart', 'comment'), [
      '20261027T090000Z 20261028T080000Z Lieber Mittwoch',
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
      const parts = calendar.parts('vevent');
      const own = parts.find((part) => {
        const id = part.moment('recurrence-id');
        return id?.key === key;
      });
      return (own ?? parts[0]!).lines('attendee').map((each) => `${key} ${each.value} ${each.parameter('partstat')}`);
    });

  it(`replies give the same in any order (seed ${seed})`, () => {
    const next = random(seed);
    for (let round = 0; round < 100; round += 1) {
      const instances = [undefined, third, moment('20261103T090000Z')];
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
    for (let round = 0; round < 60; round += 1) {
      let current = series();
      const messages = organizerMessages({ before: null, after: current, now }).map(({ calendar }) => calendar);
      for (let step = 1; step <= 5; step += 1) {
        const changed = edit(current, (part) => {
          if (next() < 0.4) part.set('summary', `Fassung ${step}`);
          else part.line('dtstart')!.setValue(moment(`20261013T${10 + step}0000`));
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
      edit(series(), (part) => part.line('dtstart')!.setValue(moment('20261013T090000'))),
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
    odd.parts('vevent')[0]!.add(line('RECURRENCE-ID:20261028T090000Z'));
    assert.deepEqual(applyMessage(series(), { calendar: odd, self: [boss], sender: ann }), {
      outcome: 'ignored',
      because: 'no-instance',
    });
  });
});
