import type { Actor } from '@landescloud/kernel';
import type { WriteInput, Written } from '../files.ts';
import type { ContentDeps } from './content-deps.ts';
import { discardOnRefusal } from './discard-on-refusal.ts';
import { inlineLimit, storeBody, type Body } from './store-body.ts';

export async function writeContent(deps: ContentDeps, actor: Actor, input: WriteInput & Body): Promise<Written> {
  // A small body is read sooner than a refusal could be found; the transaction checks everything again anyway.
  if (input.length === null || input.length > inlineLimit) await deps.places.preflight(actor, input, input.length);
  const content = await storeBody(deps.blobs, input);
  const ids = content.parts.map((part) => part.blob);
  return discardOnRefusal(deps.blobs, ids, () => deps.places.attachContent(actor, input, content));
}
