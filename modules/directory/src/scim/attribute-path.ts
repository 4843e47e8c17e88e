import { badRequest } from './scim-error.ts';
import { attribute, isObject } from './scim-value.ts';
import type { ScimObject, ScimValue } from './scim-value.ts';

/** `emails`, `name.familyName`, `urn:…:User:department`: where in a resource. */
export interface AttributePath {
  /** The schema extension that it is in; undefined: the resource itself. */
  readonly extension: string | undefined;
  readonly name: string;
  readonly sub: string | undefined;
}

export const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const coreGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const core = new Set([coreUser, coreGroup].map((urn) => urn.toLowerCase()));
const nameForm = /^[A-Za-z$][\w$-]*$/;

/** Undefined for what is no path. */
export function parseAttributePath(text: string): AttributePath | undefined {
  let extension: string | undefined;
  let rest = text;
  if (/^urn:/i.test(text)) {
    if (text.toLowerCase() === enterpriseUser.toLowerCase())
      return { extension: undefined, name: enterpriseUser, sub: undefined };
    const colon = text.lastIndexOf(':');
    const urn = text.slice(0, colon);
    extension = core.has(urn.toLowerCase()) ? undefined : urn;
    rest = text.slice(colon + 1);
  }
  const [name = '', sub, ...more] = rest.split('.');
  if (more.length > 0 || !nameForm.test(name) || (sub !== undefined && !nameForm.test(sub))) return undefined;
  return { extension, name, sub };
}

/** Throws ScimError invalidPath. */
export function attributePath(text: string): AttributePath {
  const path = parseAttributePath(text);
  if (!path) throw badRequest('invalidPath', `'${text.slice(0, 100)}' is no path of an attribute.`);
  return path;
}

/** What stands there: every value of attributes that have several. */
export function valuesAt(resource: ScimObject, { extension, name, sub }: AttributePath): ScimValue[] {
  const holder = extension === undefined ? resource : attribute(resource, extension);
  if (!isObject(holder)) return [];
  const value = attribute(holder, name);
  const all = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  if (sub === undefined) return all;
  return all.flatMap((one) => {
    const inner = isObject(one) ? attribute(one, sub) : undefined;
    return inner === undefined || inner === null ? [] : Array.isArray(inner) ? inner : [inner];
  });
}
