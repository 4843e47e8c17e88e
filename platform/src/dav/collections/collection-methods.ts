import {
  DAV,
  emptyElement,
  is,
  multistatus,
  multistatusEnd,
  multistatusStart,
  parsePropertyUpdate,
  parsePropfind,
  parseXml,
  propertyInstructions,
  propstatResponse,
  XmlInvalid,
} from '@landescloud/webdav-xml';
import { Readable } from 'node:stream';
import { xmlAnswer, xmlType, type Answer, type DavCall } from '../answer.ts';
import { DavError } from '../dav-error.ts';
import { propfindDepth } from '../depth.ts';
import { plainResponse } from '../plain-resource.ts';
import { readXml } from '../read-body.ts';
import type { Collection, CollectionsPort, ObjectWriter, StoredObject } from './collection-port.ts';
import { collectionHref, collectionResource } from './collection-resource.ts';
import { collectionReport } from './collection-reports.ts';
import { objectWriter } from './object-writer.ts';
import { propfindProp } from './propfind-prop.ts';
import { readShareChanges } from './share-changes.ts';

const CALDAV = 'urn:ietf:params:xml:ns:caldav';

export function collectionMethods<C extends Collection, O extends StoredObject>(port: CollectionsPort<C, O>) {
  const uriOf = (call: DavCall): string => call.path[0] ?? '';

  async function make(call: DavCall): Promise<Answer> {
    const body = await readXml(call.body);
    const root = body.trim() === '' ? null : parseXml(body);
    if (root !== null && !is(root, DAV, 'mkcol') && !is(root, CALDAV, 'mkcalendar'))
      throw new XmlInvalid('unexpected', 'The root element must be mkcol or mkcalendar.');
    const properties = root === null ? [] : propertyInstructions(root);
    const method = call.method === 'MKCALENDAR' ? 'MKCALENDAR' : 'MKCOL';
    await port.make(call.actor, uriOf(call), { method, properties });
    return { status: 201, headers: { 'cache-control': 'no-cache' } };
  }

  return {
    async PROPFIND(call: DavCall): Promise<Answer> {
      const depth = propfindDepth(call.headers.depth);
      const body = await readXml(call.body);
      const asked = parsePropfind(body);
      const found = await port.get(call.actor, uriOf(call));
      const names = asked.kind === 'prop' ? asked.names : null;
      const self = await plainResponse(collectionResource(port, call, found), names, asked.kind === 'propname');
      if (depth === '0') return xmlAnswer(207, multistatusStart + self + multistatusEnd);
      const prop = asked.kind === 'prop' ? propfindProp(body) : undefined;
      const href = collectionHref(call, found.uri);
      const writer = objectWriter(port, found, href, prop, asked.kind === 'propname');
      const objects = await port.objects(call.actor, found, { data: writer.data });
      return sendObjects(multistatusStart + self, objects, writer);
    },
    async PROPPATCH(call: DavCall): Promise<Answer> {
      const instructions = parsePropertyUpdate(await readXml(call.body));
      const results = await port.update(call.actor, uriOf(call), instructions);
      const failed = results.some(({ status }) => status !== 200);
      const groups = instructions.map((instruction, at) => {
        const { status, error } = results[at] ?? { status: 403 };
        const shown = failed && status === 200 ? 424 : status;
        return { status: shown, properties: emptyElement(instruction), ...(error === undefined ? {} : { error }) };
      });
      return xmlAnswer(207, multistatus(propstatResponse(collectionHref(call, uriOf(call)), groups)));
    },
    async DELETE(call: DavCall): Promise<Answer> {
      await port.removeCollection(call.actor, uriOf(call));
      return { status: 204 };
    },
    REPORT: (call: DavCall) => collectionReport(port, call, uriOf(call)),
    MKCOL: make,
    MKCALENDAR: make,
    /** Sharing as Nextcloud's and Apple's clients do it: `oc:share`, `cs:share`. */
    async POST(call: DavCall): Promise<Answer> {
      if (port.share === undefined)
        throw new DavError(405, 'dav.method_not_allowed', 'Nothing can be sent here.', {
          allow: ['PROPFIND', 'REPORT'],
        });
      await port.share(call.actor, uriOf(call), readShareChanges(await readXml(call.body)));
      return { status: 200 };
    },
    async GET(call: DavCall): Promise<Answer> {
      await port.get(call.actor, uriOf(call));
      throw new DavError(405, 'dav.method_not_allowed', 'A collection is listed by PROPFIND.', {
        allow: ['OPTIONS', 'PROPFIND', 'PROPPATCH', 'REPORT', 'DELETE', 'POST'],
      });
    },
  };
}

/** Longer listings are written while they are sent. */
const sentAtOnce = 2000;
const pieceLength = 256 * 1024;

export function sendObjects<O extends StoredObject>(
  start: string,
  objects: readonly O[],
  writer: ObjectWriter<O>,
): Answer {
  if (objects.length > sentAtOnce)
    return { status: 207, headers: { 'content-type': xmlType }, body: Readable.from(pieces(start, objects, writer)) };
  let text = start;
  for (const object of objects) text += writer.write(object);
  return xmlAnswer(207, text + multistatusEnd);
}

function* pieces<O extends StoredObject>(
  start: string,
  objects: readonly O[],
  writer: ObjectWriter<O>,
): Generator<Buffer> {
  let text = start;
  for (const object of objects) {
    text += writer.write(object);
    if (text.length < pieceLength) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text + multistatusEnd);
}
