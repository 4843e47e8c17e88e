import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cloneCalendar } from './parts.ts';
import { applyMessage } from './apply-message.ts';
import { answers, calendarOf, event, line, moment, said } from './itip-for-tests.ts';
import { examples, type ExampleName } from './rfc5546-examples.ts';
import type { Applied } from './itip-types.ts';
import { organizerMessages, requestFor } from './organizer-messages.ts';
import type { Calendar } from './parts.ts';
import { findInstance } from './series.ts';

const [a, b, c, d] = ['mailto:a@example.com', 'mailto:b@example.com', 'mailto:c@example.com', 'mailto:d@example.com'];
const receive = (stored: Calendar | null, name: ExampleName, self: string, sender: string): Applied =>
  applyMessage(stored, { calendar: examples[name](), self: [self], sender });

/** As it is stored then; fails where it is not. */
function store(stored: Calendar | null, name: ExampleName, self: string, sender: string): Calendar {
  const applied = receive(stored, name, self, sender);
  assert.equal(applied.outcome, 'stored', `${name}: ${JSON.stringify(applied)}`);
  return (applied as Applied & { outcome: 'stored' }).calendar;
}

/** The organizer's own copy. */
function own(name: ExampleName): Calendar {
  const calendar = cloneCalendar(examples[name]());
  calendar.remove('method');
  return calendar;
}

