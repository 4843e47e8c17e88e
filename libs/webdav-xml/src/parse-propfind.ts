import { DAV, type XmlName } from './names.ts';
import { parseXml } from './parse-xml.ts';
import { child, childNames, is } from './xml-element.ts';
import { XmlInvalid } from './xml-invalid.ts';

export type Propfind =
  | { readonly kind: 'prop'; readonly names: readonly XmlName[] }
  | { readonly kind: 'allprop'; readonly include: readonly XmlName[] }
  | { readonly kind: 'propname' };

/** RFC 4918 section 14.20. An empty body asks for all properties (section 9.1). Unknown elements are ignored (section 17). */
export function parsePropfind(text: string): Propfind {
  if (text.trim() === '') return { kind: 'allprop', include: [] };
  const root = parseXml(text);
  if (!is(root, DAV, 'propfind')) throw new XmlInvalid('unexpected', 'The root element must be DAV: propfind.');
  const prop = child(root, DAV, 'prop');
  const all = child(root, DAV, 'allprop');
  const names = child(root, DAV, 'propname');
  if ([prop, all, names].filter((e) => e !== undefined).length !== 1) {
    throw new XmlInvalid('unexpected', 'Exactly one of prop, allprop and propname is needed.');
  }
  if (prop !== undefined) return { kind: 'prop', names: childNames(prop) };
  if (names !== undefined) return { kind: 'propname' };
  const include = child(root, DAV, 'include');
  return { kind: 'allprop', include: include === undefined ? [] : childNames(include) };
}
