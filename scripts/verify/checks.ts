import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkArchitecture } from '../architecture/check-architecture.ts';
import type { Violation } from '../architecture/violation.ts';
import { checkAsvsDocument } from '../documents/check-asvs-document.ts';
import { checkSettingsDocument } from '../documents/check-settings-document.ts';
import { checkDependenciesDocument } from '../documents/check-dependencies-document.ts';
import { makeErrorsDocument } from '../documents/errors-document.ts';
import { withRoomsTable } from '../documents/rooms-table.ts';
import { checkOf, type Check } from './check.ts';
import { checkCommand } from './check-command.ts';
import { checkLockFile } from './check-lock-file.ts';
import { checkSizes } from './check-sizes.ts';

/** All checks, in the order in which their lines appear. */
export function listChecks(root: string): readonly Check[] {
  return [
    checkCommand(root, 'formatting', {
      script: 'node_modules/oxfmt/bin/oxfmt',
      args: ['--check', '.'],
      fixArgs: ['.'],
    }),
    checkCommand(root, 'lint', {
      script: 'node_modules/oxlint/bin/oxlint',
      args: [...lintArgs],
      fixArgs: [...lintArgs, '--fix'],
    }),
    checkCommand(root, 'types', { script: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] }),
    checkCommand(root, 'types of the web app', {
      script: 'node_modules/typescript/bin/tsc',
      args: ['--noEmit', '-p', 'apps/web'],
    }),
    checkOf('architecture', () => checkArchitecture(root)),
    checkOf('sizes of files', () => checkSizes(root)),
    checkOf('package-lock.json', () => checkLockFile(root)),
    checkOf('docs/errors.md', (fix) => {
      const { text, violations } = makeErrorsDocument(root);
      return [...violations, ...checkGenerated(root, 'docs/errors.md', () => text, fix)];
    }),
    checkOf('docs/architecture.md', (fix) => checkGenerated(root, 'docs/architecture.md', withRoomsTable, fix)),
    checkOf('docs/dependencies.md', () => checkDependenciesDocument(root)),
    checkOf('docs/asvs.md', () => checkAsvsDocument(root)),
    checkOf('docs/admin/settings.md', () => checkSettingsDocument(root)),
  ];
}

const lintArgs = ['--type-aware', '--deny-warnings', '--format=unix'] as const;

/** A document that is made, wholly or in part: written when fixing, else compared. */
function checkGenerated(
  root: string,
  file: string,
  make: (present: string) => string,
  fix: boolean,
): readonly Violation[] {
  const present = readFileSync(join(root, file), 'utf8');
  const text = make(present);
  if (text === present) return [];
  if (fix) writeFileSync(join(root, file), text);
  return fix ? [] : [{ file, line: 1, message: 'is not what the source says: npm run verify -- --fix' }];
}
