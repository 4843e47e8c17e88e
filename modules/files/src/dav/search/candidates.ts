import { isDomainError } from '@landescloud/kernel';
import { OWNCLOUD, type SearchCondition, type SearchRequest } from '@landescloud/webdav-xml';
import type { Located, SearchInput } from '../../files.ts';
import type { DavCall } from '../dav-call.ts';

/**
 * Nodes among which everything lies that the condition can hold for, up to a limit: the conditions that the index can
 * answer are asked of it, the rest is evaluated afterwards.
 */
export async function searchCandidates(
  call: DavCall,
  request: SearchRequest,
  within: readonly string[],
  limit: number,
): Promise<Located[]> {
  const { nodes } = call.deps.files;
  const required = request.where === null ? [] : conjuncts(request.where);
  const id = required.map(fileId).find((v) => v !== null);
  if (id !== undefined && id !== null) return byId(call, id);
  if (required.some(isFavourite)) return nodes.favourites(call.actor);
  const text = required.map(nameText).reduce<string>((longest, t) => (t.length > longest.length ? t : longest), '');
  const base: SearchInput = { text, within: { path: within }, limit, ...kindOf(required) };
  const mimes = required.map(mimePrefixes).find((m) => m.length > 0);
  if (mimes === undefined && text === '' && isRecent(request)) return nodes.recent(call.actor, limit);
  if (mimes === undefined) return nodes.search(call.actor, base);
  const found = await Promise.all(mimes.map((mimePrefix) => nodes.search(call.actor, { ...base, mimePrefix })));
  return [...new Map(found.flat().map((located) => [located.node.id, located])).values()];
}

/** Conditions that all must hold. */
function conjuncts(condition: SearchCondition): SearchCondition[] {
  return condition.kind === 'and' ? condition.parts.flatMap(conjuncts) : [condition];
}

function fileId(condition: SearchCondition): number | null {
  if (condition.kind !== 'compare' || condition.operator !== 'eq' || condition.property.name !== 'fileid') return null;
  return /^\d{1,15}$/.test(condition.literal.trim()) ? Number(condition.literal) : null;
}

async function byId(call: DavCall, id: number): Promise<Located[]> {
  try {
    const node = await call.deps.files.nodes.get(call.actor, { id });
    return [{ node, path: await call.deps.files.nodes.pathOf(call.actor, id) }];
  } catch (error) {
    if (isDomainError(error, 'NotFound')) return [];
    throw error;
  }
}

function isFavourite(condition: SearchCondition): boolean {
  if (condition.kind !== 'compare' || condition.operator !== 'eq') return false;
  const { namespace, name } = condition.property;
  return namespace === OWNCLOUD && name === 'favorite' && ['1', 'true', 'yes'].includes(condition.literal.trim());
}

/** The longest piece without wildcards that a name must contain. */
function nameText(condition: SearchCondition): string {
  if (condition.kind !== 'compare' || condition.property.name !== 'displayname') return '';
  if (condition.operator === 'eq') return condition.literal;
  if (condition.operator !== 'like') return '';
  return condition.literal
    .split(/[%_]/)
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

/** Beginnings of media types of which one must fit; none where the condition says nothing of them. */
function mimePrefixes(condition: SearchCondition): string[] {
  if (condition.kind === 'or') {
    const parts = condition.parts.map(mimePrefixes);
    return parts.every((p) => p.length > 0) ? parts.flat() : [];
  }
  if (condition.kind !== 'compare' || condition.property.name !== 'getcontenttype') return [];
  if (condition.operator !== 'eq' && condition.operator !== 'like') return [];
  const prefix = condition.literal.split(/[%_]/)[0] ?? '';
  return prefix === '' ? [] : [prefix];
}

function kindOf(required: readonly SearchCondition[]): { kind?: 'file' | 'folder' } {
  if (required.some((c) => c.kind === 'is-collection')) return { kind: 'folder' };
  if (required.some((c) => c.kind === 'not' && c.part.kind === 'is-collection')) return { kind: 'file' };
  return {};
}

/** 'What changed lately': ordered by time, or bounded by it. */
function isRecent({ where, order }: SearchRequest): boolean {
  if (order[0]?.property.name === 'getlastmodified' && order[0].descending) return true;
  return (
    where !== null &&
    conjuncts(where).some(
      (c) => c.kind === 'compare' && c.property.name === 'getlastmodified' && c.operator.startsWith('gt'),
    )
  );
}
