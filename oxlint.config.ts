import { defineConfig, type OxlintOverride } from 'oxlint';
import { confinements, packages } from './scripts/architecture/table.ts';

/** The architecture table as lint rules, so that an editor says at once what `npm run verify` would. */
const rooms = Object.entries(packages).map(([folder, { name, mayImport, testsMayImport = [] }]): OxlintOverride => {
  const forbidden = Object.values(packages)
    .map((other) => other.name)
    .filter((other) => other !== name && !mayImport.includes(other) && !testsMayImport.includes(other));
  const confined = confinements.filter(({ typesAreFree }) => !typesAreFree).map(({ what }) => what);
  return {
    files: [`${folder}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((other) => ({
              group: [other, `${other}/*`],
              message: `${folder} may not import ${other}.`,
            })),
            { group: ['@landescloud/*/src/*', '@landescloud/*/src/**'], message: 'Import the package by its door.' },
            ...(folder.startsWith('libs/') ? [{ group: confined, message: 'Libs are pure.' }] : []),
          ],
        },
      ],
    },
  };
});

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['**/dist', '**/dist.next', '**/locales/**', '**/*.generated.*', 'bench/results'],
  env: { builtin: true },
  rules: {
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/consistent-type-specifier-style': 'off',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': [
      'error',
      {
        allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] }],
      },
    ],
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'typescript/only-throw-error': 'error',
    // Off, because they speak against what this house does on purpose or find more innocent code than faults.
    'eslint/no-await-in-loop': 'off',
    'eslint/no-control-regex': 'off',
    'eslint/no-shadow': 'off',
    'eslint/no-unmodified-loop-condition': 'off',
    'eslint/no-unused-private-class-members': 'off',
    'eslint/require-yield': 'off',
    'oxc/no-async-endpoint-handlers': 'off',
    'promise/no-callback-in-promise': 'off',
    'promise/no-promise-in-callback': 'off',
    'typescript/no-base-to-string': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/restrict-template-expressions': 'off',
    'unicorn/no-useless-length-check': 'off',
    'unicorn/prefer-add-event-listener': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'typescript/consistent-return': 'off',
    'typescript/unbound-method': 'off',
    'unicorn/prefer-set-has': 'off',
    'eslint/no-underscore-dangle': 'off',
    'import/no-named-as-default-member': 'off',
    'import/no-unassigned-import': 'off',
    'oxc/no-map-spread': 'off',
    'promise/always-return': 'off',
    'typescript/no-misused-spread': 'off',
    'typescript/no-unnecessary-type-parameters': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-sort': 'off',
  },
  overrides: [
    {
      files: ['oxlint.config.ts', 'scripts/test/reporter.ts', '**/vite.config.ts', '**/lingui.config.{js,ts}'],
      rules: { 'import/no-default-export': 'off' },
    },
    // TanStack Router signals a redirect by throwing a value that is no Error.
    {
      files: ['apps/web/**'],
      rules: {
        'typescript/only-throw-error': 'off',
        'import/default': 'off',
        'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, properties: false } }],
      },
    },
    { files: ['libs/**'], rules: { 'typescript/no-explicit-any': 'off' } },
    ...rooms,
  ],
});
