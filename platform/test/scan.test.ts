import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { isDomainError, systemClock } from '@landescloud/kernel';
import { createScanner, type Scanner } from '@landescloud/platform/scan';
import { type Clamd, eicar, ownMalware, startClamd } from '@landescloud/testing/clamd';

const MiB = 1024 * 1024;
let clamd: Clamd;

before(async () => {
  clamd = await startClamd({ streamMaxLength: '3M', maxFileSize: '2M' });
});
after(() => clamd[Symbol.asyncDispose]());

const scannerAt = (address: Parameters<typeof createScanner>[0]['address'], maxBytes = 8 * MiB): Scanner =>
  createScanner({ address, maxBytes, clock: systemClock });

async function* pieces(...all: readonly (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const piece of all) yield Buffer.from(piece);
}

const scan = (scanner: Scanner, ...all: readonly (string | Buffer)[]) =>
  scanner.scan(
    all.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0),
    () => pieces(...all),
  );

const unavailable = (trouble: string) => (error: unknown) =>
  isDomainError(error, 'Unavailable') && error.code === 'scan.unavailable' && error.details['trouble'] === trouble;

test('clean, EICAR, and a signature over the border of two pieces', async () => {
  const scanner = scannerAt(clamd.address);
  assert.deepEqual(await scan(scanner, 'Guten Tag'), { state: 'clean' });
  assert.deepEqual(await scan(scanner), { state: 'clean' }, 'nothing at all');
  const found = await scan(scanner, eicar);
  assert.ok(found.state === 'infected' && found.finding.startsWith('Eicar-Test-Signature'), JSON.stringify(found));
  const [begin, end] = [ownMalware.slice(0, 10), ownMalware.slice(10)];
  const own = await scan(scanner, Buffer.alloc(MiB, 'x'), begin, end, Buffer.alloc(MiB / 2, 'y'));
  assert.ok(own.state === 'infected' && own.finding.startsWith('Landescloud.Test'), JSON.stringify(own));
});

test('finds out how much clamd looks at: what is larger is not scannable, though clamd would take it and call it clean', async () => {
  const scanner = scannerAt(clamd.address);
  const { maxBytes, trouble, version } = await scanner.health();
  assert.equal(trouble, null);
  assert.match(version ?? '', /^ClamAV \d/);
  assert.equal(maxBytes, 2 * MiB);
  let asked = false;
  const verdict = await scanner.scan(2 * MiB + 1, () => {
    asked = true;
    return pieces();
  });
  assert.deepEqual(verdict, { state: 'not-scannable', reason: 'too-large' });
  assert.ok(!asked, 'not a byte was sent');
  assert.equal((await scannerAt(clamd.address, MiB).health()).maxBytes, MiB, 'the operator may want less');
});

test('what clamd cannot look into is not clean: archives too deep in each other, a password', async () => {
  const scanner = scannerAt(clamd.address);
  let deep: Buffer = Buffer.from('unten');
  for (let depth = 0; depth < 30; depth++) deep = zipOf(deep);
  assert.deepEqual(await scan(scanner, deep), { state: 'not-scannable', reason: 'limits' });
  assert.deepEqual(await scan(scanner, zipOf(Buffer.from('geheim'), true)), {
    state: 'not-scannable',
    reason: 'encrypted',
  });
});

test('a clamd that keeps silent about its limits, or knows no signatures, is not believed', async () => {
  await using silent = await startClamd({ silent: true });
  await assert.rejects(scan(scannerAt(silent.address), 'x'), unavailable('silent-limits'));
  await using blind = await startClamd({ signatures: { 'other.hdb': `${'0'.repeat(32)}:68:Something.Else` } });
  await assert.rejects(scan(scannerAt(blind.address), 'x'), unavailable('no-signatures'));
  assert.equal((await scannerAt(blind.address).health()).trouble, 'no-signatures');
});

test('away, there again, and away in the middle', async () => {
  await using mortal = await startClamd();
  const scanner = scannerAt(mortal.address);
  assert.equal((await scan(scanner, 'x')).state, 'clean');
  await mortal.kill();
  await assert.rejects(scan(scanner, 'x'), unavailable('away'));
  assert.equal((await scanner.health()).trouble, 'away');
  await mortal.start();
  assert.equal((await scan(scanner, 'x')).state, 'clean');
  const cut = scanner.scan(2 * MiB, async function* () {
    yield Buffer.alloc(MiB);
    await mortal.kill();
    yield Buffer.alloc(MiB);
  });
  await assert.rejects(cut, unavailable('away'));
  assert.equal(scannerAt(null).configured, false);
  await assert.rejects(scan(scannerAt(null), 'x'), unavailable('not-configured'));
});

test('over a port, and what is no clamd', async () => {
  const nonsense = createServer((socket) => void socket.on('error', () => {}).end('HTTP/1.1 400\0'));
  nonsense.listen(0, '127.0.0.1');
  await new Promise((resolve) => nonsense.once('listening', resolve));
  const { port } = nonsense.address() as { port: number };
  const scanner = scannerAt({ host: '127.0.0.1', port });
  assert.notEqual((await scanner.health()).trouble, null);
  await assert.rejects(scan(scanner, 'x'), (error) => isDomainError(error, 'Unavailable'));
  nonsense.close();
});

/** A zip with one file; `locked` claims that it is encrypted. */
function zipOf(content: Buffer, locked = false): Buffer {
  const packed = deflateRawSync(content);
  const flags = locked ? 1 : 0;
  const fields = (header: Buffer, at: number) => {
    header.writeUInt16LE(flags, at);
    header.writeUInt16LE(8, at + 2);
    header.writeUInt32LE(packed.length, at + 12);
    header.writeUInt32LE(content.length, at + 16);
    header.writeUInt16LE(1, at + 20);
  };
  const local = Buffer.alloc(31, 'a');
  local.fill(0, 0, 30).writeUInt32LE(0x04034b50, 0);
  fields(local, 6);
  const central = Buffer.alloc(47, 'a');
  central.fill(0, 0, 46).writeUInt32LE(0x02014b50, 0);
  fields(central, 8);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, central, end]);
}
