/** Work for later: stored with the transaction that wants it, done at least once. */
export type { Jobs, JobHandler } from './jobs.ts';
export { createJobs } from './jobs.ts';
