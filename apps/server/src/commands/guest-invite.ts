import { Option, type Command } from 'commander';
import { command, operator, runCommand } from './run-command.ts';

interface Options {
  readonly sponsor: string;
  readonly name: string;
  readonly reason: string;
  readonly until: string;
  readonly language: 'de' | 'en';
  readonly json?: boolean;
}

export function guestInvite(parent: Command): void {
  command(parent, 'invite <address>', 'invites a guest: they get a mail with a link')
    .requiredOption('--sponsor <login>', 'the member who is responsible')
    .requiredOption('--name <name>', 'their name')
    .requiredOption('--reason <text>', 'what they are needed for')
    .requiredOption('--until <date>', 'their last day, as in 2027-03-31')
    .addOption(new Option('--language <language>', 'of the mail').choices(['de', 'en']).default('de'))
    .action((address: string, options: Options) =>
      runCommand(options, async ({ guests }) => {
        const { sponsor: sponsorLogin, name, reason, until, language } = options;
        // a wrong date is NaN, and refused as an end that is none
        const endsAt = /^\d{4}-\d\d-\d\d$/.test(until) ? Date.parse(`${until}T23:59:59`) : Number.NaN;
        const guest = await guests.invite(operator, { address, name, reason, endsAt, language, sponsorLogin });
        return { json: guest, text: `invited ${guest.address} as ${guest.login}` };
      }),
    );
}
