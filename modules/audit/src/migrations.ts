import type { MigrationSource } from '@landescloud/platform/database';

export const auditMigrations: MigrationSource = {
  module: 'audit',
  folder: new URL('../migrations/', import.meta.url),
};
