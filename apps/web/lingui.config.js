import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

/** German is what the code says; each catalogue belongs to one room, so that two people can translate at once. */
export default defineConfig({
  sourceLocale: 'de',
  locales: ['de', 'en'],
  format: formatter({ lineNumbers: false, origins: false }),
  catalogs: [
    { path: '<rootDir>/src/features/files/locales/{locale}', include: ['<rootDir>/src/features/files'] },
    { path: '<rootDir>/src/i18n/locales/{locale}', include: ['<rootDir>/src'], exclude: ['**/src/features/files/**'] },
  ],
});
