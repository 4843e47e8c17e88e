import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { isDomainError, systemActor, type LinkActor, type PersonActor } from '@landescloud/kernel';
import { runCli, startWorld, until, type World } from '@landescloud/testing';

const run = promisify(execFile);
const day = 24 * 3_600_000;
const clock = { time: Date.now(), now: () => clock.time };
let world: World;
let [anna, bernd, clara]: PersonActor[] = [];

const refusedAs = (code: string) => (error: unknown) => isDomainError(error) && error.code === code;
const visitor = (granteeId: number): LinkActor => ({
  kind: 'link',
  granteeId,
  makerId: actor('anna').personId,
  organisationId: actor('anna').organisationId,
  name: 'Baubüro Krause',
  client: 'browser',
});

function actor(login: 'anna' | 'bernd' | 'clara'): PersonActor {
  const found = { anna, bernd, clara }[login];
  if (found === undefined) throw new Error(login);
  return found;
}

async function put(path: string, body: Buffer | string) {
  const source = (async function* () {
    yield Buffer.from(body);
  })();
  const { node } = await world.landescloud.files.contents.write(actor('anna'), {
    place: { path: path.split('/') },
    onConflict: 'replace',
    source,
    length: Buffer.byteLength(body),
    checksums: [],
  });
  return node;
}

/** In two parts, so that the checksum of the whole is made by a job. */
async function putInParts(name: string, parts: readonly Buffer[]) {
  const { uploads } = world.landescloud.files;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const { id } = await uploads.create(actor('anna'), { kind: 'tus', length, metadata: { filename: name } });
  let offset = 0;
  for (const part of parts) {
    await uploads.append(
      actor('anna'),
      { id },
      {
        offset,
        length: part.length,
        source: (async function* () {
          yield part;
        })(),
      },
    );
    offset += part.length;
  }
  const { node } = await uploads.finish(
    actor('anna'),
    { id },
    { place: { path: [name] }, onConflict: 'fail', checksums: [] },
  );
  return node;
}

const krause = { name: 'Baubüro Krause', address: 'krause@example.org', language: 'de' as const };

async function drop(files: readonly { readonly id: number }[], title = 'Pläne für die Brücke', sender = krause) {
  const { handovers } = world.landescloud;
  const { personId: ownerId, organisationId } = actor('anna');
  const node = { id: 1, name: 'Eingang' };
  const { id } = await handovers.begin(visitor(-5), { way: 'drop', node, ownerId, organisationId, title, sender });
  for (const file of files) await handovers.addFile(visitor(-5), id, file.id);
  return id;
}

async function fetched(login: 'anna' | 'bernd', path: string, complete = true) {
  const { id } = await world.landescloud.files.nodes.get(actor('anna'), { path: path.split('/') });
  const [stored] = await world.landescloud.files.contents.stored(id, 1);
  const { contentId = 0, size = 0 } = stored ?? {};
  const whole = { nodeId: id, contentId, size, start: 0, length: complete ? size : 10 };
  await world.landescloud.handovers.fetched(actor(login), whole);
}

async function sentTo(address: string): Promise<{ kind: string; subject: string }[]> {
  return world.landescloud.mail.sentTo({ personId: 0, addresses: [address] }, 50);
}

before(async () => {
  world = await startWorld({ clock });
  const { identities } = world.landescloud.directory;
  [anna, bernd, clara] = await Promise.all(
    ['anna', 'bernd', 'clara'].map(async (login): Promise<PersonActor> => {
      const found = await identities.findByLogin(login);
      if (found === undefined) throw new Error(login);
      const { personId, name, organisationId, role, assignments } = found;
      return { kind: 'person', personId, login, name, organisationId, role, assignments, client: 'browser' };
    }),
  );
});
after(() => world?.stop());

