import {
  DAV,
  child,
  childElements,
  childNames,
  emptyElement,
  escapeText,
  propertyResponse,
  tagOf,
  type XmlElement,
  type XmlName,
} from '@landescloud/webdav-xml';
import { key } from '../plain-resource.ts';
import { encodeSegment } from '@landescloud/webdav-xml';
import type { Collection, CollectionsPort, ObjectWriter, StoredObject } from './collection-port.ts';
import { currentPrivileges } from './privileges.ts';

interface Compiled<O> {
  readonly open: string;
  readonly close: string;
  readonly empty: string;
  readonly write: ((object: O) => string | null) | null;
}

/** Writes objects with the properties that are asked for; `prop` undefined: the usual ones. */
export function objectWriter<C extends Collection, O extends StoredObject>(
  port: CollectionsPort<C, O>,
  collection: C,
  folderHref: string,
  prop: XmlElement | undefined,
  namesOnly = false,
): ObjectWriter<O> {
  const usual = usualProperties(port, collection);
  const named = prop !== undefined;
  const names: readonly XmlName[] = named ? childNames(prop) : Object.keys(usual).map(split);
  const asked = named ? childElements(prop).find((each) => key(each) === port.dataProperty) : undefined;
  const dataOf = asked === undefined ? undefined : port.dataWriter?.(asked);
  const properties = names.map((name): Compiled<O> => {
    const id = key(name);
    const { tag, declaration } = tagOf(name);
    const write =
      asked !== undefined && id === port.dataProperty
        ? (object: O): string => escapeText(dataOf === undefined ? port.writeData(object, asked) : dataOf(object))
        : ((Object.hasOwn(port.objectProperties, id) ? port.objectProperties[id] : undefined) ??
          (Object.hasOwn(usual, id) ? usual[id] : undefined) ??
          null);
    return { open: `<${tag}${declaration}>`, close: `</${tag}>`, empty: emptyElement(name), write };
  });
  return {
    data: asked !== undefined,
    write(object) {
      let found = '';
      let absent = '';
      for (const { open, close, empty, write } of properties) {
        const value = write === null ? null : write(object);
        if (value === null) absent += named ? empty : '';
        else found += namesOnly || value === '' ? empty : open + value + close;
      }
      return propertyResponse(folderHref + encodeSegment(object.uri), found, absent);
    },
  };
}

function split(text: string): XmlName {
  const space = text.lastIndexOf(' ');
  return { namespace: text.slice(0, space), name: text.slice(space + 1) };
}

function usualProperties<C extends Collection, O extends StoredObject>(
  port: CollectionsPort<C, O>,
  collection: C,
): Readonly<Record<string, (object: O) => string | null>> {
  const privileges = currentPrivileges(collection.rights);
  return {
    'DAV: getetag': ({ etag }) => `"${etag}"`,
    'DAV: getcontenttype': (object) => escapeText(port.contentType(object)),
    'DAV: getcontentlength': ({ size }) => String(size),
    'DAV: getlastmodified': ({ modifiedAt }) => new Date(modifiedAt).toUTCString(),
    'DAV: resourcetype': () => '',
    'DAV: current-user-privilege-set': () => privileges,
  };
}

/** The `d:prop` of a report. */
export function propOf(report: XmlElement): XmlElement | undefined {
  return child(report, DAV, 'prop');
}
