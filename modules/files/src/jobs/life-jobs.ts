import type { Jobs } from '@landescloud/platform/jobs';
import { deleteEndedSpaces } from '../life/delete-spaces.ts';
import { endDueSpaces, remindOfEnds } from '../life/end-spaces.ts';
import { deleteByTerms, tellOfTerms } from '../life/keep-terms.ts';
import { forgetDeletions } from '../life/forget-deletions.ts';
import type { LifeDeps } from '../life/life-deps.ts';
import { tellOfFullOrganisations } from '../life/tell-of-full-organisations.ts';
import { tellOfFullSpaces } from '../life/tell-of-full-spaces.ts';

const END_SPACES = 'files.end-spaces';
const CARE_FOR_SPACES = 'files.care-for-spaces';
const TELL_OF_FULL = 'files.tell-of-full-spaces';

/** What happens to data by their age, and to spaces by their end. */
export function defineLifeJobs(deps: LifeDeps, jobs: Jobs): void {
  jobs.define(END_SPACES, async () => void (await endDueSpaces(deps)));
  jobs.define(CARE_FOR_SPACES, async (_payload: object, { signal }) => {
    await remindOfEnds(deps);
    await tellOfTerms(deps, signal);
    await deleteByTerms(deps, signal);
    await deleteEndedSpaces(deps, signal);
    await forgetDeletions(deps);
  });
  jobs.define(TELL_OF_FULL, async () => {
    await tellOfFullSpaces(deps);
    await tellOfFullOrganisations(deps);
  });
  jobs.cron('* * * * *', END_SPACES);
  jobs.cron('37 4 * * *', CARE_FOR_SPACES);
  jobs.cron('*/10 * * * *', TELL_OF_FULL);
}
