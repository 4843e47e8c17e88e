import { organisationKinds, type OrganisationKind } from '@landescloud/directory';
import { Option, type Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';

interface Options {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly parent?: string;
  readonly json?: boolean;
}

export function organisationAdd(parent: Command): void {
  command(parent, 'add <key>', 'adds an organisation')
    .requiredOption('--name <name>', 'its name')
    .addOption(new Option('--kind <kind>', 'what it is').choices([...organisationKinds]).default('authority'))
    .option('--parent <key>', 'the organisation above it')
    .action((key: string, options: Options) =>
      runCommand(options, async ({ directory }) => {
        const { name, kind, parent: parentKey = null } = options;
        const made = await directory.organisations.add(operator, { key, name, kind, parentKey });
        return { json: made, text: `added organisation ${made.key} (${made.name})` };
      }),
    );
}
