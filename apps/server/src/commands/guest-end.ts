import type { Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';

export function guestEnd(parent: Command): void {
  command(parent, 'end <login>', 'ends a guest at once')
    .option('--organisation <key>', 'whose guest, where several have them')
    .action((login: string, options: { organisation?: string; json?: boolean }) =>
      runCommand(options, async ({ guests }) => {
        const guest = await guests.end(operator, login, options.organisation);
        return { json: guest, text: `ended guest ${guest.login} (${guest.name}) of ${guest.organisation.key}` };
      }),
    );
}
