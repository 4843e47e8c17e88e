import {
  escapeText,
  multistatus,
  parsePropfind,
  propertyResponse,
  emptyElement,
  tagOf,
  type XmlName,
} from '@landescloud/webdav-xml';
import { readXml } from '@landescloud/platform/dav';
import { propfindDepth } from './methods/propfind.ts';
import { xmlAnswer, type Answer, type DavCall } from './dav-call.ts';

/** Something that is listed but is no node: uploads, versions, trash, principals. Properties by 'namespace name' as XML. */
export interface PlainResource {
  readonly href: string;
  readonly properties: Readonly<Record<string, string>>;
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
  call: DavCall,
  self: PlainResource,
  members: () => Promise<readonly PlainResource[]>,
): Promise<Answer> {
  const depth = propfindDepth(call.headers.depth);
  const request = parsePropfind(await readXml(call.body));
  const resources = depth === '0' ? [self] : [self, ...(await members())];
  const names = request.kind === 'prop' ? request.names : null;
  return xmlAnswer(207, multistatus(resources.map((r) => responseOf(r, names, request.kind === 'propname'))));
}

/** The body of a REPORT; `names` null: all that they have. */
export function writePlain(resources: readonly PlainResource[], names: readonly XmlName[] | null): string {
  return multistatus(resources.map((resource) => responseOf(resource, names, false)));
}

function responseOf({ href, properties }: PlainResource, names: readonly XmlName[] | null, namesOnly: boolean): string {
  let found = '';
  let absent = '';
  for (const name of names ?? Object.keys(properties).map(split)) {
    const value = Object.hasOwn(properties, key(name)) ? properties[key(name)] : undefined;
    if (value === undefined) absent += emptyElement(name);
    else found += namesOnly || value === '' ? emptyElement(name) : element(name, value);
  }
  return propertyResponse(href, found, absent);
}

function split(text: string): XmlName {
  const space = text.lastIndexOf(' ');
  return { namespace: text.slice(0, space), name: text.slice(space + 1) };
}

function element(name: XmlName, content: string): string {
  const { tag, declaration } = tagOf(name);
  return `<${tag}${declaration}>${content}</${tag}>`;
}
