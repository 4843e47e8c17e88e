import { attributePath, enterpriseUser } from './attribute-path.ts';
import type { AttributePath } from './attribute-path.ts';
import { matches, parseFilter } from './filter.ts';
import type { Filter } from './filter.ts';
import { badRequest } from './scim-error.ts';
import { isObject, keyOf } from './scim-value.ts';
import type { ScimObject, ScimValue } from './scim-value.ts';

const several = new Set(
  [
    'emails',
    'phoneNumbers',
    'addresses',
    'ims',
    'photos',
    'groups',
    'members',
    'roles',
    'entitlements',
    'x509Certificates',
  ].map((name) => name.toLowerCase()),
);
const readOnly = new Set(['id', 'meta', 'groups', 'schemas']);
const mostOperations = 1_000;

interface Target extends AttributePath {
  readonly filter: Filter | undefined;
}

/** The resource after a PATCH (RFC 7644, section 3.5.2), in the forms that clients really send. The given one stays as it is. */
export function applyPatch(resource: ScimObject, body: unknown): ScimObject {
  const operations = operationsOf(body);
  const result = structuredClone(resource);
  for (const operation of operations) applyOperation(result, operation);
  return result;
}

function operationsOf(body: unknown): readonly ScimObject[] {
  const key = isObject(body) ? keyOf(body, 'Operations') : undefined;
  const operations = isObject(body) && key !== undefined ? body[key] : undefined;
  if (!Array.isArray(operations) || operations.length === 0 || !operations.every(isObject))
    throw badRequest('invalidSyntax', 'A PATCH has a list of Operations.');
  if (operations.length > mostOperations) throw badRequest('tooMany', `At most ${mostOperations} operations at once.`);
  return operations;
}

function applyOperation(resource: ScimObject, operation: ScimObject): void {
  const op = String(operation['op'] ?? '').toLowerCase();
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw badRequest('invalidSyntax', 'An operation is add, replace or remove.');
  const { path, value } = operation;
  if (path !== undefined && path !== null && typeof path !== 'string')
    throw badRequest('invalidPath', 'A path is text.');
  if (path === undefined || path === null || path === '') {
    if (op === 'remove') throw badRequest('noTarget', 'To remove, say what.');
    if (!isObject(value)) throw badRequest('invalidValue', 'Without a path the value is an object.');
    for (const [name, inner] of Object.entries(value)) applyTo(resource, op, parseTarget(name), inner);
    return;
  }
  if (op !== 'remove' && value === undefined) throw badRequest('invalidValue', 'The operation lacks a value.');
  applyTo(resource, op, parseTarget(path), value);
}

/** `emails[type eq "work"].value` */
function parseTarget(path: string): Target {
  const open = path.indexOf('[');
  if (open === -1) return { ...attributePath(path), filter: undefined };
  const close = path.lastIndexOf(']');
  const after = path.slice(close + 1);
  if (close < open || (after !== '' && !after.startsWith('.')))
    throw badRequest('invalidPath', 'The path makes no sense.');
  return { ...attributePath(path.slice(0, open) + after), filter: parseFilter(path.slice(open + 1, close)) };
}

type Op = 'add' | 'replace' | 'remove';

