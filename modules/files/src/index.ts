export type * from './files.ts';
export type * from './views.ts';
export { filesMigrations } from './migrations.ts';
export type { CheckReport } from './check.ts';
export { checkFiles } from './check.ts';
export type { FilesDependencies } from './create-files.ts';
export { createFiles } from './create-files.ts';
export type { DirectoryPerson, FilesDirectory } from './directory-port.ts';
