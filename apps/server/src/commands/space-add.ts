import { DomainError } from '@landescloud/kernel';
import { Option, type Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';
import { parseSize } from './parse-size.ts';
import { parseUntil } from './parse-until.ts';

interface Options {
  readonly kind: 'project' | 'exchange';
  readonly organisation: string;
  readonly quota?: number;
  readonly manager?: string;
  readonly purpose?: string;
  readonly sponsor?: string;
  readonly until?: number;
  readonly json?: boolean;
}

export function spaceAdd(parent: Command): void {
  command(parent, 'add <name>', 'adds a project space, or an exchange space for third parties')
    .requiredOption('--organisation <key>', 'the organisation that it belongs to')
    .addOption(new Option('--kind <kind>', 'what for').choices(['project', 'exchange']).default('project'))
    .option('--quota <size>', "how much it may hold, such as '500 GB'; without limit else", parseSize)
    .option('--manager <login>', 'its first member')
    .option('--purpose <text>', 'what it is for; an exchange space has one')
    .option('--sponsor <login>', 'who answers for an exchange space and manages it')
    .option('--until <day>', 'its last day, such as 2027-03-31; an exchange space has one', parseUntil)
    .action((name: string, options: Options) =>
      runCommand(options, async ({ files, directory }) => {
        const {
          kind,
          organisation: organisationKey,
          quota: quotaBytes = null,
          manager,
          sponsor,
          purpose = '',
        } = options;
        if (manager !== undefined) await directory.people.get(operator, manager);
        const input = { name, organisationKey, quotaBytes, purpose, endsAt: options.until ?? null };
        if (kind === 'project' && sponsor !== undefined) throw sponsorOfProject();
        const space =
          kind === 'project'
            ? await files.spaces.createProject(operator, input)
            : await files.spaces.createExchange(operator, {
                ...input,
                ...(sponsor === undefined ? {} : { sponsorLogin: sponsor }),
              });
        if (manager !== undefined) await files.spaces.setMember(operator, space.id, manager, 'manager');
        return { json: space, text: `added space ${space.id} (${space.name})` };
      }),
    );
}

function sponsorOfProject(): DomainError {
  return new DomainError('Conflict', 'files.sponsor_unfit', 'Only an exchange space has a sponsor.');
}
