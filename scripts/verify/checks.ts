import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkArchitecture } from '../architecture/check-architecture.ts';
import type { Violation } from '../architecture/violation.ts';
import { checkDependenciesDocument } from '../documents/check-dependencies-document.ts';
import { makeErrorsDocument } from '../documents/errors-document.ts';
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
    checkOf('docs/errors.md', (fix) => checkErrorsDocument(root, fix)),
    checkOf('docs/dependencies.md', () => checkDependenciesDocument(root)),
  ];
}

const lintArgs = ['--type-aware', '--deny-warnings', '--format=unix'] as const;

function checkErrorsDocument(root: string, fix: boolean): readonly Violation[] {
  const file = 'docs/errors.md';
  const { text, violations } = makeErrorsDocument(root);
  if (fix) writeFileSync(join(root, file), text);
  if (readFileSync(join(root, file), 'utf8') === text) return violations;
  return [...violations, { file, line: 1, message: 'is not what the source says: npm run verify -- --fix' }];
}
