import type { Command } from 'commander';
import { command, counted, operator, runCommand, table } from './run-command.ts';

export function organisationList(parent: Command): void {
  command(parent, 'list', 'lists all organisations').action((options: { json?: boolean }) =>
    runCommand(options, async ({ directory }) => {
      const all = await directory.organisations.list(operator);
      const rows = all.map(({ key, kind, parentKey, peopleCount = 0, name }) => [
        key,
        kind,
        parentKey ?? '-',
        counted(peopleCount, 'person', 'people'),
        name,
      ]);
      return { json: all, text: table(rows) };
    }),
  );
}
