import { NEXTCLOUD, OWNCLOUD, encodeSegment } from '@landescloud/webdav-xml';
import { DomainError } from '@landescloud/kernel';
import type { TrashView } from '../../files.ts';
import type { DavCall, Handler } from '../dav-call.ts';
import { davAddress } from '../dav-call.ts';
import { nodeHeaders, ocId } from '../file-headers.ts';
import { contentAnswer } from '../methods/get.ts';
import { mayHavePreview } from '../properties/may-have-preview.ts';
import { destinationPath } from '@landescloud/platform/dav';
import {
  type Answer,
  DavError,
  type PlainResource,
  byMethod,
  collection,
  plainPropfind,
  text,
} from '@landescloud/platform/dav';

/** `/remote.php/dav/trashbin/<login>/trash/<name>.d<unix time>`; moved to `…/restore/…` an item goes back. */
export function trashbinTree(call: DavCall): Promise<Answer> {
  const [branch, item, below] = call.path;
  if (branch === undefined) return byMethod({ PROPFIND: listRoot }, call);
  if (branch === 'restore' && item === undefined) return byMethod({ PROPFIND: listRestore }, call);
  if (branch !== 'trash' || below !== undefined) throw notThere();
  return byMethod(item === undefined ? bin : one, call);
}

const bin: Readonly<Record<string, Handler>> = {
  async PROPFIND(call) {
    const href = `${call.root}/trash/`;
    return plainPropfind(call, { href, properties: { 'DAV: resourcetype': collection } }, async () => {
      const items = await allItems(call);
      return [...namesOf(items)].map(([name, item]) => resource(call, href + encodeSegment(name), item));
    });
  },
  async DELETE(call) {
    await call.deps.files.trash.empty(call.actor);
    return { status: 204 };
  },
};

const one: Readonly<Record<string, Handler>> = {
  async PROPFIND(call) {
    const item = await findItem(call);
    return plainPropfind(
      call,
      resource(call, `${call.root}/trash/${encodeSegment(call.path[1] ?? '')}`, item),
      async () => [],
    );
  },
  GET: content,
  HEAD: content,
  async MOVE(call) {
    const item = await findItem(call);
    const target = davAddress(destinationPath(call.headers.destination?.toString()));
    if (target?.tree !== 'trashbin' || target.login !== call.actor.login || target.path[0] !== 'restore') {
      throw new DavError(403, 'dav.destination_elsewhere', 'From the trash things can only be moved to restore.');
    }
    const node = await call.deps.files.trash.restore(call.actor, item.id);
    return { status: 201, headers: nodeHeaders(call.deps, node) };
  },
  async DELETE(call) {
    const { id } = await findItem(call);
    await call.deps.files.trash.purge(call.actor, id);
    return { status: 204 };
  },
};

async function content(call: DavCall): Promise<Answer> {
  const { id } = await findItem(call);
  return contentAnswer(call, await call.deps.files.contents.open(call.actor, { id }, { trashId: id }));
}

async function listRoot(call: DavCall): Promise<Answer> {
  const branch = (name: string): PlainResource => ({
    href: `${call.root}/${name}`,
    properties: { 'DAV: resourcetype': collection },
  });
  return plainPropfind(call, branch(''), async () => [branch('trash/'), branch('restore/')]);
}

async function listRestore(call: DavCall): Promise<Answer> {
  return plainPropfind(
    call,
    { href: `${call.root}/restore/`, properties: { 'DAV: resourcetype': collection } },
    async () => [],
  );
}

const pageSize = 1000;

async function allItems(call: DavCall): Promise<TrashView[]> {
  const items: TrashView[] = [];
  for (;;) {
    const page = await call.deps.files.trash.list(call.actor, { offset: items.length, limit: pageSize });
    items.push(...page.items);
    if (page.items.length < pageSize) return items;
  }
}

const seconds = (time: number): number => Math.floor(time / 1000);

/** Of two with the same name and second the later ones are told apart by their id. */
function namesOf(items: readonly TrashView[]): Map<string, TrashView> {
  const names = new Map<string, TrashView>();
  for (const item of items.toSorted((a, b) => b.trashedAt - a.trashedAt || a.id - b.id)) {
    const name = `${item.name}.d${seconds(item.trashedAt)}`;
    names.set(names.has(name) ? `${item.name} (${item.id}).d${seconds(item.trashedAt)}` : name, item);
  }
  return names;
}

async function findItem(call: DavCall): Promise<TrashView> {
  const asked = call.path[1] ?? '';
  const time = Number(/\.d(\d{1,12})$/.exec(asked)?.[1] ?? Number.NaN);
  if (Number.isNaN(time)) throw notThere();
  const items: TrashView[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await call.deps.files.trash.list(call.actor, { offset, limit: pageSize });
    items.push(...page.items.filter((i) => seconds(i.trashedAt) === time));
    const last = page.items.at(-1);
    // The list begins with the latest.
    if (last === undefined || page.items.length < pageSize || seconds(last.trashedAt) < time) break;
  }
  const found = namesOf(items).get(asked) ?? items.find((i) => asked === `${i.name} (${i.id}).d${time}`);
  if (found === undefined) throw notThere();
  return found;
}

function resource(call: DavCall, href: string, item: TrashView): PlainResource {
  const isFolder = item.kind === 'folder';
  return {
    href: isFolder ? `${href.replace(/\/$/, '')}/` : href,
    properties: {
      'DAV: resourcetype': isFolder ? collection : '',
      'DAV: displayname': text(item.name),
      'DAV: getlastmodified': new Date(item.mtime).toUTCString(),
      'DAV: getetag': `"${text(item.etag)}"`,
      ...(isFolder ? {} : { 'DAV: getcontentlength': String(item.size), 'DAV: getcontenttype': text(item.mime) }),
      [`${OWNCLOUD} id`]: ocId(call.deps, item.id),
      [`${OWNCLOUD} fileid`]: String(item.id),
      [`${OWNCLOUD} size`]: String(item.size),
      [`${OWNCLOUD} permissions`]: 'GD',
      [`${NEXTCLOUD} trashbin-filename`]: text(item.name),
      [`${NEXTCLOUD} trashbin-original-location`]: text(item.path),
      [`${NEXTCLOUD} trashbin-title`]: text(item.name),
      [`${NEXTCLOUD} trashbin-deletion-time`]: String(seconds(item.trashedAt)),
      [`${NEXTCLOUD} trashbin-deleted-by-id`]: text(item.trashedBy?.login ?? ''),
      [`${NEXTCLOUD} trashbin-deleted-by-display-name`]: text(item.trashedBy?.name ?? ''),
      [`${NEXTCLOUD} has-preview`]: String(!isFolder && mayHavePreview(item.mime)),
      [`${NEXTCLOUD} is-encrypted`]: '0',
    },
  };
}

function notThere(): DomainError {
  return new DomainError('NotFound', 'files.trash_not_found', 'There is no such item in the trash.');
}
