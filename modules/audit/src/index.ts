/** The audit log's door. */
export { auditMigrations } from './migrations.ts';
export { shortenAddress } from './shorten-address.ts';
