import { join } from 'node:path';
import { checkArchitecture } from './check-architecture.ts';
import { formatViolation } from './violation.ts';

const violations = checkArchitecture(process.argv[2] ?? join(import.meta.dirname, '../..'));
for (const violation of violations) console.log(formatViolation(violation));
process.exitCode = violations.length > 0 ? 1 : 0;
