import type { Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';

export function appPasswordAdd(parent: Command): void {
  command(parent, 'add <login>', 'makes an app password for a client program and prints it')
    .requiredOption('--label <label>', 'what it is for')
    .action((login: string, options: { label: string; json?: boolean }) =>
      runCommand(options, async ({ directory, auth }) => {
        const person = await directory.people.get(operator, login);
        const made = await auth.appPasswords.createFor(operator, person.id, options.label);
        return { json: made, text: made.token };
      }),
    );
}
