import type { MigrationSource } from '@landescloud/platform/database';

export const contactsMigrations: MigrationSource = {
  module: 'contacts',
  folder: new URL('../migrations/', import.meta.url),
};