test('what a visitor drops is frozen at delivery, told, fetched, and proven by a signed PDF', async () => {
  const { handovers, notifications } = world.landescloud;
  const plan = await put('plan.txt', 'Plan 1');
  const parts = [Buffer.alloc(70_000, 'a'), Buffer.alloc(50_000, 'b')];
  const big = await putInParts('groß.bin', parts);
  const id = await drop([plan, big]);

  await assert.rejects(handovers.addFile(visitor(-6), id, plan.id), refusedAs('sharing.handover_not_found'));
  await assert.rejects(handovers.deliver(visitor(-6), id), refusedAs('sharing.handover_not_found'));
  await assert.rejects(handovers.receipts.pdf(actor('anna'), id, 'de'), refusedAs('sharing.handover_not_delivered'));
  assert.equal((await sentTo('krause@example.org')).length, 0);
  const { token } = await handovers.deliver(visitor(-5), id);
  await assert.rejects(handovers.removeFile(visitor(-5), id, plan.id), refusedAs('sharing.handover_not_open'));
  await assert.rejects(handovers.deliver(visitor(-5), id), refusedAs('sharing.handover_not_open'));

  // what comes later is another content
  await put('plan.txt', 'Plan 2, ganz anders');
  await until(async () => (await handovers.get(actor('anna'), id)).sumsAt !== null, { what: 'the checksum' });
  const { files, sender, recipients } = await handovers.get(actor('anna'), id);
  assert.deepEqual(
    files.map(({ path, size, sha256 }) => [path, size, sha256]),
    [
      ['groß.bin', 120_000, createHash('sha256').update(Buffer.concat(parts)).digest('hex')],
      ['plan.txt', 6, createHash('sha256').update('Plan 1').digest('hex')],
    ],
  );
  assert.deepEqual([sender.name, recipients[0]?.login], ['Baubüro Krause', 'anna']);
  const told = await notifications.list(actor('anna').personId, { limit: 10 });
  assert.match(told.items[0]?.title ?? '', /Baubüro Krause \(krause@example.org\) hat 2 Dateien übergeben/);
  assert.deepEqual(
    (await sentTo('krause@example.org')).map(({ kind }) => kind),
    ['sharing.handover_confirmation'],
  );

  // the newer content of plan.txt was not handed over; the first to have all of something is told to the sender, once
  await fetched('bernd', 'plan.txt');
  assert.equal((await handovers.get(actor('anna'), id)).firstFetchedAt, null);
  await fetched('bernd', 'groß.bin', false);
  assert.equal((await handovers.get(actor('anna'), id)).firstFetchedAt, null);
  // by HTTP, as everything is that anybody downloads: the end alone is not all of it, what goes on from the middle is
  const piece = async (range: string) => {
    const path = '/remote.php/dav/files/anna/gro%C3%9F.bin';
    const answer = await world.fetch('anna', path, { headers: { range: `bytes=${range}` } });
    assert.equal(answer.status, 206);
    await answer.arrayBuffer();
  };
  const annas = async () => {
    const { files: now } = await handovers.get(actor('anna'), id);
    return now[0]?.fetches.find(({ who }) => who.login === 'anna');
  };
  await piece('60000-119999');
  await until(async () => (await annas()) !== undefined, { what: 'the noted download' });
  assert.equal((await annas())?.completedAt, null);
  await piece('0-79999');
  await until(async () => (await annas())?.times === 1, { what: 'the noted beginning' });
  assert.equal((await annas())?.completedAt, null);
  await piece('80000-119999');
  await until(async () => (await annas())?.completedAt === clock.time, { what: 'the whole' });
  clock.time += 60_000;
  for (let i = 0; i < 3; i++) await fetched('bernd', 'groß.bin');
  await fetched('anna', 'groß.bin');
  const after1 = await handovers.get(actor('anna'), id);
  assert.equal(after1.firstFetchedAt, clock.time - 60_000);
  assert.deepEqual(
    after1.files[0]?.fetches.map(({ who, times, completedAt }) => [who.login, times, completedAt]).toSorted(),
    [
      ['anna', 2, clock.time - 60_000],
      ['bernd', 4, clock.time],
    ],
  );
  const mails = await sentTo('krause@example.org');
  assert.deepEqual(mails.map(({ kind }) => kind).toSorted(), [
    'sharing.handover_confirmation',
    'sharing.handover_fetched',
  ]);

  // the visitor's own receipt names nobody of the house
  const publicPdf = await handovers.receipts.publicPdf(token, 'en');
  const verified = await handovers.receipts.verify(publicPdf.pdf);
  assert.doesNotMatch(JSON.stringify(verified.receipt), /Bernd|Anna/);
  await assert.rejects(
    handovers.public(token.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))),
    refusedAs('sharing.handover_not_found'),
  );
  await assert.rejects(handovers.get(actor('clara'), id), refusedAs('sharing.handover_not_found'));
  await assert.rejects(handovers.get(actor('bernd'), id), refusedAs('sharing.handover_not_found'));
  await assert.rejects(handovers.withdraw(actor('anna'), id), refusedAs('sharing.handover_not_yours'));
});

