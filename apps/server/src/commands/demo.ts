import { DomainError } from '@landescloud/kernel';
import { Option, type Command } from 'commander';
import type { Rooms } from '../compose.ts';
import { demoPeople } from '../demo/demo-people.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { seedState } from '../demo/seed-state.ts';
import { makePassword } from '../first-start.ts';
import { command, runCommand, table, type Output } from './run-command.ts';

const sizes = `
Sizes:
  small  three organisations, three people, a project space and some files
  state  1,270 organisations and 25,000 people with managers, roles and groups; no files, and not yet the 24,750
         workplaces that come with the inventory. Run again, it adds what is missing and gives a new password.`;

export function demo(parent: Command): void {
  command(parent, 'demo', 'adds an example: organisations, people, spaces and files')
    .addOption(new Option('--size <size>', 'how much').choices(['small', 'state']).default('small'))
    .addHelpText('after', sizes)
    .action((options: { size: string; json?: boolean }) =>
      runCommand(options, (rooms) => (options.size === 'state' ? stateDemo(rooms) : smallDemo(rooms))),
    );
}

async function smallDemo(rooms: Rooms): Promise<Output> {
  if ((await rooms.directory.people.byLogin(demoPeople[0]?.login ?? '')) !== undefined)
    throw new DomainError('Conflict', 'server.demo_there', 'The example is there already.');
  const password = makePassword();
  const people = await seedDemo(rooms, { passwordOf: () => password });
  const text = `added ${people.length} people; each signs in with the password ${password}\n${people.map(({ login, name }) => `${login}  ${name}`).join('\n')}`;
  return { json: { people, password }, text };
}

async function stateDemo(rooms: Rooms): Promise<Output> {
  const password = makePassword();
  const made = await seedState(rooms, password);
  const rows = made.signIn.map(({ login, name, role }) => [login, name, role]);
  const text = `${made.organisations} organisations, ${made.people} people and ${made.groups} groups; these sign in with the password ${password}\n${table(rows)}`;
  return { json: { ...made, password }, text };
}
