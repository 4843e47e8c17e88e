import { checkFiles } from '@landescloud/files';
import type { Command } from 'commander';
import { command, runCommand } from './run-command.ts';

export function check(parent: Command): void {
  command(parent, 'check', 'verifies every reference and every stored byte; ends with 1 where something is wrong')
    .option('--quick', 'references and sizes only, without reading every byte')
    .action((options: { quick?: boolean; json?: boolean }) =>
      runCommand(options, async ({ database, blobs, audit: log }) => {
        const files = await checkFiles(database, blobs, { quick: options.quick === true });
        const audit = await log.verify();
        const faults = [...files.faults, ...audit.faults.map(({ text }) => `audit log: ${text}`)];
        const report = { ...files, audit, faults };
        const { nodes, contents, blobs: parts, leftovers } = files;
        const counts = `${nodes} nodes, ${contents} contents, ${parts} blobs, ${audit.entries} entries of the audit log checked; ${leftovers} leftovers to be swept`;
        const verdict = faults.length === 0 ? 'everything is whole' : `${faults.length} faults:\n${faults.join('\n')}`;
        return { json: report, text: `${counts}\n${verdict}`, failed: faults.length > 0 };
      }),
    );
}
