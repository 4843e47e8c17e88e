import { requireHeld, notWithheld } from '../administered-check.ts';
import type { ReleaseContext } from '../release-context.ts';
import type { Releases } from '../releases-door.ts';
import { releaseCodes } from '../release-state.ts';
import { settle } from './settle.ts';

/** An administrator of the organisation answers for what no scanner can look at. Never for what was found infected. */
export function releaseContent(context: ReleaseContext): Releases['release'] {
  return async (actor, key, contentId) => {
    const { finding } = await requireHeld(context, actor, key, contentId);
    const done = await settle(context, actor, {
      contentId,
      state: releaseCodes['not-scannable'],
      finding,
      at: context.clock.now(),
      by: actor.kind === 'person' ? actor.personId : null,
      from: [releaseCodes.withheld],
    });
    if (!done) throw notWithheld();
  };
}
