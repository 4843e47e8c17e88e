import type { Command } from 'commander';
import type { PersonView } from '@landescloud/directory';
import { command, operator, runCommand, table } from './run-command.ts';

const pageSize = 500;

export function personList(parent: Command): void {
  command(parent, 'list', 'lists people')
    .option('--organisation <key>', 'only those of one organisation')
    .action((options: { organisation?: string; json?: boolean }) =>
      runCommand(options, async ({ directory }) => {
        const all: PersonView[] = [];
        const only = options.organisation === undefined ? {} : { organisationKey: options.organisation };
        if (options.organisation !== undefined) await directory.organisations.get(operator, options.organisation);
        for (let total = 1; all.length < total;) {
          const page = await directory.people.list(operator, { ...only, offset: all.length, limit: pageSize });
          if (page.items.length === 0) break;
          all.push(...page.items);
          total = page.total;
        }
        const rows = all.map(({ login, organisation, role = '', disabled, name }) => [
          login,
          organisation.key,
          disabled === true ? 'disabled' : role,
          name,
        ]);
        return { json: all, text: table(rows) };
      }),
    );
}