describe('the examples of RFC 5546, section 4', () => {
  it('4.1: what is published, and cancelled without attendees, is nobody’s invitation', () => {
    assert.deepEqual(receive(null, '4.1.1', b, a), { outcome: 'ignored', because: 'malformed' });
    assert.deepEqual(receive(null, '4.1.3', b, a), { outcome: 'ignored', because: 'unknown' });
  });

  it('4.1.2, 4.3 and 4.6: a published change, busy time and a journal entry write into nobody’s calendar', () => {
    for (const name of ['4.1.2', '4.3 request', '4.3 reply', '4.6'] as const)
      for (const [self, sender] of [
        [b, a],
        [a, b],
      ] as const) {
        const stored = own(name);
        for (const before of [null, stored])
          assert.deepEqual(receive(before, name, self, sender), { outcome: 'ignored', because: 'malformed' }, name);
        assert.equal(stored.toString(), own(name).toString());
      }
  });

  it('4.2.1 to 4.2.3: a request, a reply and a changed request', () => {
    const atB = store(null, '4.2.1', b, a);
    assert.deepEqual(said(atB, 'dtstart', 'sequence'), [' 19970701T200000Z 0']);
    assert.equal(atB.line('method'), null);
    const atA = store(own('4.2.1'), '4.2.2', a, b);
    assert.deepEqual(answers(atA)[0]?.slice(0, 3), [
      'a@example.com ACCEPTED',
      'b@example.com ACCEPTED',
      'c@example.com NEEDS-ACTION',
    ]);
    const changed = store(atB, '4.2.3', b, a);
    assert.deepEqual(said(changed, 'dtstart', 'sequence'), [' 19970701T180000Z 1']);
    assert.deepEqual(receive(changed, '4.2.1', b, a), { outcome: 'ignored', because: 'old' });
    assert.deepEqual(receive(changed, '4.2.3', b, a), { outcome: 'ignored', because: 'known' });
  });

  it('4.2.4: a counter proposal asks the organizer and changes nothing', () => {
    assert.deepEqual(receive(own('4.2.3'), '4.2.4 counter', a, b), { outcome: 'asks', question: 'counter', from: b });
    const atB = store(store(null, '4.2.3', b, a), '4.2.4 accepted', b, a);
    assert.deepEqual(said(atB, 'dtstart', 'location'), [' 19970701T190000Z Green Conference Room']);
    assert.deepEqual(receive(store(null, '4.2.1', b, a), '4.2.4 declined', b, a), { outcome: 'declined-counter' });
  });

  it('4.2.5 to 4.2.8: delegation, the delegate’s answers, and who was not invited', () => {
    const delegated = store(own('4.2.1'), '4.2.5 to organizer', a, c);
    assert.ok(answers(delegated)[0]?.includes('c@example.com DELEGATED'));
    assert.ok(answers(delegated)[0]?.includes('e2@example.com NEEDS-ACTION'));
    const atDelegate = store(null, '4.2.5 to delegate', 'mailto:e2@example.com', a);
    assert.deepEqual(said(atDelegate, 'summary'), [' Phone Conference']);
    const accepted = store(delegated, '4.2.6', a, 'mailto:e2@example.com');
    assert.ok(answers(accepted)[0]?.includes('e2@example.com ACCEPTED'));
    const declined = store(delegated, '4.2.7', a, 'mailto:e2@example.com');
    assert.ok(answers(declined)[0]?.includes('e2@example.com DECLINED'));
    const asks = { outcome: 'asks', question: 'uninvited', from: 'mailto:crasher@example.com' };
    assert.deepEqual(receive(own('4.2.1'), '4.2.8', a, 'mailto:crasher@example.com'), asks);
    assert.deepEqual(receive(own('4.2.1'), '4.2.6', a, 'mailto:e2@example.com'), {
      ...asks,
      from: 'mailto:e2@example.com',
    });
  });

  it('4.2.9 and 4.2.10: cancelled for all, and for one', () => {
    const atB = store(null, '4.2.1', b, a);
    assert.deepEqual(said(store(atB, '4.2.9', b, a), 'status', 'sequence'), [' CANCELLED 1']);
    assert.deepEqual(said(store(atB, '4.2.10', b, a), 'status', 'sequence'), [' CANCELLED 1']);
    assert.deepEqual(receive(atB, '4.2.9', b, c), { outcome: 'ignored', because: 'not-allowed' });
  });

  it('4.2.11: nobody takes over as organizer by a message', () => {
    assert.deepEqual(receive(store(null, '4.2.1', c, a), '4.2.11', c, b), {
      outcome: 'ignored',
      because: 'not-allowed',
    });
  });

  it('4.4.1: a series with its time zone, extra and missing days, across the end of daylight saving', () => {
    const applied = applyMessage(null, { calendar: examples['4.4.1'](), self: ['mailto:b@example.fr'], sender: a });
    assert.equal(applied.outcome, 'stored');
    const [master] = examples['4.4.1']().parts('vevent');
    const at = (text: string) => findInstance(master!, moment(text));
    assert.equal(at('19971021T210000Z')?.toString(), '19971021T140000');
    assert.equal(at('19971104T220000Z')?.toString(), '19971104T140000');
    assert.equal(at('19970910T210000Z')?.toString(), '19970910T140000');
    for (const gone of ['19970909T210000Z', '19971028T220000Z', '19971104T210000Z']) assert.equal(at(gone), null);
  });

  it('4.4.2 to 4.4.4: one instance moves, one is cancelled, then all', () => {
    const moved = store(store(null, '4.4.2 series', b, a), '4.4.2 instance', b, a);
    assert.deepEqual(said(moved, 'dtstart'), [' 19970601T210000Z', '19970701T210000Z 19970703T210000Z']);
    const without = store(moved, '4.4.3', b, a);
    assert.deepEqual(said(without, 'status'), [
      ' CONFIRMED',
      '19970701T210000Z CONFIRMED',
      '19970801T210000Z CANCELLED',
    ]);
    const off = store(without, '4.4.4', b, a);
    assert.ok(said(off, 'status').every((text) => text.endsWith('CANCELLED')));
  });

  it('4.4.5: the series from one day on', () => {
    const changed = store(store(null, '4.4.2 series', b, a), '4.4.5', b, a);
    assert.deepEqual(said(changed, 'rdate', 'exdate'), [' 19970903T210000Z 19970901T210000Z']);
    const shorter = store(store(null, '4.4.2 series', b, a), '4.4.5 cancel from', b, a);
    assert.deepEqual(said(shorter, 'rrule'), [' FREQ=MONTHLY;UNTIL=19970901T205959Z;BYMONTHDAY=1']);
  });

  it('4.4.6 and 4.4.7: an instance more', () => {
    const more = store(store(null, '4.4.2 series', b, a), '4.4.6', b, a);
    assert.deepEqual(said(more, 'dtstart'), [' 19970601T210000Z', '19970715T210000Z 19970715T210000Z']);
    assert.equal(more.parts('vevent')[0]?.line('rdate')?.value, '19970715T210000Z');
    assert.deepEqual(receive(null, '4.4.6', b, a), { outcome: 'incomplete' });
    assert.deepEqual(receive(more, '4.4.6', b, a), { outcome: 'ignored', because: 'old' });
  });

  it('4.4.8 and 4.7.1: who asks gets the whole', () => {
    assert.deepEqual(receive(own('4.4.2 series'), '4.4.8', a, b), { outcome: 'refresh', from: b });
    assert.deepEqual(receive(own('4.2.1'), '4.7.1', a, b), { outcome: 'refresh', from: b });
    assert.deepEqual(requestFor(own('4.2.1'), b, 0)?.to, [b]);
    assert.equal(requestFor(own('4.2.1'), 'mailto:crasher@example.com', 0), null);
  });

  it('4.4.9 and 4.4.10: a counter to an instance, and a reply of a program that knows no series', () => {
    assert.deepEqual(receive(own('4.4.2 series'), '4.4.9', a, b), { outcome: 'asks', question: 'counter', from: b });
    assert.ok(answers(store(own('4.4.2 series'), '4.4.10', a, b))[0]?.includes('b@example.com NEEDS-ACTION'));
  });

  it('4.5: a to-do is asked for, accepted, in work and done', () => {
    const atB = store(null, '4.5.1', b, a);
    assert.deepEqual(said(atB, 'status'), [' NEEDS-ACTION']);
    assert.deepEqual(said(store(atB, '4.5.3', b, a), 'status'), [' IN-PROCESS']);
    const accepted = store(own('4.5.1'), '4.5.2', a, b);
    assert.ok(answers(accepted)[0]?.includes('b@example.com ACCEPTED'));
    const working = store(own('4.5.3'), '4.5.4', a, b);
    assert.ok(answers(working)[0]?.includes('b@example.com IN-PROCESS'));
    assert.ok(answers(store(working, '4.5.5', a, d))[0]?.includes('d@example.com COMPLETED'));
  });
});

