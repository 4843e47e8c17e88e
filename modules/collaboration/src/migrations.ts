import type { MigrationSource } from '@landescloud/platform/database';

export const collaborationMigrations: MigrationSource = {
  module: 'collaboration',
  folder: new URL('../migrations/', import.meta.url),
};
