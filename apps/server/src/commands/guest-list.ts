import type { GuestView } from '@landescloud/directory';
import { Option, type Command } from 'commander';
import { command, operator, runCommand, table } from './run-command.ts';

const states = ['open', 'invited', 'expired', 'active', 'ended', 'due', 'orphaned', 'all'] as const;
const pageSize = 500;

export function guestList(parent: Command): void {
  command(parent, 'list', 'lists guests')
    .addOption(new Option('--state <state>', 'only those').choices(states).default('open'))
    .action((options: { state: (typeof states)[number]; json?: boolean }) =>
      runCommand(options, async ({ guests }) => {
        const all: GuestView[] = [];
        for (let total = 1; all.length < total;) {
          const { state } = options;
          const page = await guests.list(operator, { state, sponsor: 'all', offset: all.length, limit: pageSize });
          if (page.items.length === 0) break;
          all.push(...page.items);
          total = page.total;
        }
        const rows = all.map(({ login, address, organisation, sponsor, state, endsAt, name }) => [
          login,
          address,
          organisation.key,
          sponsor?.login ?? '-',
          state,
          new Date(endsAt).toISOString().slice(0, 10),
          name,
        ]);
        return { json: all, text: table([['LOGIN', 'ADDRESS', 'OF', 'SPONSOR', 'STATE', 'UNTIL', 'NAME'], ...rows]) };
      }),
    );
}
