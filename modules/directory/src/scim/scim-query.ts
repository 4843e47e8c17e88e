import { attributePath, valuesAt } from './attribute-path.ts';
import { matches, parseFilter } from './filter.ts';
import type { Filter } from './filter.ts';
import { parseProjection } from './projection.ts';
import type { Projection } from './projection.ts';
import { badRequest } from './scim-error.ts';
import type { ScimObject, ScimValue } from './scim-value.ts';

/** What a client asks of a list (RFC 7644, section 3.4.2). */
export interface ScimQuery {
  readonly filter: Filter | undefined;
  readonly sortBy: string | undefined;
  readonly descending: boolean;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
  readonly projection: Projection;
}

export const usualCount = 100;
export const mostAtOnce = 500;

export function parseQuery(given: Readonly<Record<string, unknown>>): ScimQuery {
  const one = (name: string): string | undefined => {
    const value = given[name];
    if (Array.isArray(value) && name.endsWith('ttributes')) return value.map(String).join(',');
    if (typeof value === 'number') return String(value);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw badRequest('invalidValue', `${name} is given once.`);
    return value;
  };
  const filter = one('filter');
  const sortBy = one('sortBy');
  if (sortBy !== undefined) attributePath(sortBy);
  return {
    filter: filter === undefined || filter.trim() === '' ? undefined : parseFilter(filter),
    sortBy,
    descending: one('sortOrder')?.toLowerCase() === 'descending',
    startIndex: Math.max(1, whole(one('startIndex'), 1)),
    count: Math.min(mostAtOnce, Math.max(0, whole(one('count'), usualCount))),
    projection: parseProjection(one('attributes'), one('excludedAttributes')),
  };
}

/** Value of a filter that is nothing but `name eq "value"`; undefined for every other filter. */
export function onlyEquals(filter: Filter | undefined, name: string): string | undefined {
  if (filter?.op !== 'eq' || filter.path.sub !== undefined || filter.path.extension !== undefined) return undefined;
  if (filter.path.name.toLowerCase() !== name.toLowerCase() || typeof filter.value !== 'string') return undefined;
  return filter.value;
}

/** Filters, sorts and cuts what is all in memory. */
export function answerQuery(
  all: readonly ScimObject[],
  { filter, sortBy, descending, startIndex, count }: ScimQuery,
): { total: number; page: ScimObject[] } {
  const found = filter ? all.filter((resource) => matches(filter, resource)) : [...all];
  if (sortBy !== undefined) {
    const path = attributePath(sortBy);
    const keyed = found.map((resource) => ({ resource, key: sortKey(valuesAt(resource, path)[0]) }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (descending ? -1 : 1));
    found.splice(0, found.length, ...keyed.map(({ resource }) => resource));
  }
  return { total: found.length, page: found.slice(startIndex - 1, startIndex - 1 + count) };
}

const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

export function listResponse(total: number, startIndex: number, resources: readonly ScimObject[]): ScimObject {
  const { length: itemsPerPage } = resources;
  return { schemas: [listSchema], totalResults: total, startIndex, itemsPerPage, Resources: [...resources] };
}

function whole(given: string | undefined, otherwise: number): number {
  if (given === undefined || given === '') return otherwise;
  if (!/^-?\d{1,9}$/.test(given)) throw badRequest('invalidValue', 'startIndex and count are whole numbers.');
  return Number(given);
}

function sortKey(value: ScimValue | undefined): string {
  if (typeof value === 'string') return value.toLowerCase();
  return value === undefined ? '\uffff' : JSON.stringify(value);
}
