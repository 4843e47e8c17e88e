import { acting, type Visitor } from '../access.ts';
import type { WriteInput, Written } from '../files.ts';
import type { NewContent } from '../tree/node-writer.ts';
import type { ContentDeps } from './content-deps.ts';
import { discardOnRefusal } from './discard-on-refusal.ts';
import { Interruptible } from './interruptible.ts';
import { storeBody, type Body } from './store-body.ts';
import { withinRoom } from './within-room.ts';

/** A smaller body is read sooner than a refusal could be found; the transaction checks everything again anyway. */
const preflightFrom = 1024 * 1024;

export async function writeContent(deps: ContentDeps, actor: Visitor, input: WriteInput & Body): Promise<Written> {
  const early = input.length === null || input.length > preflightFrom;
  const content = early ? await storeLarge(deps, actor, input) : await storeBody(deps.blobs, input);
  const ids = content.parts.map((part) => part.blob);
  return discardOnRefusal(deps.blobs, ids, () => deps.places.attachContent(actor, input, content));
}

async function storeLarge(deps: ContentDeps, actor: Visitor, input: WriteInput & Body): Promise<NewContent> {
  const preflight = () => deps.places.preflight(actor, input, input.length);
  const room = await preflight();
  const source = new Interruptible(input.source);
  const may = (): Promise<boolean> =>
    preflight().then(
      () => true,
      () => false,
    );
  const stop = deps.running.put(acting(actor).granteeId, source, may);
  try {
    return await storeBody(deps.blobs, { ...input, source: withinRoom(source, room) });
  } finally {
    stop();
  }
}
