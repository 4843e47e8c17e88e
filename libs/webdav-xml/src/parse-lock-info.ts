import { DAV } from './names.ts';
import { parseXml } from './parse-xml.ts';
import { child, is } from './xml-element.ts';
import { writeInner } from './write-xml.ts';
import { XmlInvalid } from './xml-invalid.ts';

/** It is kept, and shown with every listing that asks for locks. */
const mostOwner = 8192;

export interface LockInfo {
  readonly exclusive: boolean;
  /** What stands inside `d:owner`, as XML that stands alone. */
  readonly owner: string;
}

/** RFC 4918 section 14.11; write locks are the only type there is. */
export function parseLockInfo(text: string): LockInfo {
  const root = parseXml(text);
  if (!is(root, DAV, 'lockinfo')) throw new XmlInvalid('unexpected', 'The root element must be DAV: lockinfo.');
  const scope = child(root, DAV, 'lockscope');
  const type = child(root, DAV, 'locktype');
  const exclusive = scope !== undefined && child(scope, DAV, 'exclusive') !== undefined;
  const shared = scope !== undefined && child(scope, DAV, 'shared') !== undefined;
  if (exclusive === shared) throw new XmlInvalid('unexpected', 'The lock scope must be exclusive or shared.');
  if (type === undefined || child(type, DAV, 'write') === undefined) {
    throw new XmlInvalid('unexpected', 'The lock type must be write.');
  }
  const element = child(root, DAV, 'owner');
  const owner = element === undefined ? '' : writeInner(element);
  if (owner.length > mostOwner) throw new XmlInvalid('too-large', `The owner is longer than ${mostOwner} characters.`);
  return { exclusive, owner };
}
