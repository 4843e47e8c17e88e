import { randomUUID } from 'node:crypto';
import type { ApplyContext } from '../sources/apply-context.ts';
import { applyItems } from '../sources/apply-items.ts';
import { cleanName } from '../sources/clean-values.ts';
import { groupKeyFor } from '../sources/group-key.ts';
import type { DifferenceItem } from '../sources/source-difference.ts';
import { presentRow, resourceChanges } from './change-resource.ts';
import { isWanted, project } from './projection.ts';
import { checkedId, inTransaction, metaOf } from './scim-context.ts';
import type { ScimContext } from './scim-context.ts';
import { badRequest, notFound, ScimError } from './scim-error.ts';
import { storedGroup, viewGroup } from './scim-group.ts';
import type { StoredGroup } from './scim-group.ts';
import { answerQuery, listResponse } from './scim-query.ts';
import type { ScimQuery } from './scim-query.ts';
import { allGroups, groupById, membersOfGroups, writeGroup } from './scim-store.ts';
import type { GroupRow } from './scim-store.ts';
import { isObject } from './scim-value.ts';
import type { ScimObject } from './scim-value.ts';

export async function listGroups(context: ScimContext, query: ScimQuery): Promise<ScimObject> {
  const { db } = context.deps;
  const rows = await allGroups(db, context.source.id);
  const withMembers = isWanted(query.projection, 'members') || query.filter !== undefined;
  // members cost most: those of the page alone, unless the filter or the order may ask for them
  const needsAll = query.filter !== undefined || query.sortBy !== undefined;
  const everybody = needsAll && withMembers ? await members(context, rows) : undefined;
  const all = rows.map((row) => show(context, row, everybody?.get(row.id)));
  const { total, page } = answerQuery(all, query);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const shown = page.map((group) => byId.get(String(group['id']))!);
  const pageMembers = everybody ?? (withMembers ? await members(context, shown) : undefined);
  const groups = shown.map((row) => project(show(context, row, pageMembers?.get(row.id)), query.projection));
  return listResponse(total, query.startIndex, groups);
}

export async function getGroup(context: ScimContext, id: string): Promise<ScimObject> {
  const { db } = context.deps;
  const row = await groupById(db, context.source.id, checkedId(id));
  if (!row) throw notFound();
  return show(context, row, (await members(context, [row])).get(row.id));
}

export async function createGroup(context: ScimContext, given: unknown): Promise<ScimObject> {
  if (!isObject(given)) throw badRequest('invalidSyntax', 'A group is an object.');
  const group = storedGroup(given);
  return inTransaction(context, async (apply) => {
    const id = randomUUID();
    const name = nameOf(group);
    const organisation = apply.tree.byId(apply.organisationId)?.key ?? '';
    const key = groupKeyFor(organisation, apply.sourceId)(name, id);
    const after = { key, name, add: group.members, stamp: null };
    await applyOne(apply, { kind: 'group-added', externalId: id, label: name, before: null, after });
    await writeGroup(apply.tx, apply.sourceId, id, group, apply.now);
    return reload(context, apply, id);
  });
}

const { replace, patch } = resourceChanges(change, 'A group');
export { patch as patchGroup, replace as replaceGroup };

export async function deleteGroup(context: ScimContext, id: string, ifMatch?: string): Promise<void> {
  await inTransaction(context, async (apply) => {
    const row = presentRow(await groupById(apply.tx, context.source.id, checkedId(id)), ifMatch);
    await applyOne(apply, { kind: 'group-removed', externalId: id, label: row.name, before: null, after: null });
  });
}

async function change(
  context: ScimContext,
  id: string,
  ifMatch: string | undefined,
  change: (present: ScimObject) => ScimObject,
): Promise<ScimObject> {
  return inTransaction(context, async (apply) => {
    const row = presentRow(await groupById(apply.tx, context.source.id, checkedId(id)), ifMatch);
    const before = stored(row);
    const listed = before.members.map((value) => ({ value }));
    const { externalId, displayName } = before;
    const group = storedGroup(change({ displayName, ...(externalId === null ? {} : { externalId }), members: listed }));
    const name = nameOf(group);
    const [old, now] = [new Set(before.members), new Set(group.members)];
    const after = {
      ...(name === row.name ? {} : { name }),
      add: group.members.filter((member) => !old.has(member)),
      remove: before.members.filter((member) => !now.has(member)),
      stamp: null,
    };
    await applyOne(apply, { kind: 'group-changed', externalId: id, label: name, before: {}, after });
    await writeGroup(apply.tx, apply.sourceId, id, group, apply.now);
    return reload(context, apply, id);
  });
}

async function applyOne(apply: ApplyContext, item: DifferenceItem): Promise<void> {
  const [refused] = await applyItems(apply, [{ ...item, position: 0 }]);
  if (refused) throw new ScimError(409, 'uniqueness', 'There is such a group already.');
}

function nameOf({ displayName }: StoredGroup): string {
  const cleaned = cleanName(displayName);
  if ('problem' in cleaned) throw badRequest('invalidValue', 'This is no name for a group.');
  return cleaned.value;
}

async function members(
  { deps, source, base }: ScimContext,
  rows: readonly GroupRow[],
  q = deps.db as Parameters<typeof membersOfGroups>[0],
) {
  const found = await membersOfGroups(
    q,
    source.id,
    rows.map(({ id }) => id),
  );
  for (const list of found.values())
    for (const member of list) member['$ref'] = `${base}/Users/${String(member['value'])}`;
  return found;
}

async function reload(context: ScimContext, { tx }: ApplyContext, id: string): Promise<ScimObject> {
  const row = await groupById(tx, context.source.id, id);
  if (!row) throw notFound();
  return show(context, row, (await members(context, [row], tx)).get(id));
}

function show({ base }: ScimContext, row: GroupRow, list: readonly ScimObject[] | undefined): ScimObject {
  return viewGroup(stored(row), { id: row.id, members: list, meta: metaOf(base, 'Group', row) });
}

function stored({ resource, name }: GroupRow): StoredGroup {
  return resource ?? { displayName: name, externalId: null, members: [] };
}
