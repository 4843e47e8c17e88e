import {
  DAV,
  OWNCLOUD,
  XmlInvalid,
  child,
  childElements,
  is,
  parseXml,
  textOf,
  type XmlElement,
} from '@landescloud/webdav-xml';
import type { ShareChange } from './collection-port.ts';

const CALENDARSERVER = 'http://calendarserver.org/ns/';
const mostAtOnce = 200;

/** The body of a POST that shares a collection, in Nextcloud's namespace or in Apple's: `set` and `remove` with an `href` each. */
export function readShareChanges(body: string): ShareChange[] {
  const root = parseXml(body);
  const namespace = [OWNCLOUD, CALENDARSERVER].find((each) => is(root, each, 'share'));
  if (namespace === undefined) throw new XmlInvalid('unexpected', 'The root element must be share.');
  const changes: ShareChange[] = [];
  for (const each of childElements(root)) {
    const set = is(each, namespace, 'set');
    if (!set && !is(each, namespace, 'remove')) continue;
    const href = child(each, DAV, 'href');
    if (href === undefined) throw new XmlInvalid('unexpected', 'href is missing.');
    const access = !set ? null : child(each, namespace, 'read-write') === undefined ? 'read' : 'read-write';
    changes.push({ href: textOf(href).trim(), access, name: nameOf(each, namespace) });
  }
  if (changes.length === 0 || changes.length > mostAtOnce)
    throw new XmlInvalid('unexpected', `One to ${mostAtOnce} changes are made at once.`);
  return changes;
}

function nameOf(element: XmlElement, namespace: string): string | null {
  const name = child(element, namespace, 'common-name');
  return name === undefined ? null : textOf(name).trim();
}
