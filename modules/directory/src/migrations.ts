import type { MigrationSource } from '@landescloud/platform/database';

export const directoryMigrations: MigrationSource = {
  module: 'directory',
  folder: new URL('../migrations/', import.meta.url),
};
