import { Command } from 'commander';
import { appPasswordAdd } from './commands/app-password-add.ts';
import { check } from './commands/check.ts';
import { demo } from './commands/demo.ts';
import { guestEnd } from './commands/guest-end.ts';
import { guestInvite } from './commands/guest-invite.ts';
import { guestList } from './commands/guest-list.ts';
import { organisationAdd } from './commands/organisation-add.ts';
import { organisationList } from './commands/organisation-list.ts';
import { personAdd } from './commands/person-add.ts';
import { personLeave } from './commands/person-leave.ts';
import { personList } from './commands/person-list.ts';
import { personMove } from './commands/person-move.ts';
import { personSetPassword } from './commands/person-set-password.ts';
import { receiptVerify } from './commands/receipt-verify.ts';
import { roleCommands } from './commands/role-commands.ts';
import { ruleCommands } from './commands/rule-commands.ts';
import { spaceAdd } from './commands/space-add.ts';
import { spaceList } from './commands/space-list.ts';
import { spaceMemberAdd } from './commands/space-member-add.ts';
import { version } from './version.ts';

/** The operator's command line. It works on the database itself, whether a server runs or not. */
const program = new Command('landescloud')
  .description('Administers this installation of Landescloud.')
  .version(version);
program.configureHelp({ sortSubcommands: true }).showHelpAfterError('(--help shows what is possible)');

const organisation = program.command('organisation').description('authorities, institutions and municipalities');
organisationAdd(organisation);
organisationList(organisation);
ruleCommands(organisation.command('rule').description('rules that descend and can be tightened below'));
const person = program.command('person').description('people');
personAdd(person);
personList(person);
personSetPassword(person);
personMove(person);
personLeave(person);
receiptVerify(program.command('receipt').description('receipts of hand-overs'));
roleCommands(program.command('role').description('who administers, audits or reports which organisations'));
appPasswordAdd(program.command('app-password').description('app passwords of client programs'));
const guest = program.command('guest').description('guests of organisations');
guestEnd(guest);
guestInvite(guest);
guestList(guest);
const space = program.command('space').description('project spaces');
spaceAdd(space);
spaceList(space);
spaceMemberAdd(space.command('member').description('who may use a space'));
check(program);
demo(program);

await program.parseAsync();
