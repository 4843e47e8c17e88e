import type { CollectionRights } from './collection-port.ts';

const caldav = 'xmlns:c="urn:ietf:params:xml:ns:caldav"';

/** RFC 3744 section 5.4: what the one who asks may do. */
export function currentPrivileges(rights: CollectionRights): string {
  const names: string[] = [];
  if (rights.read) names.push('<d:read/>', '<d:read-acl/>', '<d:read-current-user-privilege-set/>');
  if (rights.freeBusy === true) names.push(`<c:read-free-busy ${caldav}/>`);
  if (rights.write) names.push('<d:write-content/>', '<d:bind/>', '<d:unbind/>');
  if (rights.write && rights.manage) names.push('<d:write/>');
  // Everyone may call and colour what they see as they like.
  names.push('<d:write-properties/>');
  if (rights.share) names.push('<d:write-acl/>', '<d:share xmlns:d="DAV:"/>');
  return names.map((name) => `<d:privilege>${name}</d:privilege>`).join('');
}
