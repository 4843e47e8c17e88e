import type { Actor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { OrganisationTree } from '../organisation-tree.ts';
import { administers } from '../rights.ts';
import type { RunDeps } from './run-source.ts';
import { sourceNotFound } from './source-errors.ts';
import type { SourceRow } from './source-reader.ts';

/** The part of platform/jobs that sources need. */
export interface SourceJobs {
  define<P>(
    name: string,
    handler: (payload: P, helpers: { readonly signal: AbortSignal }) => Promise<void>,
    o?: { readonly maxAttempts?: number },
  ): void;
  cron(pattern: string, name: string): void;
  enqueue(tx: Queryable, name: string, payload: object, o?: { readonly key?: string }): Promise<void>;
}

export interface SourceDeps extends RunDeps {
  readonly jobs: SourceJobs;
}

/** NotFound for everybody who does not administer the source's organisation. */
export async function administeredSource(
  { sources, trees }: SourceDeps,
  actor: Actor,
  id: number,
): Promise<{ source: SourceRow; tree: OrganisationTree }> {
  const source = await sources.byId(id);
  const tree = await trees.current();
  if (!source || !administers(actor, tree, source.organisationId)) throw sourceNotFound();
  return { source, tree };
}