function applyTo(resource: ScimObject, op: Op, target: Target, value: ScimValue | undefined): void {
  const { extension, name, sub, filter } = target;
  // clients send the whole resource back: what cannot be changed is left, not refused
  if (extension === undefined && readOnly.has(name.toLowerCase())) return;
  if (name === enterpriseUser && isObject(value) && op !== 'remove') {
    for (const [inner, one] of Object.entries(value))
      applyTo(resource, op, { ...attributePath(inner), extension: name, filter: undefined }, one);
    return;
  }
  const holder = extension === undefined ? resource : extensionOf(resource, extension);
  const key = keyOf(holder, name) ?? name;
  if (filter) return applyFiltered(holder, key, op, filter, sub, value);
  if (sub !== undefined) return applySub(holder, key, op, sub, value);
  const present = holder[key];
  if (op === 'remove') {
    if (!Array.isArray(present) || !Array.isArray(value)) delete holder[key];
    else {
      const gone = new Set(value.map(plain));
      holder[key] = present.filter((one) => !gone.has(plain(one)));
    }
  } else if (several.has(key.toLowerCase())) {
    const given = asList(value ?? null);
    holder[key] = op === 'add' ? joined(Array.isArray(present) ? present : [], given) : given;
  } else if (isObject(present) && isObject(value) && (op === 'add' || key.toLowerCase() === 'name')) {
    holder[key] = { ...present, ...value };
  } else holder[key] = value ?? null;
}

function applySub(holder: ScimObject, key: string, op: Op, sub: string, value: ScimValue | undefined): void {
  const present = holder[key];
  if (Array.isArray(present)) {
    for (const one of present) if (isObject(one)) setSub(one, op, sub, value);
    return;
  }
  if (op === 'remove' && !isObject(present)) return;
  const inner = isObject(present) ? present : {};
  holder[key] = inner;
  setSub(inner, op, sub, value);
}

function applyFiltered(
  holder: ScimObject,
  key: string,
  op: Op,
  filter: Filter,
  sub: string | undefined,
  value: ScimValue | undefined,
): void {
  const present = holder[key];
  const all = Array.isArray(present) ? present : [];
  const meant = all.filter((one) => matches(filter, isObject(one) ? one : { value: one }));
  if (op === 'remove' && sub === undefined) {
    holder[key] = all.filter((one) => !meant.includes(one));
    return;
  }
  if (meant.length === 0) {
    if (op === 'remove') return;
    // there is none yet, and the filter says what it would be like
    const made = madeBy(filter);
    if (!made) throw badRequest('noTarget', 'Nothing fits the filter of the path.');
    if (sub === undefined && isObject(value)) Object.assign(made, value);
    else made[sub ?? 'value'] = value ?? null;
    holder[key] = [...all, made];
    return;
  }
  for (const one of meant) {
    if (!isObject(one)) continue;
    if (sub !== undefined) setSub(one, op, sub, value);
    else if (isObject(value)) Object.assign(one, value);
  }
}

function setSub(object: ScimObject, op: Op, sub: string, value: ScimValue | undefined): void {
  const key = keyOf(object, sub) ?? sub;
  if (op === 'remove') delete object[key];
  else object[key] = value ?? null;
}

/** From `type eq "work" and primary eq true`. */
function madeBy(filter: Filter): ScimObject | undefined {
  if (filter.op === 'eq') return { [filter.path.name]: filter.value };
  if (filter.op !== 'and') return undefined;
  const parts = filter.filters.map(madeBy);
  return parts.every((part) => part !== undefined) ? Object.assign({}, ...parts) : undefined;
}

function extensionOf(resource: ScimObject, urn: string): ScimObject {
  const key = keyOf(resource, urn) ?? urn;
  const present = resource[key];
  if (isObject(present)) return present;
  const made: ScimObject = {};
  resource[key] = made;
  return made;
}

function joined(present: ScimValue[], given: readonly ScimValue[]): ScimValue[] {
  const values = new Set(present.map(identity));
  return [...present, ...given.filter((one) => !values.has(identity(one)))];
}

/** What a value is known by when it is removed, whatever is said besides. */
function plain(value: ScimValue): string {
  return JSON.stringify(isObject(value) ? (value['value'] ?? value) : value);
}

function identity(value: ScimValue): string {
  if (!isObject(value)) return JSON.stringify(value);
  const { value: own, type = null } = value;
  return JSON.stringify(own === undefined ? value : [own, type]);
}

function asList(value: ScimValue): ScimValue[] {
  return Array.isArray(value) ? value : value === null ? [] : [value];
}
