import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { DomainError, systemActor } from '@landescloud/kernel';
import { loadSettings, SettingsError, settingsExitCode } from '@landescloud/platform/config';
import { createLog } from '@landescloud/platform/http';
import type { Command } from 'commander';
import { openRooms, type Rooms } from '../compose.ts';
import { prepareDataFolder } from '../data-folder.ts';
import { explainFailure } from '../explain-failure.ts';

/** What a command answers: for programs and for people. */
export interface Output {
  readonly json: unknown;
  readonly text: string;
  /** True where the command worked but what it found is bad. */
  readonly failed?: boolean;
}

/** The operator at the command line: who may run it may read the database anyway. */
export const operator = systemActor('command-line');

/** A command that needs no database. */
export async function runAlone(options: { json?: boolean }, work: () => Promise<Output>): Promise<void> {
  try {
    const output = await work();
    process.stdout.write(`${options.json === true ? JSON.stringify(output.json) : output.text}\n`);
    process.exitCode = output.failed === true ? 1 : 0;
  } catch (error) {
    fail(error, options.json === true);
  }
}

/**
 * Runs one command on the rooms: on the database that a running server has open too, or one that is opened for this. Exits
 * with 0 only when it did what it says.
 */
export async function runCommand(options: { json?: boolean }, work: (rooms: Rooms) => Promise<Output>): Promise<void> {
  await runAlone(options, () => withRooms(work));
}

export async function withRooms<T>(work: (rooms: Rooms) => Promise<T>): Promise<T> {
  const settings = loadSettings();
  await prepareDataFolder(settings.dataDir);
  const rooms = await openRooms({ settings, log: createLog({ level: 'error' }) });
  try {
    return await work(rooms);
  } finally {
    await rooms.close();
  }
}

function fail(error: unknown, json: boolean): void {
  process.exitCode = error instanceof SettingsError ? settingsExitCode : 1;
  if (json) {
    const code = error instanceof DomainError ? error.code : 'server.failed';
    process.stderr.write(`${JSON.stringify({ error: { code, title: explainFailure(error) } })}\n`);
  } else if (error instanceof SettingsError) {
    for (const problem of error.problems) process.stderr.write(`landescloud: ${problem}\n`);
  } else process.stderr.write(`landescloud: ${explainFailure(error)}\n`);
}

/** A command with the options that all have. */
export function command(parent: Command, usage: string, description: string): Command {
  return parent.command(usage).description(description).option('--json', 'answer in JSON, for programs');
}

/** Lines of columns, each as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((found, row) => row.map((cell, i) => Math.max(found[i] ?? 0, cell.length)), []);
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/**
 * A secret from standard input, so that it stands in no list of processes; one newline at its end is not part of it. A
 * person at a terminal is asked for it and does not see it.
 */
export async function readSecret(): Promise<string> {
  if (process.stdin.isTTY) return askSecret();
  let text = '';
  for await (const part of process.stdin) text += String(part);
  return text.replace(/\r?\n$/, '');
}

async function askSecret(): Promise<string> {
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden, terminal: true });
  process.stderr.write('Password: ');
  try {
    return await new Promise<string>((resolve) => lines.once('line', resolve).once('close', () => resolve('')));
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
