import type { Contents } from '../files.ts';
import type { ContentDeps } from './content-deps.ts';
import { defineHashContent } from './hash-content-job.ts';
import { openContent } from './open-content.ts';
import { contentSums, storedFiles } from './stored-files.ts';
import { writeContent } from './write-content.ts';
import { createPreviews } from '../previews/create-previews.ts';
import { zipNodes } from './zip-nodes.ts';

export function createContents(deps: ContentDeps): Contents {
  defineHashContent(deps);
  return {
    write: (actor, input) => writeContent(deps, actor, input),
    open: (actor, target, options) => openContent(deps, actor, target, options),
    ...createPreviews(deps),
    stored: (nodeId, limit, q = deps.db) => storedFiles(q, nodeId, limit),
    sums: (contentIds, q = deps.db) => contentSums(deps.jobs, contentIds, q),
    zip: (actor, ids) => zipNodes(deps, actor, ids),
  };
}
