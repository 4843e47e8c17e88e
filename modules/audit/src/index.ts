/** The audit log's door. */
export type { Audit, AuditDeps } from './audit.ts';
export { createAudit } from './audit.ts';
export type { AuditEntry, AuditFilter, AuditPage } from './entry.ts';
export { auditRoutes } from './http/audit-routes.ts';
export type { SubjectNames } from './http/audit-routes.ts';
export { auditMigrations } from './migrations.ts';
export type { RetentionRule } from './retention-rules.ts';
export { defaultRetention } from './retention-rules.ts';
export { shortenAddress } from './shorten-address.ts';
export type { AuditFault, AuditReport } from './verify.ts';
