import type { Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';

export function personLeave(parent: Command): void {
  command(parent, 'leave <login>', 'a person leaves: sign-in, roles and groups end, and what they own is handed over')
    .option('--successor <login>', 'who takes it over; by default their manager, else a deputy')
    .action((login: string, { successor, ...options }: { successor?: string; json?: boolean }) =>
      runCommand(options, async ({ directory }) => {
        const belongings = await directory.people.belongings(operator, login);
        const person = await directory.people.leave(operator, login, successor === undefined ? {} : { successor });
        const text = `${login} has left; the server hands over ${belongings.filter(({ kind }) => kind !== 'group').length} things`;
        return { json: { person, belongings }, text };
      }),
    );
}
