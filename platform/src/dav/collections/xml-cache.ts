import { parseXml, type XmlElement } from '@landescloud/webdav-xml';

/** Clients send the same few bodies over and over. */
const cache = new Map<string, XmlElement>();
const cacheSize = 200;
const cachedLength = 4096;

export function parseCached(body: string): XmlElement {
  const known = cache.get(body);
  if (known !== undefined) return known;
  const root = parseXml(body);
  if (body.length > cachedLength) return root;
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value ?? '');
  cache.set(body, root);
  return root;
}
