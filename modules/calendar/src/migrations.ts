import type { MigrationSource } from '@landescloud/platform/database';

export const calendarMigrations: MigrationSource = {
  module: 'calendar',
  folder: new URL('../migrations/', import.meta.url),
};
