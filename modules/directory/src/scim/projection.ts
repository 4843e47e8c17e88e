import { parseAttributePath } from './attribute-path.ts';
import { badRequest } from './scim-error.ts';
import { isObject, keyOf } from './scim-value.ts';
import type { ScimObject } from './scim-value.ts';

/** Which attributes a client wants (RFC 7644, section 3.9). */
export interface Projection {
  readonly attributes: readonly string[];
  readonly excluded: readonly string[];
}

const always = new Set(['id', 'schemas']);

export function parseProjection(attributes: string | undefined, excluded: string | undefined): Projection {
  const list = (text: string | undefined) =>
    (text ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return { attributes: list(attributes), excluded: list(excluded) };
}

/** Whether anything of the attribute will be shown. */
export function isWanted({ attributes, excluded }: Projection, name: string): boolean {
  const names = (one: string) => parseAttributePath(one)?.name.toLowerCase() === name.toLowerCase();
  if (attributes.length > 0) return attributes.some(names);
  return !excluded.some((one) => names(one) && parseAttributePath(one)?.sub === undefined);
}

export function project(resource: ScimObject, { attributes, excluded }: Projection): ScimObject {
  if (attributes.length > 0) {
    const result: ScimObject = {};
    for (const name of always) if (resource[name] !== undefined) result[name] = resource[name];
    for (const one of attributes) copy(resource, result, one);
    return result;
  }
  if (excluded.length === 0) return resource;
  const result = structuredClone(resource);
  for (const one of excluded) remove(result, one);
  return result;
}

function copy(from: ScimObject, to: ScimObject, text: string): void {
  const { extension, name, sub } = path(text);
  if (extension !== undefined) {
    const key = keyOf(from, extension);
    const inner = key === undefined ? undefined : from[key];
    if (key === undefined || !isObject(inner)) return;
    const target = isObject(to[key]) ? to[key] : {};
    to[key] = target;
    copy(inner, target, sub === undefined ? name : `${name}.${sub}`);
    return;
  }
  const key = keyOf(from, name);
  if (key === undefined) return;
  const value = from[key];
  if (sub === undefined || value === undefined) {
    if (value !== undefined) to[key] = value;
    return;
  }
  const only = (one: ScimObject, before: ScimObject): ScimObject => {
    const inner = keyOf(one, sub);
    return inner === undefined || one[inner] === undefined ? before : { ...before, [inner]: one[inner] };
  };
  const before = to[key];
  if (Array.isArray(value)) {
    const present = Array.isArray(before) ? before : [];
    to[key] = value.map((one, at) => {
      const sofar = present[at];
      return isObject(one) ? only(one, isObject(sofar) ? sofar : {}) : one;
    });
  } else if (isObject(value)) to[key] = only(value, isObject(before) ? before : {});
}

function remove(resource: ScimObject, text: string): void {
  const { extension, name, sub } = path(text);
  if (always.has(name.toLowerCase())) return;
  const holderKey = extension === undefined ? undefined : keyOf(resource, extension);
  const holder = extension === undefined ? resource : holderKey === undefined ? undefined : resource[holderKey];
  if (!isObject(holder)) return;
  const key = keyOf(holder, name);
  if (key === undefined) return;
  const value = holder[key];
  if (sub === undefined) {
    delete holder[key];
    return;
  }
  for (const one of Array.isArray(value) ? value : [value]) {
    const inner = isObject(one) ? keyOf(one, sub) : undefined;
    if (isObject(one) && inner !== undefined) delete one[inner];
  }
}

function path(text: string) {
  const parsed = parseAttributePath(text);
  if (!parsed) throw badRequest('invalidPath', `'${text.slice(0, 100)}' is no path of an attribute.`);
  return parsed;
}