test('who drops something cannot write to others through us', async () => {
  const { handovers, database } = world.landescloud;
  const plan = await put('Jetzt anmelden auf evil.example.txt', 'x');
  const sender = {
    name: 'Konto gesperrt: https://evil.example',
    address: 'victim@example.org',
    language: 'de' as const,
  };
  for (let i = 0; i < 8; i++) {
    clock.time += 1000;
    await handovers.deliver(visitor(-5), await drop([plan], 'Eingang', sender));
  }
  const texts = () =>
    database.query<{ text: string }>('select text from platform.mail where recipient = $1', ['victim@example.org']);
  const [mail, ...more] = await texts();
  assert.equal(more.length, 5);
  assert.match(mail?.text ?? '', /^Guten Tag,\n\n[^]*\n1 Datei, 1 B\n/);
  assert.doesNotMatch(mail?.text ?? '', /evil|gesperrt/);
  clock.time += 3_600_000;
  await handovers.deliver(visitor(-5), await drop([plan], 'Eingang', sender));
  assert.equal((await texts()).length, 7);
  await fetched('anna', 'Jetzt anmelden auf evil.example.txt');
  // told of the six that a mail told of, and of the last
  const told = await texts();
  assert.equal(told.length, 14);
  for (const { text } of told) assert.doesNotMatch(text, /evil|gesperrt/);
});

