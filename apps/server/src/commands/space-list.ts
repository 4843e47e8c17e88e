import type { Command } from 'commander';
import { formatSize } from './format-size.ts';
import { command, counted, operator, runCommand, table } from './run-command.ts';

export function spaceList(parent: Command): void {
  command(parent, 'list', 'lists all spaces with their sizes').action((options: { json?: boolean }) =>
    runCommand(options, async ({ files }) => {
      const { items: all } = await files.spaces.listAll(operator);
      const rows = all.map((space) => [
        String(space.id),
        space.kind,
        space.organisationKey,
        `${formatSize(space.usedBytes)} of ${space.quotaBytes === null ? 'any size' : formatSize(space.quotaBytes)}`,
        space.ownerLogin ?? counted(space.memberCount, 'member', 'members'),
        space.closedAt !== null
          ? 'ended'
          : space.endsAt === null
            ? ''
            : `until ${new Date(space.endsAt - 1).toISOString().slice(0, 10)}`,
        space.name,
      ]);
      return { json: all, text: table(rows) };
    }),
  );
}
