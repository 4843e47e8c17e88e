import { organisationKinds, type OrganisationKind } from '@landescloud/directory';
import { Option, type Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';

interface Options {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly parent?: string;
  readonly shortName?: string;
  readonly officialKey?: string;
  readonly mailDomain?: readonly string[];
  readonly json?: boolean;
}

export function organisationAdd(parent: Command): void {
  command(parent, 'add <key>', 'adds an organisation')
    .requiredOption('--name <name>', 'its name')
    .addOption(new Option('--kind <kind>', 'what it is').choices([...organisationKinds]).default('authority'))
    .option('--parent <key>', 'the organisation above it')
    .option('--short-name <name>', 'what it is called where there is no room')
    .option('--official-key <key>', 'its key in official registers')
    .option('--mail-domain <domain...>', 'domains of its mail addresses')
    .action((key: string, options: Options) =>
      runCommand(options, async ({ directory }) => {
        const { name, kind, parent: parentKey = null, shortName = null, officialKey = null, mailDomain } = options;
        const input = { key, name, kind, parentKey, shortName, officialKey, mailDomains: mailDomain ?? [] };
        const made = await directory.organisations.add(operator, input);
        return { json: made, text: `added organisation ${made.key} (${made.name})` };
      }),
    );
}
