import type { MigrationSource } from '@landescloud/platform/database';

export const sharingMigrations: MigrationSource = {
  module: 'sharing',
  folder: new URL('../migrations/', import.meta.url),
};
