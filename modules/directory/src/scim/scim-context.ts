import type { Transaction } from '@landescloud/platform/database';
import { applyContext } from '../sources/run-source.ts';
import type { SourceDeps } from '../sources/source-deps.ts';
import type { SourceRow } from '../sources/source-reader.ts';
import { tokenSource } from '../sources/source-tokens.ts';
import { notFound, ScimError } from './scim-error.ts';
import type { ScimObject } from './scim-value.ts';

/** One client's request: it sees the people of its source and nobody else. */
export interface ScimContext {
  readonly deps: SourceDeps;
  readonly source: SourceRow;
  /** `https://host/scim/v2` */
  readonly base: string;
}

/** 401 for what is no token, and for one whose source is switched off or gone. */
export async function scimContext(
  deps: SourceDeps,
  authorization: string | undefined,
  base: string,
): Promise<ScimContext> {
  const sourceId = await tokenSource(deps.db, authorization, deps.clock.now());
  const source = sourceId === undefined ? undefined : await deps.sources.byId(sourceId);
  if (!source?.enabled || source.kind !== 'scim') throw new ScimError(401, undefined, 'Send the token of a source.');
  return { deps, source, base };
}

/** One at a time for each source, so that what was looked up still holds when it is written. */
export function inTransaction<Result>(
  { deps, source }: ScimContext,
  what: (context: Awaited<ReturnType<typeof applyContext>>) => Promise<Result>,
): Promise<Result> {
  return deps.db.transaction(async (tx: Transaction) => {
    if (!(await deps.sources.locked(source.id, tx))) throw notFound();
    return what(await applyContext(deps, tx, source));
  });
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What no id looks like is not looked for. */
export function checkedId(id: string): string {
  if (!idForm.test(id)) throw notFound();
  return id;
}

export function metaOf(
  base: string,
  resourceType: 'User' | 'Group',
  row: { readonly id: string; readonly version: number; readonly createdAt: Date; readonly changedAt: Date },
): ScimObject {
  return {
    resourceType,
    created: row.createdAt.toISOString(),
    lastModified: row.changedAt.toISOString(),
    location: `${base}/${resourceType}s/${row.id}`,
    version: etagOf(row.version),
  };
}

export const etagOf = (version: number) => `W/"${version}"`;

/** 412 where the client has seen another version. */
export function checkVersion(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const known = ifMatch.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (!known.includes(`"${version}"`)) throw new ScimError(412, undefined, 'It has changed since.');
}
