import { heldNotFound, requireHeld } from '../administered-check.ts';
import { enqueueChecks } from '../check-contents-job.ts';
import type { ReleaseContext } from '../release-context.ts';
import type { Releases } from '../releases-door.ts';
import { releaseCodes } from '../release-state.ts';
import { settle } from './settle.ts';

/** Signatures are mended, limits raised: the scanner looks once more at what it kept away. */
export function recheckContent(context: ReleaseContext): Releases['recheck'] {
  return async (actor, key, contentId) => {
    await requireHeld(context, actor, key, contentId);
    const done = await settle(context, actor, {
      contentId,
      state: releaseCodes.waiting,
      finding: '',
      at: context.clock.now(),
      by: actor.kind === 'person' ? actor.personId : null,
      from: [releaseCodes.infected, releaseCodes.withheld],
    });
    if (!done) throw heldNotFound();
    await enqueueChecks(context, context.db);
  };
}
