import type { Command } from 'commander';
import { command, operator, runCommand, table } from './run-command.ts';

export function spaceList(parent: Command): void {
  command(parent, 'list', 'lists all spaces with their sizes').action((options: { json?: boolean }) =>
    runCommand(options, async ({ files }) => {
      const all = await files.spaces.listAll(operator);
      const rows = all.map((space) => [
        String(space.id),
        space.kind,
        space.organisationKey,
        `${space.usedBytes} of ${space.quotaBytes ?? 'any number of'} bytes`,
        space.ownerLogin ?? `${space.memberCount} members`,
        space.name,
      ]);
      return { json: all, text: table(rows) };
    }),
  );
}
