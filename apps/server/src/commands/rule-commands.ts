import { ruleNames } from '@landescloud/directory';
import { Argument, type Command } from 'commander';
import { command, operator, runCommand, table } from './run-command.ts';

const whole = /^\d{1,9}$/;

/** Rules descend, and can be tightened below. */
export function ruleCommands(parent: Command): void {
  command(parent, 'set', 'sets a rule for an organisation and all below it')
    .argument('<organisation>', 'its key')
    .addArgument(new Argument('<rule>', 'which').choices([...ruleNames]))
    .argument('[value]', 'what shall hold; without one, what stands above holds')
    .action((key: string, rule: string, value: string | undefined, options: { json?: boolean }) =>
      runCommand(options, async ({ directory }) => {
        const wanted = value === undefined ? null : whole.test(value) ? Number(value) : value;
        const set = await directory.organisations.setRule(operator, key, rule, wanted);
        return { json: set, text: `${rule} is ${set.value}` };
      }),
    );
  command(parent, 'list <organisation>', 'lists what rules hold, and where they come from').action(
    (key: string, options: { json?: boolean }) =>
      runCommand(options, async ({ directory }) => {
        const all = await directory.organisations.rules(operator, key);
        return {
          json: all,
          text: table(all.map((each) => [each.rule, String(each.value), each.from?.key ?? 'default'])),
        };
      }),
  );
}
