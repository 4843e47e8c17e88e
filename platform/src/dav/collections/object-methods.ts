import { parsePropfind, multistatusEnd, multistatusStart } from '@landescloud/webdav-xml';
import { decideRead } from '../conditional-read.ts';
import { xmlAnswer, type Answer, type DavCall } from '../answer.ts';
import { DavError } from '../dav-error.ts';
import { parseOverwrite, propfindDepth } from '../depth.ts';
import { strongTags } from '../etag-header.ts';
import { destinationPath, requestPath } from '../raw-path.ts';
import { readBody, readXml } from '../read-body.ts';
import type { Collection, CollectionsPort, ObjectConditions, ObjectPlace, StoredObject } from './collection-port.ts';
import { collectionHref } from './collection-resource.ts';
import { objectWriter } from './object-writer.ts';
import { propfindProp } from './propfind-prop.ts';

export function conditionsOf({ headers }: Pick<DavCall, 'headers'>): ObjectConditions {
  const ifMatch = strongTags(headers['if-match']);
  const ifNoneMatch = strongTags(headers['if-none-match']);
  return {
    headers,
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
  };
}

export function placeOf(call: DavCall): ObjectPlace {
  return { collection: call.path[0] ?? '', object: call.path[1] ?? '' };
}

export function objectMethods<C extends Collection, O extends StoredObject>(port: CollectionsPort<C, O>) {
  async function get(call: DavCall): Promise<Answer> {
    const { object } = await port.object(call.actor, placeOf(call));
    const data = object.data ?? Buffer.alloc(0);
    const { status } = decideRead(
      { ...call.headers, range: undefined },
      { etag: object.etag, mtime: object.modifiedAt, size: data.length },
    );
    const headers = {
      etag: `"${object.etag}"`,
      'last-modified': new Date(object.modifiedAt).toUTCString(),
      ...port.objectHeaders?.(object),
    };
    if (status === 304) return { status, headers };
    if (status === 412) throw new DavError(412, 'dav.precondition_failed', 'It is not in the state that was expected.');
    return {
      status: 200,
      headers: { ...headers, 'content-type': port.contentType(object), 'content-length': data.length },
      body: data,
    };
  }

  async function propfind(call: DavCall): Promise<Answer> {
    propfindDepth(call.headers.depth);
    const body = await readXml(call.body);
    const asked = parsePropfind(body);
    const place = placeOf(call);
    const { collection, object } = await port.object(call.actor, place);
    const writer = objectWriter(
      port,
      collection,
      collectionHref(call, place.collection),
      asked.kind === 'prop' ? propfindProp(body) : undefined,
      asked.kind === 'propname',
    );
    return xmlAnswer(207, multistatusStart + writer.write(object) + multistatusEnd);
  }

  return {
    GET: get,
    HEAD: get,
    PROPFIND: propfind,
    async PUT(call: DavCall): Promise<Answer> {
      const data = await readBody(call.body, port.mostBytes).catch((error: unknown) => {
        if (!(error instanceof DavError) || error.code !== 'dav.body_too_large') throw error;
        throw new DavError(403, 'dav.object_too_large', error.message, { condition: port.sizeCondition });
      });
      const { created, etag, headers = {} } = await port.put(call.actor, placeOf(call), data, conditionsOf(call));
      return {
        status: created ? 201 : 204,
        headers: { ...headers, ...(etag === null ? {} : { etag: `"${etag}"` }) },
      };
    },
    async DELETE(call: DavCall): Promise<Answer> {
      await port.remove(call.actor, placeOf(call), conditionsOf(call));
      return { status: 204 };
    },
    MOVE: (call: DavCall) => moveOrCopy(call, false),
    COPY: (call: DavCall) => moveOrCopy(call, true),
    async PROPPATCH(call: DavCall): Promise<Answer> {
      await port.object(call.actor, placeOf(call));
      throw new DavError(403, 'dav.property_protected', 'An object has no properties of its own.', {
        condition: '<d:cannot-modify-protected-property/>',
      });
    },
  };

  async function moveOrCopy(call: DavCall, copy: boolean): Promise<Answer> {
    const target = destinationPath(call.headers.destination?.toString());
    const home = requestPath(call.root);
    const [collection, object, more] = target.slice(home.length);
    const isHere = home.every((segment, at) => segment === target[at]);
    if (!isHere || collection === undefined || object === undefined || more !== undefined)
      throw new DavError(403, 'dav.destination_elsewhere', 'It can only be moved to another collection of yours.');
    const overwrite = parseOverwrite(call.headers.overwrite?.toString());
    const from = placeOf(call);
    if (from.collection === collection && from.object === object)
      throw new DavError(403, 'dav.destination_same', 'It is there already.');
    const {
      created,
      etag,
      headers = {},
    } = await port.move(call.actor, from, { collection, object }, { copy, overwrite, conditions: conditionsOf(call) });
    return {
      status: created ? 201 : 204,
      headers: { ...headers, ...(etag === null ? {} : { etag: `"${etag}"` }) },
    };
  }
}