describe('the messages of these examples follow from the organizer’s changes', () => {
  const now = Date.UTC(1997, 5, 13, 19);

  it('4.2.1, 4.2.3, 4.2.9: to all the same', () => {
    const [request] = organizerMessages({ before: null, after: own('4.2.1'), now });
    assert.equal(request?.method, 'REQUEST');
    assert.deepEqual(request?.to, [b, c, d, 'mailto:conf_big@example.com', 'mailto:e@example.com']);
    assert.deepEqual(organizerMessages({ before: own('4.2.1'), after: own('4.2.1'), now }), []);
    const [update, ...more] = organizerMessages({ before: own('4.2.1'), after: own('4.2.3'), now });
    assert.deepEqual([update?.method, update?.weight, more.length], ['REQUEST', 'notice', 0]);
    const [cancel] = organizerMessages({ before: own('4.2.1'), after: null, now });
    assert.deepEqual(said(cancel!.calendar, 'status', 'sequence'), [' CANCELLED 1']);
  });

  it('4.2.10: who is taken out is told alone', () => {
    const after = own('4.2.1');
    const part = after.parts('vevent')[0]!;
    part.remove(part.lines('attendee')[1]!);
    const messages = organizerMessages({ before: own('4.2.1'), after, now });
    const cancel = messages.find(({ method }) => method === 'CANCEL');
    assert.deepEqual(cancel?.to, [b]);
    assert.deepEqual(answers(cancel.calendar), [['b@example.com NEEDS-ACTION']]);
    const others = messages.filter(({ method }) => method === 'REQUEST');
    assert.deepEqual(
      others.map(({ weight }) => weight),
      ['quiet'],
      'the others are not bothered with it',
    );
  });

  it('4.4.2 and 4.4.3: an instance that moves, and one left out', () => {
    const series = own('4.4.2 series');
    const moved = cloneCalendar(series);
    moved.addPart(examples['4.4.2 instance']().parts('vevent')[0]!);
    const [request] = organizerMessages({ before: series, after: moved, now });
    assert.equal(request?.method, 'REQUEST');
    assert.deepEqual(said(request.calendar, 'dtstart'), [' 19970601T210000Z', '19970701T210000Z 19970703T210000Z']);
    const without = cloneCalendar(series);
    without.parts('vevent')[0]!.add(line('EXDATE:19970801T210000Z'));
    const [cancel, ...more] = organizerMessages({ before: series, after: without, now });
    assert.deepEqual(more, []);
    assert.equal(cancel?.method, 'CANCEL');
    assert.deepEqual(said(cancel.calendar, 'status'), ['19970801T210000Z CANCELLED']);
  });

  it('single instances: who is invited to one sees that one alone', () => {
    const after = own('4.4.2 series');
    const instance = examples['4.4.2 instance']().parts('vevent')[0]!;
    instance.add(line('ATTENDEE:mailto:x@example.com'));
    after.addPart(instance);
    const toX = organizerMessages({ before: null, after, now }).find(({ to }) => to.includes('mailto:x@example.com'));
    assert.deepEqual(said(toX!.calendar, 'dtstart'), ['19970701T210000Z 19970703T210000Z']);
    const text = calendarOf(null, event('UID:x'));
    assert.deepEqual(organizerMessages({ before: null, after: text, now }), []);
  });
});
