import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCli, startWorldProcess, type WorldProcess } from '@landescloud/testing';
import { random } from './random.ts';
import { Writer } from './writer.ts';

const VICTIMS = ['server', 'database', 'both'] as const;

/**
 * Kills the server, PostgreSQL or both at a random moment under write load, again and again: nothing that was
 * acknowledged is lost, nothing is half there, and `landescloud check` finds every reference and every byte whole.
 */
export async function crashRounds(rounds: number, seed: number): Promise<{ acknowledged: number }> {
  const pick = random(seed);
  await using world = await startWorldProcess({
    env: { LANDESCLOUD_REQUESTS_PER_PERSON: '0', LANDESCLOUD_REQUESTS_PER_ADDRESS: '0' },
  });
  const person = world.person('anna');
  const writers = Array.from({ length: 4 }, (_, n) => new Writer(`w${n}`, person.authorization, random(seed + n + 1)));
  for (let round = 0; round < rounds; round++) {
    const victim = VICTIMS[pick(VICTIMS.length)] ?? 'server';
    const end = new AbortController();
    const working = writers.map((writer) => writer.work(world.url, person.login, end.signal));
    await sleep(150 + pick(1_200));
    await kill(world, victim);
    end.abort();
    await Promise.all(working);
    if (victim !== 'database') await world.restart();
    await untilReady(world);
    for (const writer of writers) await writer.verify(world.url, person.login);
    const { code, stdout, stderr } = await runCli(['check'], { dataDir: world.dataDir });
    assert.equal(code, 0, `round ${round}, ${victim} killed, SEED=${seed}:\n${stdout}${stderr}`);
  }
  const acknowledged = writers.reduce((sum, writer) => sum + writer.acknowledged, 0);
  assert.ok(acknowledged > rounds, 'the writers hardly wrote: the rounds prove nothing');
  return { acknowledged };
}

async function kill(world: WorldProcess, victim: (typeof VICTIMS)[number]): Promise<void> {
  if (victim !== 'server') process.kill(await postmaster(world.dataDir), 'SIGKILL');
  if (victim !== 'database') {
    world.server.kill('SIGKILL');
    await world.server.exit;
  }
}

async function postmaster(dataDir: string): Promise<number> {
  for await (const path of glob('postgres/**/postmaster.pid', { cwd: dataDir })) {
    const pid = Number(readFileSync(`${dataDir}/${path}`, 'utf8').split('\n', 1)[0]);
    if (pid > 1) return pid;
  }
  throw new Error('PostgreSQL does not run');
}

async function untilReady(world: WorldProcess): Promise<void> {
  for (let tries = 0; ; tries++) {
    const ready = await fetch(`${world.url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    assert.ok(tries < 300, `the server did not come back:\n${world.server.output()}`);
    await sleep(100);
  }
}
