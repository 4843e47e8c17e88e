import type { MigrationSource } from '@landescloud/platform/database';

export const filesMigrations: MigrationSource = { module: 'files', folder: new URL('../migrations/', import.meta.url) };
