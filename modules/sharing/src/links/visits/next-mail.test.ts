import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nextMail, type SentCode } from './next-mail.ts';

const minute = 60_000;
const now = 1_000 * minute;
const mails = (count: number, mail: Partial<SentCode> = {}): SentCode[] =>
  Array.from({ length: count }, (_, at) => ({ way: 'open', same: false, at: now - (count - at) * minute, ...mail }));

it('who is known or was sent the link gets a code, however many others have asked for', () => {
  for (const way of ['known', 'invited'] as const) {
    assert.equal(nextMail(way, mails(500), now), now);
    assert.equal(nextMail(way, mails(6, { way, same: true }), now), null);
  }
});

it('one network uses up its own share alone, and many only slow others down', () => {
  assert.equal(nextMail('open', mails(3, { same: true }), now), null);
  assert.equal(nextMail('open', mails(3), now), now);
  assert.equal(nextMail('open', mails(6), now), now + 9 * minute);
  assert.equal(nextMail('open', mails(6, { at: now - 20 * minute }), now), now);
});

it('a mailbox is never filled', () => {
  const sent: SentCode[] = [];
  for (let at = now; at < now + 60 * minute; at += minute / 10)
    if ((nextMail('open', sent, at) ?? Infinity) <= at) sent.push({ way: 'open', same: false, at });
  assert.ok(sent.length <= 12, String(sent.length));
  assert.equal(nextMail('known', mails(20, { way: 'known' }), now), null);
});
