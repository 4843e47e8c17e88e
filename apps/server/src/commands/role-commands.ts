import { organisationRoles, type OrganisationRole } from '@landescloud/kernel';
import { Argument, type Command } from 'commander';
import { command, operator, runCommand, table } from './run-command.ts';

const role = () => new Argument('<role>', 'what they may do').choices([...organisationRoles]);

/** Roles hold for an organisation and everything below it. */
export function roleCommands(parent: Command): void {
  for (const [usage, gives] of [
    ['assign', true],
    ['remove', false],
  ] as const) {
    command(parent, usage, gives ? 'gives a role for an organisation and all below it' : 'takes a role away')
      .argument('<organisation>', 'its key')
      .addArgument(role())
      .argument('<login>', 'whose')
      .action((key: string, role: OrganisationRole, login: string, options: { json?: boolean }) =>
        runCommand(options, async ({ directory }) => {
          const { assignRole, removeRole } = directory.organisations;
          await (gives ? assignRole : removeRole)(operator, key, role, login);
          const text = gives ? `${login} is ${role} of ${key}` : `${login} is not ${role} of ${key}`;
          return { json: { organisation: key, role, login }, text };
        }),
      );
  }
  command(parent, 'list <organisation>', 'lists who holds roles for an organisation, also from above').action(
    (key: string, options: { json?: boolean }) =>
      runCommand(options, async ({ directory }) => {
        const all = await directory.organisations.roles(operator, key);
        const rows = all.map(({ role, person, organisation }) => [role, person.login, organisation.key, person.name]);
        return { json: all, text: table(rows) };
      }),
  );
}
