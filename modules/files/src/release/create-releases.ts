import { recheckContent } from './commands/recheck-content.ts';
import { releaseContent } from './commands/release-content.ts';
import { listHeld } from './list-held.ts';
import type { ReleaseContext } from './release-context.ts';
import type { Releases } from './releases-door.ts';

export function createReleases(context: ReleaseContext): Releases {
  return {
    held: listHeld(context),
    release: releaseContent(context),
    recheck: recheckContent(context),
  };
}
