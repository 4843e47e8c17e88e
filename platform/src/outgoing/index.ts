/** Asking other servers for addresses that somebody typed: only where the operator lets us connect. */
export { AddressRefused, AnswerTooLong, createGuardedFetch, isThisMachine } from './guarded-fetch.ts';
export type { GuardedFetch, GuardedFetchLimits } from './guarded-fetch.ts';
export { createNetworkGuard } from './network-guard.ts';
export type { MayReach } from './network-guard.ts';
