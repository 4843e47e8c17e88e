import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs `work` while no other process on this tree does. The lock of a process that died is taken over. */
export async function withLock(file, work) {
  let said = false;
  while (!tryLock(file)) {
    if (!said) process.stderr.write('landescloud: waiting for another process that prepares this folder ...\n');
    said = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(file) {
  try {
    writeFileSync(file, identify(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw new Error(`this folder cannot be prepared: ${error.message}`, { cause: error });
  }
  takeAwayIfStale(file);
  return false;
}

function takeAwayIfStale(file) {
  try {
    if (!isStale(file)) return;
    // Renamed first: of two that find the lock stale, one gets it; who took a fresh one by mistake puts it back.
    const taken = `${file}.${process.pid}`;
    renameSync(file, taken);
    if (isStale(taken)) rmSync(taken);
    else renameSync(taken, file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isStale(file) {
  const owner = readFileSync(file, 'utf8');
  if (owner === '') return Date.now() - statSync(file).mtimeMs > 10_000;
  return identify(Number.parseInt(owner, 10)) !== owner;
}

/** The process id with its start time where /proc tells it, since ids are used again; '' when there is none such. */
function identify(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return '';
  }
  try {
    return `${pid} ${readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19]}`;
  } catch {
    return `${pid}`;
  }
}
