import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Check, Outcome } from './check.ts';

export interface Command {
  /** The JavaScript file of the tool, below the repository. */
  readonly script: string;
  readonly args: readonly string[];
  readonly fixArgs?: readonly string[];
  readonly cwd?: string;
}

/** A check that is a tool run: it passes when the tool ends with 0. */
export function checkCommand(root: string, name: string, command: Command): Check {
  return { name, run: (fix) => runTool(root, command, fix && command.fixArgs ? command.fixArgs : command.args) };
}

function runTool(root: string, command: Command, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, command.script), ...args], {
      cwd: join(root, command.cwd ?? '.'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', (error) => resolve({ passed: false, report: error.message }));
    child.on('close', (code) => resolve({ passed: code === 0, report: Buffer.concat(output).toString().trim() }));
  });
}
