import { DAV, child, type XmlElement } from '@landescloud/webdav-xml';
import { parseCached } from './xml-cache.ts';

/** The `d:prop` of a PROPFIND, with what stands in its elements. */
export function propfindProp(body: string): XmlElement | undefined {
  return child(parseCached(body), DAV, 'prop');
}
