import { DomainError } from '@landescloud/kernel';
import type { SpaceRole, SpaceSummary } from '@landescloud/files';
import { Option, type Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';

interface Options {
  readonly role: SpaceRole;
  readonly json?: boolean;
}

export function spaceMemberAdd(parent: Command): void {
  command(
    parent,
    'add <space> <login>',
    'makes a person member of a project space (its number or name), or changes their role',
  )
    .addOption(
      new Option('--role <role>', 'what they may do').choices(['viewer', 'editor', 'manager']).default('editor'),
    )
    .action((named: string, login: string, options: Options) =>
      runCommand(options, async ({ files }) => {
        const space = findSpace((await files.spaces.listAll(operator)).items, named);
        await files.spaces.setMember(operator, space.id, login, options.role);
        return {
          json: { spaceId: space.id, login, role: options.role },
          text: `${login} is now ${options.role} of ${space.name}`,
        };
      }),
    );
}

function findSpace(all: readonly SpaceSummary[], named: string): SpaceSummary {
  const shared = all.filter(({ kind }) => kind !== 'personal');
  const found = shared.filter((space) => String(space.id) === named || space.name === named);
  if (found.length > 1)
    throw new DomainError(
      'Conflict',
      'server.several_spaces',
      `Several spaces are called '${named}': name one by its number.`,
    );
  if (found[0] === undefined)
    throw new DomainError('NotFound', 'server.no_such_space', `There is no project space '${named}'.`);
  return found[0];
}
