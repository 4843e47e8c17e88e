import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { eventually } from './embedded-fixture.ts';
import { administrator, invitation, sender, startMail } from './mail-fixture.ts';
import type { MailFixture } from './mail-fixture.ts';
import { startMailServer } from './mail-server-for-tests.ts';

const stateOf = async ({ mail }: MailFixture, id: number) => {
  const { items } = await mail.list({ organisationIds: null, offset: 0, limit: 100 });
  return items.find((item) => item.id === id) ?? assert.fail(`no mail ${id}`);
};
const day = 24 * 3_600_000;

suite('mail', () => {
  test('reaches a mail server after the commit that wrote it, whole, as text and as page', async () => {
    await using server = await startMailServer();
    await using it_ = await startMail(server.url);
    const undone = it_.db.transaction(async (tx) => {
      await it_.mail.send(tx, { ...invitation, to: 'nie@firma.example' });
      throw new Error('undo');
    });
    await assert.rejects(undone);
    const id = await it_.db.transaction((tx) => it_.mail.send(tx, invitation));
    await eventually(5_000, async () => assert.equal((await stateOf(it_, id)).state, 'sent'));
    assert.equal(server.received.length, 1);
    const [{ from, to, raw }] = server.received as [(typeof server.received)[0]];
    assert.deepEqual([from, to], [sender.address, ['gast@firma.example']]);
    assert.match(raw, /^To: gast@firma\.example\r$/m);
    assert.match(raw, /^From: =\?UTF-8\?Q\?Landescloud_Gr=C3=BCnau\?= <noreply@cloud\.example>\r$/m);
    assert.match(raw, /^Subject: =\?UTF-8\?/m);
    assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
    assert.match(raw, /^Content-Language: de\r$/m);
    assert.match(raw, /^Message-ID: <[0-9a-f-]{36}@cloud\.example>\r$/m);
    assert.match(raw, /Content-Type: text\/plain; charset=utf-8[^]*https:\/\/cloud\.example\/i\/geheim/);
    const joined = raw.replaceAll('=\r\n', '');
    assert.match(joined, /Content-Type: text\/html; charset=utf-8[^]*<a href=3D"https:\/\/cloud\.example\/i\/geheim">/);
  });

  test('that opens something is not kept once a mail server has it', async () => {
    await using server = await startMailServer();
    await using it_ = await startMail(server.url);
    const [secret, other] = await it_.db.transaction(async (tx) => [
      await it_.mail.send(tx, { ...invitation, secret: true }),
      await it_.mail.send(tx, invitation),
    ]);
    for (const id of [secret, other]) {
      await eventually(5_000, async () => assert.equal((await stateOf(it_, id)).state, 'sent'));
    }
    assert.match(server.received[0]!.raw, /geheim/);
    assert.equal((await it_.mail.get(administrator, secret, null)).text, null);
    assert.match((await it_.mail.get(administrator, other, null)).text!, /geheim/);
    await assert.rejects(it_.mail.resend(administrator, secret, null), { code: 'mail.text_deleted' });
  });

  test('is tried again when the server is busy, under the same Message-ID', { timeout: 60_000 }, async () => {
    await using server = await startMailServer();
    await using it_ = await startMail(server.url);
    server.answers.push({ code: 451, text: 'come back later' });
    const id = await it_.mail.send(it_.db, invitation);
    await eventually(5_000, async () => assert.match((await stateOf(it_, id)).error ?? '', /come back later/));
    assert.equal((await stateOf(it_, id)).state, 'waiting');
    await eventually(20_000, async () => assert.equal((await stateOf(it_, id)).state, 'sent'));
    const { attempts, error, sentAt } = await stateOf(it_, id);
    assert.deepEqual([attempts, error], [2, null]);
    assert.ok(Math.abs((sentAt ?? 0) - Date.now()) < 30_000);
  });

  test('waits while no server answers, and is sent when one does', { timeout: 60_000 }, async () => {
    const gone = await startMailServer();
    const port = Number(new URL(gone.url).port);
    await gone[Symbol.asyncDispose]();
    await using it_ = await startMail(gone.url);
    const id = await it_.mail.send(it_.db, invitation);
    await eventually(5_000, async () => assert.match((await stateOf(it_, id)).error ?? '', /ECONNREFUSED/));
    await using back = await startMailServer(port);
    await it_.mail.resend(administrator, id, null);
    await eventually(20_000, async () => assert.equal((await stateOf(it_, id)).state, 'sent'));
    assert.ok(back.received.length >= 1);
  });

  test('that is refused for good fails at once, with what the server said, and can be sent again', async () => {
    await using server = await startMailServer();
    await using it_ = await startMail(server.url);
    server.answers.push({ code: 550, text: 'no such mailbox' });
    const id = await it_.mail.send(it_.db, invitation);
    await eventually(5_000, async () => assert.equal((await stateOf(it_, id)).state, 'failed'));
    const failed = await stateOf(it_, id);
    assert.match(failed.error ?? '', /550 no such mailbox/);
    assert.equal(failed.attempts, 1);
    const again = await it_.mail.resend(administrator, id, [7]);
    assert.deepEqual([again.state, again.attempts, again.error], ['waiting', 0, null]);
    await eventually(5_000, async () => assert.equal((await stateOf(it_, id)).state, 'sent'));
    assert.deepEqual(await it_.types(), ['mail.sent_again']);
  });

  test('can carry no second recipient and no header of somebody else’s', async () => {
    await using server = await startMailServer();
    await using it_ = await startMail(server.url);
    const refusals = [
      [{ to: 'a@firma.example\r\nBcc: b@firma.example' }, 'mail.invalid_address'],
      [{ to: 'a@firma.example, b@firma.example' }, 'mail.invalid_address'],
      [{ to: 'A <a@firma.example>' }, 'mail.invalid_address'],
      [{ subject: 'Hallo\r\nBcc: b@firma.example' }, 'mail.invalid_input'],
      [{ subject: 'Hallo\nX: y' }, 'mail.invalid_input'],
      [{ subject: ' ' }, 'mail.invalid_input'],
      [{ subject: 'x'.repeat(201) }, 'mail.invalid_input'],
      [{ kind: 'a\r\nb' }, 'mail.invalid_input'],
      [{ text: '' }, 'mail.invalid_input'],
      [{ text: 'a\0b' }, 'mail.invalid_input'],
    ] as const;
    for (const [change, code] of refusals) {
      await assert.rejects(it_.mail.send(it_.db, { ...invitation, ...change }), { kind: 'Invalid', code });
    }
    const tricky = {
      subject: `=?UTF-8?Q?a=0D=0ABcc:b?= ${'ü'.repeat(170)}`,
      text: '.\r\nQUIT\r\nBcc: b@firma.example',
    };
    const id = await it_.mail.send(it_.db, { ...invitation, ...tricky });
    await eventually(5_000, async () => assert.equal((await stateOf(it_, id)).state, 'sent'));
    const [{ to, raw }] = server.received as [(typeof server.received)[0]];
    assert.deepEqual(to, ['gast@firma.example']);
    assert.ok(!/^bcc:/im.test(raw.slice(0, raw.indexOf('\r\n\r\n'))));
    assert.equal((await it_.mail.list({ organisationIds: null, offset: 0, limit: 9 })).total, 1);
  });

  test('is kept where no mail server is configured', async () => {
    await using it_ = await startMail(null);
    const id = await it_.mail.send(it_.db, invitation);
    const kept = await it_.mail.get(administrator, id, null);
    assert.deepEqual([kept.state, kept.to, kept.text], ['kept', invitation.to, invitation.text]);
    await assert.rejects(it_.mail.resend(administrator, id, null), { code: 'mail.not_configured' });
    assert.deepEqual(await it_.types(), ['mail.text_read']);
  });

  test('loses its text after 30 days and is forgotten after a year', async () => {
    await using server = await startMailServer();
    await using it_ = await startMail(server.url);
    const id = await it_.mail.send(it_.db, invitation);
    await eventually(5_000, async () => assert.equal((await stateOf(it_, id)).state, 'sent'));
    it_.move(29 * day);
    await it_.runJob('mail.tidy');
    const young = await it_.mail.send(it_.db, invitation);
    it_.move(2 * day);
    await it_.runJob('mail.tidy');
    await eventually(5_000, async () => assert.equal((await it_.mail.get(administrator, id, null)).text, null));
    assert.equal((await it_.mail.get(administrator, young, null)).text, invitation.text);
    await assert.rejects(it_.mail.resend(administrator, id, null), { code: 'mail.text_deleted' });
    it_.move(335 * day);
    await it_.runJob('mail.tidy');
    await eventually(5_000, () => assert.rejects(it_.mail.get(administrator, id, null), { code: 'mail.not_found' }));
  });

  test('is found by state and text, and by those whose organisation sent it only', async () => {
    await using it_ = await startMail(null);
    const ours = await it_.mail.send(it_.db, invitation);
    const theirs = await it_.mail.send(it_.db, { ...invitation, organisationId: 8, subject: '100 % sicher' });
    const nobodys = await it_.mail.send(it_.db, { ...invitation, organisationId: null });
    const find = async (query: object) => {
      const found = await it_.mail.list({ organisationIds: null, offset: 0, limit: 10, ...query });
      assert.equal(found.total, found.items.length);
      for (const item of found.items) assert.ok(!('text' in item));
      return found.items.map(({ id }) => id);
    };
    assert.deepEqual(await find({}), [nobodys, theirs, ours]);
    assert.deepEqual(await find({ organisationIds: [7] }), [ours]);
    assert.deepEqual(await find({ organisationIds: [] }), []);
    assert.deepEqual(await find({ text: '0 %' }), [theirs]);
    assert.deepEqual(await find({ text: 'FIRMA.example', organisationIds: [7, 8] }), [theirs, ours]);
    assert.deepEqual(await find({ state: 'sent' }), []);
    await assert.rejects(it_.mail.get(administrator, theirs, [7]), { code: 'mail.not_found' });
    await assert.rejects(it_.mail.get(administrator, nobodys, [7]), { code: 'mail.not_found' });
    await assert.rejects(it_.mail.resend(administrator, theirs, [7]), { code: 'mail.not_found' });
  });

  test('to who is erased goes, and about them says something else where it named them', async () => {
    await using it_ = await startMail(null);
    const theirs = await it_.mail.send(it_.db, { ...invitation, to: 'Ina@x.example' });
    // from when she had another address
    const former = await it_.mail.send(it_.db, { ...invitation, to: 'frueher@x.example', personId: 7 });
    const others = await it_.mail.send(it_.db, { ...invitation, to: 'frueher@x.example', personId: 8 });
    const owned = await it_.mail.sentTo({ personId: 7, addresses: ['ina@x.example'] }, 10);
    assert.deepEqual(
      owned.map(({ id }) => id),
      [former, theirs],
    );
    const about = await it_.mail.send(it_.db, {
      ...invitation,
      subject: 'Ina (M.) lädt Sie ein, Karina auch',
      text: 'Guten Tag, INA (M.) hat ina@x.example, nicht karina@x.example und nicht Ina (Mo).',
    });
    const as = 'Gelöschte Person 7';
    await it_.mail.forget(it_.db, { personId: 7, addresses: ['ina@x.example'], names: ['Ina (M.)'], as });
    for (const id of [theirs, former]) {
      await assert.rejects(it_.mail.get(administrator, id, null), { code: 'mail.not_found' });
    }
    assert.ok(await it_.mail.get(administrator, others, null));
    const { subject, text } = await it_.mail.get(administrator, about, null);
    assert.equal(subject, `${as} lädt Sie ein, Karina auch`);
    assert.equal(text, `Guten Tag, ${as} hat ${as}, nicht karina@x.example und nicht Ina (Mo).`);
  });
});
