import { coreGroup } from './attribute-path.ts';
import { badRequest } from './scim-error.ts';
import { attribute, isObject, text } from './scim-value.ts';
import type { ScimObject } from './scim-value.ts';

/** What is kept of a group: its names and whom it lists, active or not. */
export interface StoredGroup {
  readonly displayName: string;
  readonly externalId: string | null;
  /** Ids of users. */
  readonly members: readonly string[];
}

const mostMembers = 100_000;

/** Throws ScimError invalidValue without a displayName. */
export function storedGroup(given: ScimObject): StoredGroup {
  const displayName = text(attribute(given, 'displayName'));
  if (displayName === null || displayName.trim() === '')
    throw badRequest('invalidValue', 'A group needs a displayName.');
  const list = attribute(given, 'members');
  if (list !== undefined && list !== null && !Array.isArray(list))
    throw badRequest('invalidValue', 'members is a list.');
  const members = (list ?? []).map((one) => text(isObject(one) ? attribute(one, 'value') : one));
  if (members.length > mostMembers) throw badRequest('tooMany', `A group has at most ${mostMembers} members.`);
  if (members.some((member) => member === null)) throw badRequest('invalidValue', 'A member has a value.');
  return { displayName, externalId: text(attribute(given, 'externalId')), members: [...new Set(members as string[])] };
}

/** A group as the client sees it; members undefined: nobody asked. */
export function viewGroup(
  { displayName, externalId }: Pick<StoredGroup, 'displayName' | 'externalId'>,
  own: { id: string; members: readonly ScimObject[] | undefined; meta: ScimObject },
): ScimObject {
  const { id, members, meta } = own;
  return {
    schemas: [coreGroup],
    id,
    ...(externalId === null ? {} : { externalId }),
    displayName,
    ...(members === undefined ? {} : { members: [...members] }),
    meta,
  };
}
