import {
  emptyElement,
  parsePropfind,
  propertyResponse,
  tagOf,
  type Propfind,
  type XmlName,
} from '@landescloud/webdav-xml';
import type { NodeView } from '../../views.ts';
import type { Property } from '../../files.ts';
import {
  allNames,
  basicNames,
  isOwnNamespace,
  liveProperty,
  type PropertyContext,
  type PropertyWriter,
} from './node-properties.ts';

interface CompiledProperty {
  readonly open: string;
  readonly close: string;
  readonly empty: string;
  /** null: it can only be a dead property. */
  readonly write: PropertyWriter | null;
  readonly key: string;
}

/** What was asked for, ready to be written for any number of nodes. */
export interface PropertyQuery {
  readonly properties: readonly CompiledProperty[];
  /** Properties that were not asked for by name are left out where a node lacks them. */
  readonly named: boolean;
  readonly needsQuota: boolean;
  readonly needsLocks: boolean;
  readonly needsShareTypes: boolean;
  readonly needsSharees: boolean;
  readonly needsComments: boolean;
  readonly needsDead: boolean;
  /** Those of them that are asked for; null: all. */
  readonly deadNames: readonly XmlName[] | null;
  /** Every dead property besides (allprop), or their names. */
  readonly dead: 'none' | 'names' | 'values';
}

export function compileQuery(propfind: Propfind): PropertyQuery {
  if (propfind.kind === 'prop') return compileNames(propfind.names, true, 'none');
  if (propfind.kind === 'propname') {
    const query = compileNames(allNames, false, 'names');
    return {
      ...query,
      properties: query.properties.map((p) => ({ ...p, open: p.empty, close: '', write: nameOnly(p.write) })),
    };
  }
  return compileNames([...basicNames, ...propfind.include], false, 'values');
}

function nameOnly(write: PropertyWriter | null): PropertyWriter | null {
  return write === null ? null : (node, context) => (write(node, context) === null ? null : '');
}

export function compileNames(
  names: readonly XmlName[],
  named: boolean,
  dead: PropertyQuery['dead'] = 'none',
): PropertyQuery {
  const live = names.map(({ namespace, name }) => liveProperty(namespace, name));
  return {
    properties: names.map((name, index) => compiled(name, live[index]?.write)),
    named,
    needsQuota: live.some((p) => p?.needs === 'quota'),
    needsLocks: live.some((p) => p?.needs === 'locks'),
    needsShareTypes: live.some((p) => p?.needs === 'share-types'),
    needsSharees: live.some((p) => p?.needs === 'sharees'),
    needsComments: live.some((p) => p?.needs === 'comments'),
    deadNames: dead === 'none' ? names.filter(({ namespace }) => !isOwnNamespace(namespace)) : null,
    needsDead: dead !== 'none' || names.some(({ namespace }) => !isOwnNamespace(namespace)),
    dead,
  };
}

function compiled(name: XmlName, write: PropertyWriter | undefined): CompiledProperty {
  const { tag, declaration } = tagOf(name);
  const own = isOwnNamespace(name.namespace);
  return {
    open: `<${tag}${declaration}>`,
    close: `</${tag}>`,
    empty: emptyElement(name),
    write: write ?? (own ? absent : null),
    key: deadKey(name),
  };
}

const absent: PropertyWriter = () => null;

export function deadKey({ namespace, name }: XmlName): string {
  return `${namespace}\n${name}`;
}

/** Clients send the same few bodies over and over. */
const cache = new Map<string, PropertyQuery>();
const cacheSize = 200;
const cachedLength = 8192;

export function queryOf(body: string): PropertyQuery {
  const known = cache.get(body);
  if (known !== undefined) return known;
  const query = compileQuery(parsePropfind(body));
  if (body.length <= cachedLength) {
    if (cache.size >= cacheSize) cache.delete(cache.keys().next().value ?? '');
    cache.set(body, query);
  }
  return query;
}

/** One `d:response`. `dead` are the node's own dead properties. */
export function writeResponse(
  href: string,
  node: NodeView,
  query: PropertyQuery,
  context: PropertyContext,
  dead: readonly Property[] | undefined,
): string {
  let found = '';
  let missing = '';
  for (const property of query.properties) {
    if (property.write === null) {
      const value = dead?.find((d) => deadKey(d) === property.key)?.value;
      if (value !== undefined) found += value;
      else if (query.named) missing += property.empty;
      continue;
    }
    const content = property.write(node, context);
    if (content !== null) found += content === '' ? property.empty : property.open + content + property.close;
    else if (query.named) missing += property.empty;
  }
  if (query.dead === 'values') for (const { value } of dead ?? []) found += value;
  if (query.dead === 'names') for (const name of dead ?? []) found += emptyElement(name);
  return propertyResponse(href, found, missing);
}
