import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

const features = new URL('src/features/', import.meta.url);

/** Rooms with a catalogue of their own: those that have a folder `locales`. */
const rooms = readdirSync(features).filter((room) => existsSync(new URL(`${room}/locales`, features)));

/** German is what the code says; each catalogue belongs to one room, so that two people can translate at once. */
export default defineConfig({
  sourceLocale: 'de',
  locales: ['de', 'en'],
  format: formatter({ lineNumbers: false, origins: false }),
  catalogs: [
    ...rooms.map((room) => ({
      path: `<rootDir>/src/features/${room}/locales/{locale}`,
      include: [`<rootDir>/src/features/${room}`],
    })),
    {
      path: '<rootDir>/src/i18n/locales/{locale}',
      include: ['<rootDir>/src'],
      exclude: rooms.map((room) => `**/src/features/${room}/**`),
    },
  ],
});
