import type { PersonActor } from '@landescloud/kernel';
import { makeRequest, type NewRequest } from './make-request.ts';
import { manageRequests, type ManageRequests } from './manage-requests.ts';
import type { RequestDeps } from './request-deps.ts';
import { requestNotifications } from './request-notifications.ts';
import type { RequestDetails } from './request-view.ts';
import { requestVisits, type RequestVisits } from './request-visits.ts';

/**
 * File requests: named people are asked for certain files by a date. What they hand in, in as many parts as they like, is a
 * hand-over each time. Events: `sharing.request_made`, `…_answered`, `…_closed`; subject `request:<id>`.
 */
export interface Requests extends ManageRequests {
  /**
   * Invalid `sharing.request_invalid`, Forbidden `sharing.request_not_allowed`, `sharing.request_outside_not_allowed`, and
   * what creating a folder says.
   */
  make(actor: PersonActor, input: NewRequest): Promise<RequestDetails>;
  readonly visits: RequestVisits;
}

const remindJob = 'sharing.remind-requests';

/** Before `jobs.start`. */
export function createRequests(deps: RequestDeps): Requests {
  const manage = manageRequests(deps);
  const make = makeRequest(deps);
  deps.notifications.define(...requestNotifications);
  deps.jobs.define(remindJob, async () => void (await manage.remindDue()));
  deps.jobs.cron('41 6 * * *', remindJob);
  return {
    ...manage,
    make: async (actor, input) => manage.get(actor, await make(actor, input)),
    visits: requestVisits(deps),
  };
}
