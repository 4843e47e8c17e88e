import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDomainError, type PersonActor, systemActor } from '@landescloud/kernel';
import { startWorld, until, type World } from '@landescloud/testing';

const day = 24 * 3_600_000;
const clock = { time: Date.now(), now: () => clock.time };
let world: World;

const actor = (login: string): PersonActor => world.person(login).actor;
const refusedAs = (code: string) => (error: unknown) => isDomainError(error) && error.code === code;
const items = [
  { name: 'Lageplan', required: true },
  { name: 'Statik: Gründung', required: true },
  { name: 'Fotos', required: false },
];

async function folder(name: string): Promise<number> {
  return (await world.landescloud.files.nodes.createFolder(actor('anna'), { path: [name] })).id;
}

const linksIn = (text: string | null) => /\/q\/([0-9A-Za-z]{15,64})/.exec(text ?? '')?.[1] ?? '';

/** As an administrator sees it: what was sent to an address, the newest first. */
async function lastMail(address: string): Promise<{ kind: string; subject: string; text: string; reply: string }> {
  const [row] = await world.landescloud.database.query<{ kind: string; subject: string; text: string; reply: string }>(
    'select kind, subject, text, reply_to as reply from platform.mail where recipient = $1 order by id desc limit 1',
    [address],
  );
  return row ?? assert.fail(`no mail to ${address}`);
}

