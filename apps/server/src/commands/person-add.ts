import type { PersonRole } from '@landescloud/kernel';
import { Option, type Command } from 'commander';
import { command, operator, readSecret, runCommand } from './run-command.ts';

interface Options {
  readonly organisation: string;
  readonly name: string;
  readonly email?: string;
  readonly role: PersonRole;
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
}

export function personAdd(parent: Command): void {
  command(parent, 'add <login>', 'adds a person; without --password-stdin they cannot sign in yet')
    .requiredOption('--organisation <key>', 'the organisation they belong to')
    .requiredOption('--name <name>', 'their name')
    .option('--email <address>', 'their e-mail address')
    .addOption(
      new Option('--role <role>', 'their role').choices(['member', 'platform-administrator']).default('member'),
    )
    .option('--password-stdin', 'read their password from standard input; at a terminal, ask for it')
    .action((login: string, options: Options) =>
      runCommand(options, async ({ directory, auth }) => {
        const { organisation, name, email = null, role } = options;
        const password = options.passwordStdin === true ? await readSecret() : null;
        // Before anything is stored: a person without the password that was asked for would be half of what this says.
        if (password !== null) await auth.checkPassword(password, { login, role });
        const person = await directory.people.add(operator, {
          login,
          name,
          organisationKey: organisation,
          email,
          role,
        });
        if (password !== null) await auth.setPassword(operator, person.id, password);
        return { json: person, text: `added person ${person.login} (${person.name})` };
      }),
    );
}