test('a receipt is believed by pdfsig and our command, and not with one byte changed', async () => {
  const { handovers } = world.landescloud;
  const id = await drop([await put('Anhörung „Größe“ Šimić 📄.txt', 'ß')], 'Änderung der Straßenführung');
  await handovers.deliver(visitor(-5), id);
  const { pdf, filename } = await handovers.receipts.pdf(actor('anna'), id, 'de');
  assert.match(filename, /^Übergabebeleg \d{4}-\d+\.pdf$/);
  const path = join(world.dataDir, 'receipt.pdf');
  await writeFile(path, pdf);

  const { stdout } = await run('pdfsig', ['-nocert', path]);
  assert.match(stdout, /Signature is Valid/);
  assert.match(stdout, /Total document signed/);
  assert.match(stdout, /ETSI\.CAdES\.detached/);
  // nobody vouches for our own certificate, but it can be read and has not ended
  assert.match((await run('pdfsig', [path])).stdout, /Certificate issuer (isn't Trusted|is unknown)/);
  const info = (await run('pdfinfo', [path])).stdout;
  assert.match(info, /Tagged:\s+yes/);
  assert.match(info, /Title:\s+Übergabebeleg: Änderung der Straßenführung/);
  const text = (await run('pdftotext', ['-layout', path, '-'])).stdout;
  assert.match(text, /Anhörung „Größe“ Šimić/);
  assert.match(text, /krause@example\.org/);

  const env = { LANDESCLOUD_DATABASE_URL: world.landescloud.database.url };
  const genuine = await runCli(['receipt', 'verify', path, '--json'], { dataDir: world.dataDir, env });
  assert.equal(genuine.code, 0, genuine.stderr + genuine.stdout);
  const said = JSON.parse(genuine.stdout) as { ok: boolean; agrees: boolean; receipt: { files: { sha256: string }[] } };
  assert.equal(said.agrees, true);
  assert.equal(said.receipt.files[0]?.sha256, createHash('sha256').update('ß').digest('hex'));

  // everywhere: text, fonts, signature, the room after it, the ends
  for (let i = 0; i < 60; i++) {
    const changed = Buffer.from(pdf);
    const at = i === 0 ? 0 : i === 1 ? pdf.length - 1 : Math.floor(Math.random() * pdf.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << (i % 8));
    await assert.rejects(
      handovers.receipts.verify(changed),
      refusedAs('sharing.receipt_not_whole'),
      `byte ${at} of ${pdf.length}`,
    );
  }
  for (const longer of [Buffer.concat([pdf, Buffer.from('\n')]), pdf.subarray(0, -1), Buffer.from('%PDF-1.7')])
    await assert.rejects(handovers.receipts.verify(longer), refusedAs('sharing.receipt_not_whole'));
  const bad = Buffer.from(pdf);
  bad.write('x', 2_000);
  await writeFile(path, bad);
  const refused = await runCli(['receipt', 'verify', path, '--json'], { dataDir: world.dataDir, env });
  assert.deepEqual([refused.code, (JSON.parse(refused.stdout) as { ok: boolean }).ok], [1, false]);

  // another instance's key; then what is kept is changed behind our back
  const other = join(world.dataDir, 'other');
  await writeFile(path, pdf);
  const foreign = await runCli(['receipt', 'verify', path, '--json'], {
    dataDir: other,
    env: { LANDESCLOUD_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  });
  assert.equal(foreign.code, 1);
  assert.match(foreign.stdout, /receipt_not_ours/);
  await world.landescloud.database.query('update sharing.handover_file set size = 3 where handover_id = $1', [id]);
  await assert.rejects(handovers.receipts.verify(pdf), refusedAs('sharing.receipt_contradicts'));
});

test('what goes out names its recipients, reminds of what nobody fetches, and can be taken back', async () => {
  const { handovers, notifications, files } = world.landescloud;
  await files.nodes.createFolder(actor('anna'), { path: ['Bescheide'] });
  await assert.rejects(
    handovers.record(actor('anna'), {
      way: 'explicit',
      nodeId: (await files.nodes.get(actor('anna'), { path: ['Bescheide'] })).id,
      recipients: [],
    }),
    refusedAs('sharing.handover_empty'),
  );
  await files.nodes.createFolder(actor('anna'), { path: ['Bescheide', 'a'] });
  await put('Bescheide/a/eins.txt', '1');
  await put('Bescheide/zwei.txt', '22');
  const { id: nodeId } = await files.nodes.get(actor('anna'), { path: ['Bescheide'] });
  const recipients = [
    { personId: actor('bernd').personId },
    { name: 'Frau Roth', address: 'roth@example.org', granteeId: -9 },
  ];
  await assert.rejects(
    handovers.record(actor('clara'), { way: 'explicit', nodeId, recipients }),
    refusedAs('files.node_not_found'),
  );
  const { id } = await handovers.record(actor('anna'), { way: 'explicit', nodeId, recipients, remindDays: 7 });
  const seen = await handovers.get(actor('bernd'), id);
  assert.deepEqual(
    seen.files.map(({ path }) => path),
    ['a/eins.txt', 'zwei.txt'],
  );
  assert.equal(seen.mayWithdraw, false);
  assert.equal((await handovers.list(actor('bernd'), { direction: 'out', offset: 0, limit: 10 })).total, 1);
  assert.equal((await handovers.list(actor('clara'), { offset: 0, limit: 10 })).total, 0);
  assert.equal((await handovers.list(actor('anna'), { text: 'ROTH', offset: 0, limit: 10 })).total, 1);
  assert.equal((await handovers.list(actor('anna'), { nodeId, offset: 0, limit: 10 })).total, 1);
  await assert.rejects(
    handovers.list(actor('clara'), { nodeId, offset: 0, limit: 10 }),
    refusedAs('files.node_not_found'),
  );

  // colleagues and visitors by other links are no recipients
  await fetched('anna', 'Bescheide/zwei.txt');
  assert.equal((await handovers.get(actor('anna'), id)).fetchedCount, 0);
  assert.equal(await handovers.remind(), 0);
  clock.time += 7 * day;
  assert.equal(await handovers.remind(), 1);
  assert.equal(await handovers.remind(), 0);
  const reminded = await notifications.list(actor('bernd').personId, { limit: 1 });
  assert.equal(reminded.items[0]?.kind, 'sharing.handover_unfetched');
  await fetched('bernd', 'Bescheide/zwei.txt');
  assert.equal((await handovers.get(actor('anna'), id)).fetchedCount, 1);

  await assert.rejects(handovers.withdraw(actor('bernd'), id), refusedAs('sharing.handover_not_yours'));
  assert.equal((await handovers.withdraw(actor('anna'), id)).state, 'withdrawn');
  assert.equal((await handovers.withdraw(actor('anna'), id)).state, 'withdrawn');
  const { pdf } = await handovers.receipts.pdf(actor('bernd'), id, 'en');
  const { receipt } = await handovers.receipts.verify(pdf);
  assert.equal(receipt.handover.withdrawnAt, clock.time);
});

test('what a link gives out is handed over, and fetched by whom it was sent to', async () => {
  const { handovers, links } = world.landescloud;
  const node = await put('Merkblatt.txt', 'm'.repeat(50_000));
  const link = await links.make(actor('anna'), node.id, { kind: 'viewer', name: 'Merkblatt für alle' });
  const [handover] = (await handovers.list(actor('anna'), { text: 'merkblatt', offset: 0, limit: 10 })).items;
  assert.deepEqual([handover?.way, handover?.direction, handover?.title], ['link', 'out', 'Merkblatt für alle']);
  const base = `${world.url}/api/v1/public/links/${link.address.split('/').at(-1)}`;
  const headers = { 'content-type': 'application/json' };
  const entered = await fetch(`${base}/visit`, { method: 'POST', headers, body: '{}' });
  const cookie = entered.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
  const got = await fetch(`${base}/nodes/${node.id}/content`, { headers: { cookie } });
  assert.equal((await got.arrayBuffer()).byteLength, 50_000);
  await until(async () => (await handovers.get(actor('anna'), handover?.id ?? 0)).firstFetchedAt !== null);
  // an empty folder gives nothing out
  const empty = await world.landescloud.files.nodes.createFolder(actor('anna'), { path: ['Noch leer'] });
  await links.make(actor('anna'), empty.id, { kind: 'viewer' });
  assert.equal((await handovers.list(actor('anna'), { text: 'noch leer', offset: 0, limit: 10 })).total, 0);
});

test('a receipt of many files is made by a job: how far it is, then the PDF, the same for an hour', async () => {
  const { handovers } = world.landescloud;
  const id = await drop([await put('Eine.txt', 'eine')], 'Viele Unterlagen');
  const { token } = await handovers.deliver(visitor(-5), id);
  await world.landescloud.database.query(
    `insert into sharing.handover_file (handover_id, node_id, content_id, path, size, sha256, put_at)
     select $1, 1000000 + n, 1, 'Unterlage ' || n || '.pdf', n, sha256(n::text::bytea), 1 from generate_series(1, 1100) n`,
    [id],
  );
  const url = `${world.url}/api/v1/receipts/${token}/pdf?language=en`;
  const early = await fetch(url);
  assert.equal(early.status, 409);
  assert.equal(((await early.json()) as { code: string }).code, 'sharing.receipt_preparing');
  const progress: number[] = [];
  await until(
    async () => {
      const { isReady, done, total } = (await (await fetch(url, { method: 'POST' })).json()) as {
        isReady: boolean;
        done: number;
        total: number;
      };
      assert.equal(total, 1101);
      progress.push(done);
      return isReady;
    },
    { what: 'the receipt', seconds: 60 },
  );
  assert.equal(progress.at(-1), 1101);
  assert.deepEqual(
    progress,
    progress.toSorted((a, b) => a - b),
  );
  const first = Buffer.from(await (await fetch(url)).arrayBuffer());
  const { receipt } = await handovers.receipts.verify(first);
  assert.equal(receipt.files.length, 1101);
  clock.time += 60_000;
  const { pdf } = await handovers.receipts.publicPdf(token, 'en');
  assert.ok(pdf.equals(first), 'the one that was made');
  // what visitors may have is not what the house has
  await assert.rejects(handovers.receipts.pdf(actor('anna'), id, 'en'), refusedAs('sharing.receipt_preparing'));
  await assert.rejects(handovers.receipts.prepare(actor('clara'), id, 'en'), refusedAs('sharing.handover_not_found'));
  clock.time += 3_600_000;
  await assert.rejects(handovers.receipts.publicPdf(token, 'en'), refusedAs('sharing.receipt_preparing'));
});

test('what names visitors goes by the rule of the organisation; what was handed over, and its proof, stay', async () => {
  const { handovers, directory, database } = world.landescloud;
  const system = systemActor('test');
  await directory.organisations.setRule(system, 'tfm', 'handovers.remind_days', 3);
  const node = await put('Alte Pläne.txt', 'alt');
  const id = await drop([node], 'Alte Pläne');
  const { token } = await handovers.deliver(visitor(-5), id);
  const link = await world.landescloud.links.make(actor('anna'), node.id, {
    kind: 'viewer',
    recipients: ['roth@example.org'],
  });
  const [out] = (await handovers.list(actor('anna'), { text: 'roth@', offset: 0, limit: 1 })).items;
  const outId = out?.id ?? assert.fail(link.address);
  const [stored] = await world.landescloud.files.contents.stored(node.id, 1);
  const read = { nodeId: node.id, contentId: stored?.contentId ?? 0, size: 3, start: 0, length: 3 };
  await handovers.fetched({ ...visitor(-link.id), name: 'roth@example.org' }, read);
  assert.equal((await handovers.get(actor('anna'), outId)).fetchedCount, 1);
  assert.equal((await handovers.get(actor('anna'), outId)).remindDays, 3);
  const named = async () =>
    JSON.stringify([await handovers.get(actor('anna'), id), await handovers.get(actor('anna'), outId)]);
  const { pdf } = await handovers.receipts.pdf(actor('anna'), id, 'de');
  assert.match(await named(), /Krause.*roth@example/s);

  await directory.organisations.setRule(system, 'tfm', 'retention.handover_days', 400);
  clock.time += 399 * day;
  await handovers.forgetVisitors();
  assert.match(await named(), /Krause.*roth@example/s);
  clock.time += day;
  assert.ok((await handovers.forgetVisitors()) >= 2);
  assert.doesNotMatch(await named(), /Krause|roth@example|krause@example/);
  const rest = await database.query(
    `select 1 from sharing.handover_fetch t join sharing.handover_file f on f.id = t.file_id
     where f.handover_id = $1 and (t.name <> '' or t.who like 'link:%')`,
    [outId],
  );
  assert.equal(rest.length, 0);
  await assert.rejects(handovers.public(token), refusedAs('sharing.handover_not_found'));
  const { receipt } = await handovers.receipts.verify(pdf);
  assert.equal(receipt.files[0]?.path, 'Alte Pläne.txt');
  assert.equal(await handovers.forgetVisitors(), 0);
});
