import { encodeSegment } from '@landescloud/webdav-xml';
import type { DavCall } from '../answer.ts';
import { collection as collectionType, text, type PlainResource } from '../plain-resource.ts';
import { aboutActor, personHref } from '../principals/principal.ts';
import type { Collection, CollectionsPort, StoredObject } from './collection-port.ts';
import { currentPrivileges } from './privileges.ts';
import { syncToken } from './sync-token.ts';

const CALENDARSERVER = 'http://calendarserver.org/ns/';
const OWNCLOUD = 'http://owncloud.org/ns';
const NEXTCLOUD = 'http://nextcloud.org/ns';

export function collectionHref(call: DavCall, uri: string): string {
  return `${call.root}/${encodeSegment(uri)}/`;
}

export function homeResource<C extends Collection, O extends StoredObject>(
  port: CollectionsPort<C, O>,
  call: DavCall,
): PlainResource {
  const owner = `<d:href>${personHref(call.actor.login)}</d:href>`;
  const rights = { read: true, write: true, manage: true, share: false };
  return {
    href: `${call.root}/`,
    properties: {
      'DAV: resourcetype': collectionType,
      'DAV: owner': owner,
      'DAV: current-user-privilege-set': currentPrivileges(rights),
      'DAV: supported-report-set': '',
      ...aboutActor(call.actor),
      ...port.homeProperties(call),
    },
  };
}

export function collectionResource<C extends Collection, O extends StoredObject>(
  port: CollectionsPort<C, O>,
  call: DavCall,
  collection: C,
): PlainResource {
  const token = syncToken(collection);
  const { owner } = collection;
  const dead = port.deadProperties?.(collection);
  return {
    href: collectionHref(call, collection.uri),
    properties: {
      'DAV: resourcetype': collectionType + port.resourceTypes(collection),
      'DAV: sync-token': token,
      [`${CALENDARSERVER} getctag`]: token,
      'DAV: current-user-privilege-set': currentPrivileges(collection.rights),
      'DAV: supported-report-set': reportsOf(port),
      ...(owner === null
        ? {}
        : {
            'DAV: owner': `<d:href>${personHref(owner.login)}</d:href>`,
            [`${OWNCLOUD} owner-principal`]: personHref(owner.login)
              .replace(/^\/remote\.php\/dav\//, '')
              .replace(/\/$/, ''),
            [`${NEXTCLOUD} owner-displayname`]: text(owner.name),
          }),
      ...(collection.rights.write ? {} : { [`${OWNCLOUD} read-only`]: '1' }),
      ...(collection.rights.share && port.share !== undefined
        ? { [`${CALENDARSERVER} allowed-sharing-modes`]: `<x:can-be-shared xmlns:x="${CALENDARSERVER}"/>` }
        : {}),
      ...aboutActor(call.actor),
      ...port.collectionProperties(call, collection),
    },
    ...(dead === undefined ? {} : { elements: dead }),
  };
}

function reportsOf(port: { multiget: string; reports: Readonly<Record<string, unknown>> }): string {
  return ['DAV: sync-collection', port.multiget, ...Object.keys(port.reports)]
    .map((name) => {
      const space = name.lastIndexOf(' ');
      const element = `<x:${name.slice(space + 1)} xmlns:x="${name.slice(0, space)}"/>`;
      return `<d:supported-report><d:report>${element}</d:report></d:supported-report>`;
    })
    .join('');
}
