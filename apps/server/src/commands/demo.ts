import { DomainError } from '@landescloud/kernel';
import { Option, type Command } from 'commander';
import { demoPeople } from '../demo/demo-people.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { makePassword } from '../first-start.ts';
import { command, runCommand } from './run-command.ts';

export function demo(parent: Command): void {
  command(parent, 'demo', 'adds an example: organisations, people, spaces and files')
    .addOption(new Option('--size <size>', 'how much').choices(['small', 'state']).default('small'))
    .action((options: { size: string; json?: boolean }) =>
      runCommand(options, async (rooms) => {
        if (options.size === 'state') {
          throw new DomainError(
            'Invalid',
            'server.demo_not_yet',
            "The example of a whole state comes with workplaces; use '--size small'.",
          );
        }
        if ((await rooms.directory.people.byLogin(demoPeople[0]?.login ?? '')) !== undefined)
          throw new DomainError('Conflict', 'server.demo_there', 'The example is there already.');
        const password = makePassword();
        const people = await seedDemo(rooms, { passwordOf: () => password });
        const text = `added ${people.length} people; each signs in with the password ${password}\n${people.map(({ login, name }) => `${login}  ${name}`).join('\n')}`;
        return { json: { people, password }, text };
      }),
    );
}
