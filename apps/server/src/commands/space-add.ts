import type { Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';
import { parseSize } from './parse-size.ts';

interface Options {
  readonly organisation: string;
  readonly quota?: number;
  readonly manager?: string;
  readonly json?: boolean;
}

export function spaceAdd(parent: Command): void {
  command(parent, 'add <name>', 'adds a project space')
    .requiredOption('--organisation <key>', 'the organisation that it belongs to')
    .option('--quota <size>', "how much it may hold, such as '500 GB'; without limit else", parseSize)
    .option('--manager <login>', 'its first member')
    .action((name: string, options: Options) =>
      runCommand(options, async ({ files, directory }) => {
        const { organisation: organisationKey, quota = null, manager } = options;
        if (manager !== undefined) await directory.people.get(operator, manager);
        const space = await files.spaces.createProject(operator, { name, organisationKey, quotaBytes: quota });
        if (manager !== undefined) await files.spaces.setMember(operator, space.id, manager, 'manager');
        return { json: space, text: `added space ${space.id} (${space.name})` };
      }),
    );
}
