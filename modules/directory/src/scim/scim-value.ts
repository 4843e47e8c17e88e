/** Resources as JSON. Names of attributes are compared without case (RFC 7643, section 2.1). */
export type ScimValue = string | number | boolean | null | ScimValue[] | ScimObject;
export interface ScimObject {
  [name: string]: ScimValue;
}

export function isObject(value: unknown): value is ScimObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As the object spells it; undefined where it has no such attribute. */
export function keyOf(object: ScimObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === folded);
}

export function attribute(object: ScimObject, name: string): ScimValue | undefined {
  const key = keyOf(object, name);
  return key === undefined ? undefined : object[key];
}

export function text(value: ScimValue | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

/** Clients send 'True' for true. */
export function truth(value: ScimValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}
