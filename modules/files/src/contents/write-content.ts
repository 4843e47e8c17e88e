import type { Visitor } from '../access.ts';
import type { WriteInput, Written } from '../files.ts';
import type { ContentDeps } from './content-deps.ts';
import { discardOnRefusal } from './discard-on-refusal.ts';
import { storeBody, type Body } from './store-body.ts';
import { withinRoom } from './within-room.ts';

/** A smaller body is read sooner than a refusal could be found; the transaction checks everything again anyway. */
const preflightFrom = 1024 * 1024;

export async function writeContent(deps: ContentDeps, actor: Visitor, input: WriteInput & Body): Promise<Written> {
  const early = input.length === null || input.length > preflightFrom;
  const room = early ? await deps.places.preflight(actor, input, input.length) : null;
  const content = await storeBody(deps.blobs, { ...input, source: withinRoom(input.source, room) });
  const ids = content.parts.map((part) => part.blob);
  return discardOnRefusal(deps.blobs, ids, () => deps.places.attachContent(actor, input, content));
}