/** With the browser's own protocol, in two pieces where it is long. */
async function upload(token: string, parentId: number, path: string, body: string): Promise<number> {
  const metadata = Object.entries({ filename: path.split('/').at(-1), relativePath: path, parentId })
    .map(([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`)
    .join(',');
  const base = `${world.url}/api/v1/public/requests/${token}/uploads`;
  const common = { 'tus-resumable': '1.0.0' };
  const length = Buffer.byteLength(body);
  const created = await fetch(base, {
    method: 'POST',
    headers: { ...common, 'upload-length': String(length), 'upload-metadata': metadata },
  });
  if (created.status !== 201) return created.status;
  const at = new URL(created.headers.get('location') ?? '', base);
  const half = Math.floor(length / 2);
  let status = 0;
  for (const [offset, piece] of [
    [0, body.slice(0, half)],
    [half, body.slice(half)],
  ] as const) {
    const headers = { ...common, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    ({ status } = await fetch(at, { method: 'PATCH', headers, body: piece }));
  }
  return status;
}

before(async () => {
  world = await startWorld({ clock });
  const { organisations } = world.landescloud.directory;
  for (const key of ['tfm', 'tmil'])
    await organisations.setRule(systemActor('test'), key, 'people.visibility', 'everyone');
});
after(() => world?.stop());

test('who is asked hands in part by part, sees nobody else, and the asker sees what is missing', async () => {
  const { requests, files, handovers, notifications } = world.landescloud;
  const folderId = await folder('Bauantrag');
  const { visits } = requests;
  const made = await requests.make(actor('anna'), {
    folderId,
    title: 'Unterlagen zum Bauantrag',
    message: 'Bitte als PDF.',
    dueAt: clock.time + 10 * day,
    remindDays: 3,
    items,
    recipients: [
      { name: 'Müller Bau GmbH', address: 'mueller@example.org' },
      { name: 'Roth', address: 'roth@example.org', language: 'en' },
      { login: 'bernd' },
    ],
  });
  assert.deepEqual(
    made.recipients.map(({ who, missing }) => [who.name, missing.length]),
    [['Müller Bau GmbH', 2], ['Roth', 2], ['Bernd Schulz', 2].with(0, made.recipients[2]?.who.name ?? '')],
  );
  const mail = await lastMail('mueller@example.org');
  assert.match(
    mail.text,
    /Lageplan\n- Statik: Gründung\n- Fotos \(freiwillig\)\n\nNachricht von .+:\n\nBitte als PDF\.\n\nGeben/,
  );
  const [anna] = await world.landescloud.database.query<{ email: string }>(
    `select email from directory.person where login = 'anna'`,
  );
  assert.equal(mail.reply, anna?.email, 'answers go to who asks');
  assert.deepEqual(
    (await requests.get(actor('anna'), made.id)).recipients.map((one) => one.mail?.state),
    ['kept', 'kept', undefined],
    'no mail server: nobody is told that it was delivered',
  );
  const token = linksIn(mail.text);
  const roth = linksIn((await lastMail('roth@example.org')).text);
  assert.match((await lastMail('roth@example.org')).text, /asks you for files/);

  // bernd is told in the app, and nobody else gets his way in
  const [told] = (await notifications.list(actor('bernd').personId, { limit: 1 })).items;
  assert.match(told?.title ?? '', /fordert Dateien an: Unterlagen zum Bauantrag/);
  const berndsId = Number(told?.link.split('/').at(-1));
  const bernds = await visits.tokenFor(actor('bernd'), berndsId);
  await assert.rejects(visits.tokenFor(actor('anna'), berndsId), refusedAs('sharing.request_not_found'));

  const first = await visits.look(token);
  assert.deepEqual([first.asker, first.open, first.items.length], [actor('anna').name, null, 3]);
  await assert.rejects(visits.actor(token), refusedAs('sharing.request_nothing_begun'));
  await assert.rejects(visits.submit(token), refusedAs('sharing.request_nothing_begun'));
  const [begun, again] = await Promise.all([visits.begin(token), visits.begin(token)]);
  assert.equal(begun.open?.folderId, again.open?.folderId);
  const into = begun.open?.folderId ?? 0;
  await assert.rejects(visits.submit(token), refusedAs('sharing.request_part_empty'));

  const [plan, statics] = first.items;
  assert.equal(statics?.folderName, 'Statik Gründung');
  assert.equal(await upload(token, into, `${plan?.folderName}/Plan.pdf`, 'p'.repeat(100_000)), 204);
  assert.equal(await upload(token, into, `${plan?.folderName}/falsch.pdf`, 'x'.repeat(50_000)), 204);
  // neither into what others put together, nor where the asker has things of their own
  const others = (await visits.begin(roth)).open?.folderId ?? 0;
  for (const foreign of [others, folderId, made.folder.id, 1]) {
    assert.equal(await upload(token, foreign, 'x.txt', 'x'.repeat(50_000)), 404, String(foreign));
  }
  const seen = await visits.look(token);
  const wrong = seen.open?.files.find(({ path }) => path.endsWith('falsch.pdf'));
  await assert.rejects(visits.removeFile(roth, wrong?.id ?? 0), refusedAs('files.node_not_found'));
  const after1 = await visits.removeFile(token, wrong?.id ?? 0);
  assert.deepEqual(
    after1.open?.files.map(({ path }) => path),
    ['Lageplan/Plan.pdf'],
  );

  const { visit, receipt } = await visits.submit(token);
  // who comes back finds what they gave, and what says so
  const back = await visits.look(token);
  assert.equal(back.parts.at(-1)?.receipt, receipt);
  assert.deepEqual(
    back.parts
      .at(-1)
      ?.files.map(({ path }) => path)
      .toSorted(),
    (await handovers.public(receipt)).files.map(({ path }) => path).toSorted(),
  );
  assert.deepEqual(
    [visit.open, visit.parts.length, visit.items.map(({ came }) => came)],
    [null, 1, [true, false, false]],
  );
  // what was handed in is the asker's alone
  assert.equal(await upload(token, into, 'spät.txt', 'x'.repeat(50_000)), 409);
  await until(async () => (await handovers.public(receipt)).sumsAt !== null, { what: 'the checksums' });
  const { sender, files: kept } = await handovers.public(receipt);
  assert.deepEqual([sender.address, kept.map(({ path }) => path)], ['mueller@example.org', ['Lageplan/Plan.pdf']]);
  assert.equal((await lastMail('mueller@example.org')).kind, 'sharing.handover_confirmation');

  const second = await visits.begin(token);
  assert.notEqual(second.open?.folderId, into);
  assert.equal(
    await upload(token, second.open?.folderId ?? 0, `${statics?.folderName}/a/Statik.pdf`, 's'.repeat(40_000)),
    204,
  );
  await visits.submit(token);
  assert.ok((await visits.setDone(token, true)).doneAt);
  const now = await requests.get(actor('anna'), made.id);
  assert.deepEqual(
    now.recipients.map(({ missing, parts }) => [missing.length, parts.length]),
    [
      [0, 2],
      [2, 0],
      [2, 0],
    ],
  );
  assert.equal(now.completeCount, 1);
  assert.equal((await requests.list(actor('anna'), { isOpen: true, offset: 0, limit: 10 })).items[0]?.completeCount, 1);
  await assert.rejects(requests.get(actor('clara'), made.id), refusedAs('sharing.request_not_found'));
  await assert.rejects(requests.close(actor('bernd'), made.id), refusedAs('sharing.request_not_found'));

  // a person's delivery is theirs by name
  const his = await visits.begin(bernds);
  assert.equal(await upload(bernds, his.open?.folderId ?? 0, `${plan?.folderName}/B.pdf`, 'b'.repeat(40_000)), 204);
  await visits.submit(bernds);
  const page = await handovers.list(actor('bernd'), { direction: 'in', offset: 0, limit: 10 });
  assert.equal(page.items[0]?.sender.login, 'bernd');

  // reminded by hand once a day, by the job once
  assert.equal(await requests.remind(actor('anna'), made.id), 2);
  assert.equal(await requests.remind(actor('anna'), made.id), 0);
  const reminder = await lastMail('roth@example.org');
  assert.deepEqual([reminder.kind, linksIn(reminder.text)], ['sharing.request_reminder', roth]);
  assert.equal(await requests.remindDue(), 0);
  clock.time += 8 * day;
  assert.equal(await requests.remindDue(), 2);
  clock.time += day;
  assert.equal(await requests.remindDue(), 0);

  // closed: what nobody finished reaches nobody's hands any more
  const closed = await requests.close(actor('anna'), made.id);
  assert.equal(closed.closedAt, clock.time);
  assert.equal(await upload(roth, others, 'Lageplan/x.txt', 'x'.repeat(50_000)), 409);
  await assert.rejects(visits.begin(roth), refusedAs('sharing.request_closed'));
  await assert.rejects(requests.remind(actor('anna'), made.id), refusedAs('sharing.request_closed'));
  assert.equal((await visits.look(roth)).open, null);
  const { children } = await files.nodes.list(actor('anna'), { id: made.folder.id });
  assert.equal(children.length, 4);
});

test('who may not ask is refused, and nothing is left', async () => {
  const { requests, directory, files } = world.landescloud;
  const folderId = await folder('Leer');
  const good = { folderId, title: 'Frage', dueAt: clock.time + day, items, recipients: [{ login: 'bernd' }] };
  const bad = [
    [{ ...good, dueAt: clock.time }, 'sharing.request_invalid'],
    [{ ...good, title: ' ' }, 'sharing.request_invalid'],
    [{ ...good, items: [] }, 'sharing.request_invalid'],
    [{ ...good, recipients: [] }, 'sharing.request_invalid'],
    [{ ...good, recipients: [{ login: 'niemand' }] }, 'sharing.request_invalid'],
    [{ ...good, recipients: [{ login: 'bernd' }, { login: 'bernd' }] }, 'sharing.request_invalid'],
    [{ ...good, recipients: [{ name: 'x', address: 'kaputt' }] }, 'sharing.request_invalid'],
    [{ ...good, folderId: 900_000_000 }, 'files.node_not_found'],
  ] as const;
  for (const [input, code] of bad) await assert.rejects(requests.make(actor('anna'), input), refusedAs(code), code);
  await assert.rejects(requests.make(actor('clara'), good), refusedAs('files.node_not_found'));
  await assert.rejects(
    requests.make({ ...actor('anna'), role: 'guest' }, good),
    refusedAs('sharing.request_not_allowed'),
  );
  await directory.organisations.setRule(systemActor('test'), 'tfm', 'sharing.outside', 'guests-only');
  const outside = { ...good, recipients: [{ name: 'x', address: 'x@example.org' }] };
  await assert.rejects(requests.make(actor('anna'), outside), refusedAs('sharing.request_outside_not_allowed'));
  assert.deepEqual((await files.nodes.list(actor('anna'), { id: folderId })).children, []);
});

test('another date and message: who has something missing is told, the job may remind again, nobody else may', async () => {
  const { requests } = world.landescloud;
  await world.landescloud.directory.organisations.setRule(systemActor('test'), 'tfm', 'sharing.outside', 'allowed');
  const folderId = await folder('Mit neuer Frist');
  const recipients = [{ name: 'Krause', address: 'krause@example.org' }, { login: 'bernd' }];
  const { id } = await requests.make(actor('anna'), {
    folderId,
    title: 'Gutachten',
    dueAt: clock.time + 5 * day,
    remindDays: 3,
    items,
    recipients,
  });
  clock.time += 2 * day;
  assert.ok((await requests.remindDue()) >= 2);
  const told = await requests.remindDue();
  const mails = async () => world.landescloud.mail.sentTo({ personId: 0, addresses: ['krause@example.org'] }, 50);
  const before = (await mails()).length;
  const dueAt = clock.time + 20 * day;
  const changed = await requests.change(actor('anna'), id, { dueAt, message: 'Zwei Wochen mehr.', remindDays: 7 });
  assert.deepEqual([changed.dueAt, changed.message, changed.remindDays], [dueAt, 'Zwei Wochen mehr.', 7]);
  const { text, subject } = await lastMail('krause@example.org');
  assert.match(`${subject} ${text}`, /Geändert, Frist jetzt .*Zwei Wochen mehr\..*\/q\//s);
  const [note] = (await world.landescloud.notifications.list(actor('bernd').personId, { limit: 1 })).items;
  assert.match(note?.title ?? '', /Geändert, Frist jetzt .*: Gutachten/);
  // only the reminder: nobody need be told
  await requests.change(actor('anna'), id, { remindDays: 5 });
  assert.equal((await mails()).length, before + 1);
  clock.time += 15 * day;
  assert.ok((await requests.remindDue()) >= told + 2, 'reminded once more');

  await assert.rejects(requests.change(actor('clara'), id, { message: 'x' }), refusedAs('sharing.request_not_found'));
  await assert.rejects(requests.change(actor('bernd'), id, { message: 'x' }), refusedAs('sharing.request_not_found'));
  await assert.rejects(
    requests.change(actor('anna'), id, { dueAt: clock.time - 1 }),
    refusedAs('sharing.request_invalid'),
  );
  await requests.close(actor('anna'), id);
  await assert.rejects(requests.change(actor('anna'), id, { message: 'x' }), refusedAs('sharing.request_closed'));
});
