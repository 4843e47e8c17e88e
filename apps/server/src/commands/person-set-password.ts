import type { Command } from 'commander';
import { command, operator, readSecret, runCommand } from './run-command.ts';

export function personSetPassword(parent: Command): void {
  command(
    parent,
    'set-password <login>',
    'sets a new password, read from standard input or asked for at a terminal, and ends the sessions of the person',
  ).action((login: string, options: { json?: boolean }) =>
    runCommand(options, async ({ directory, auth }) => {
      const person = await directory.people.get(operator, login);
      await auth.setPassword(operator, person.id, await readSecret());
      return { json: { login: person.login }, text: `set the password of ${person.login}` };
    }),
  );
}
