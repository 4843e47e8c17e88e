import {
  emptyElement,
  escapeText,
  multistatus,
  parsePropfind,
  propertyResponse,
  tagOf,
  type XmlName,
} from '@landescloud/webdav-xml';
import { xmlAnswer, type Answer, type TreeCall } from './answer.ts';
import { propfindDepth } from './depth.ts';
import { readXml } from './read-body.ts';

/** XML of a property, or how to get it where that costs something: then it is not among `allprop`. */
export type PlainValue = string | (() => Promise<string | null>);

/** Something that is listed but is no stored thing with a table of properties of its own: uploads, versions, trash, principals. */
export interface PlainResource {
  readonly href: string;
  /** By 'namespace name'. */
  readonly properties: Readonly<Record<string, PlainValue>>;
  /** Likewise, but with their own tags: properties that only their client knows. */
  readonly elements?: Readonly<Record<string, string>>;
}

export const collection = '<d:collection/>';

export function key({ namespace, name }: XmlName): string {
  return `${namespace} ${name}`;
}

export function text(value: string | number): string {
  return escapeText(String(value));
}

/** PROPFIND of plain resources: the first is the one that was asked for, `members` are called for at Depth 1. */
export async function plainPropfind(
  call: TreeCall,
  self: PlainResource,
  members: () => Promise<readonly PlainResource[]>,
): Promise<Answer> {
  const depth = propfindDepth(call.headers.depth);
  const request = parsePropfind(await readXml(call.body));
  const resources = depth === '0' ? [self] : [self, ...(await members())];
  const names = request.kind === 'prop' ? request.names : null;
  const responses: string[] = [];
  for (const resource of resources) responses.push(await plainResponse(resource, names, request.kind === 'propname'));
  return xmlAnswer(207, multistatus(responses));
}

/** The body of a REPORT; `names` null: all that they have. */
export async function writePlain(
  resources: readonly PlainResource[],
  names: readonly XmlName[] | null,
): Promise<string> {
  const responses: string[] = [];
  for (const resource of resources) responses.push(await plainResponse(resource, names, false));
  return multistatus(responses);
}

/** One `d:response`. */
export async function plainResponse(
  { href, properties, elements = {} }: PlainResource,
  names: readonly XmlName[] | null,
  namesOnly: boolean,
): Promise<string> {
  let found = '';
  let absent = '';
  for (const name of names ?? [...Object.keys(properties), ...Object.keys(elements)].map(split)) {
    const given = Object.hasOwn(properties, key(name)) ? properties[key(name)] : undefined;
    if (typeof given === 'function' && names === null && !namesOnly) continue;
    const value = typeof given === 'function' ? (namesOnly ? '' : await given()) : given;
    if (given === undefined && Object.hasOwn(elements, key(name)))
      found += namesOnly ? emptyElement(name) : elements[key(name)];
    else if (value === undefined || value === null) absent += emptyElement(name);
    else found += namesOnly || value === '' ? emptyElement(name) : elementOf(name, value);
  }
  return propertyResponse(href, found, absent);
}

function split(text: string): XmlName {
  const space = text.lastIndexOf(' ');
  return { namespace: text.slice(0, space), name: text.slice(space + 1) };
}

/** The property with its content, as it stands in a multistatus. */
export function elementOf(name: XmlName, content: string): string {
  const { tag, declaration } = tagOf(name);
  return `<${tag}${declaration}>${content}</${tag}>`;
}
