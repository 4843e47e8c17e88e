import type { Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';

export function personMove(parent: Command): void {
  command(parent, 'move <login> <organisation>', 'moves a person to another organisation').action(
    (login: string, organisationKey: string, options: { json?: boolean }) =>
      runCommand(options, async ({ directory }) => {
        const person = await directory.people.update(operator, login, { organisationKey });
        return { json: person, text: `${login} belongs to ${person.organisation.name}` };
      }),
  );
}
