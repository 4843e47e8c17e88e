import { DomainError } from '@landescloud/kernel';
import {
  NEXTCLOUD,
  encodeSegment,
  multistatus,
  parsePropertyUpdate,
  propstatResponse,
  emptyElement,
} from '@landescloud/webdav-xml';
import {
  type Answer,
  DavError,
  type PlainResource,
  byMethod,
  collection,
  destinationPath,
  plainPropfind,
  readXml,
  text,
  xmlAnswer,
} from '@landescloud/platform/dav';
import type { VersionView } from '../../files.ts';
import type { NodeView } from '../../views.ts';
import { davAddress, type DavCall, type Handler } from '../dav-call.ts';
import { nodeHeaders } from '../file-headers.ts';
import { contentAnswer } from '../methods/get.ts';
import { mayHavePreview } from '../properties/may-have-preview.ts';

/** `/remote.php/dav/versions/<login>/versions/<file id>/<version>`; moved to `…/restore/…` a version becomes the file again. */
export function versionsTree(call: DavCall): Promise<Answer> {
  const [branch, file, version, below] = call.path;
  if (branch === undefined || (branch === 'restore' && file === undefined))
    return byMethod({ PROPFIND: listEmpty }, call);
  if (branch !== 'versions' || file === undefined || below !== undefined) throw notThere();
  return byMethod(version === undefined ? { PROPFIND: listVersions } : one, call);
}

const one: Readonly<Record<string, Handler>> = {
  async PROPFIND(call) {
    const { node, version } = await find(call);
    return plainPropfind(call, resource(call, node, version), async () => []);
  },
  GET: content,
  HEAD: content,
  async MOVE(call) {
    const { node, version } = await find(call);
    const target = davAddress(destinationPath(call.headers.destination?.toString()));
    if (target?.tree !== 'versions' || target.login !== call.actor.login || target.path[0] !== 'restore') {
      throw new DavError(403, 'dav.destination_elsewhere', 'A version can only be moved to restore.');
    }
    const restored = await call.deps.files.versions.restore(call.actor, { id: node.id }, version.id);
    return { status: 204, headers: nodeHeaders(call.deps, restored) };
  },
  async DELETE(call) {
    const { node, version } = await find(call);
    await call.deps.files.versions.remove(call.actor, { id: node.id }, version.id);
    return { status: 204 };
  },
  /** A name for a version: `nc:version-label`. */
  async PROPPATCH(call) {
    const { node, version } = await find(call);
    const instructions = parsePropertyUpdate(await readXml(call.body));
    const label = instructions.find((i) => i.namespace === NEXTCLOUD && i.name === 'version-label');
    const { href } = resource(call, node, version);
    if (label === undefined || instructions.length > 1) {
      const group = {
        status: 403,
        properties: instructions.map(emptyElement).join(''),
        error: '<d:cannot-modify-protected-property/>',
      };
      return xmlAnswer(207, multistatus(propstatResponse(href, [group])));
    }
    await call.deps.files.versions.label(
      call.actor,
      { id: node.id },
      version.id,
      label.text === '' ? null : label.text,
    );
    return xmlAnswer(207, multistatus(propstatResponse(href, [{ status: 200, properties: emptyElement(label) }])));
  },
};

async function content(call: DavCall): Promise<Answer> {
  const { node, version } = await find(call);
  return contentAnswer(
    call,
    await call.deps.files.contents.open(call.actor, { id: node.id }, { versionId: version.id }),
  );
}

async function listEmpty(call: DavCall): Promise<Answer> {
  const href = `${call.root}/${call.path.map(encodeSegment).join('/')}`.replace(/\/?$/, '/');
  return plainPropfind(call, { href, properties: { 'DAV: resourcetype': collection } }, async () => []);
}

async function listVersions(call: DavCall): Promise<Answer> {
  const node = await fileOf(call);
  const self: PlainResource = {
    href: `${call.root}/versions/${node.id}/`,
    properties: { 'DAV: resourcetype': collection },
  };
  return plainPropfind(call, self, async () => {
    const versions = await call.deps.files.versions.list(call.actor, { id: node.id });
    return versions.map((version) => resource(call, node, version));
  });
}

async function fileOf(call: DavCall): Promise<NodeView> {
  return call.deps.files.nodes.get(call.actor, { id: wholeId(call.path[1]) });
}

async function find(call: DavCall): Promise<{ node: NodeView; version: VersionView }> {
  const node = await fileOf(call);
  const id = wholeId(call.path[2]);
  const version = (await call.deps.files.versions.list(call.actor, { id: node.id })).find((v) => v.id === id);
  if (version === undefined) throw notThere();
  return { node, version };
}

function wholeId(segment: string | undefined): number {
  if (segment === undefined || !/^\d{1,15}$/.test(segment)) throw notThere();
  return Number(segment);
}

function resource(call: DavCall, node: NodeView, version: VersionView): PlainResource {
  return {
    href: `${call.root}/versions/${node.id}/${version.id}`,
    properties: {
      'DAV: resourcetype': '',
      'DAV: displayname': text(node.name),
      'DAV: getcontentlength': String(version.size),
      'DAV: getcontenttype': text(version.mime),
      'DAV: getlastmodified': new Date(version.mtime).toUTCString(),
      'DAV: getetag': `"${text(version.etag)}"`,
      [`${NEXTCLOUD} version-label`]: text(version.label ?? ''),
      [`${NEXTCLOUD} version-author`]: text(version.createdBy?.login ?? ''),
      [`${NEXTCLOUD} has-preview`]: String(mayHavePreview(version.mime)),
    },
  };
}

function notThere(): DomainError {
  return new DomainError('NotFound', 'files.version_not_found', 'There is no such version.');
}
