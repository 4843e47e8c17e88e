import { DAV, NEXTCLOUD, OWNCLOUD, escapeText } from '@landescloud/webdav-xml';
import type { Sharee } from '../dav-call.ts';
import type { LockView, NodeView } from '../../views.ts';
import { formatToken } from '../../queries/list-changes.ts';
import { commentsHref } from '../comments/comment-properties.ts';
import { ocId } from '../file-headers.ts';
import { httpDate } from './http-date.ts';
import { lockDiscovery, supportedLock } from './lock-xml.ts';
import { ocPermissions, ocmPermissions, sharePermissions } from './permissions.ts';

export interface LockWithRoot {
  readonly lock: LockView;
  readonly rootHref: string;
}

/** What a property may need besides the node; filled only as far as a query asks. */
export interface PropertyContext {
  readonly instanceId: string;
  readonly login: string;
  readonly quota: ReadonlyMap<number, { used: number; available: number }>;
  readonly locks: ReadonlyMap<number, readonly LockWithRoot[]>;
  readonly shareTypes: ReadonlyMap<number, readonly number[]>;
  readonly sharees: ReadonlyMap<number, readonly Sharee[]>;
  readonly comments: ReadonlyMap<number, { readonly total: number; readonly unread: number }>;
  readonly now: number;
  readonly hasPreview: (node: NodeView) => boolean;
}

export type NeedsOf = 'quota' | 'locks' | 'share-types' | 'sharees' | 'comments';

/** The property's content as XML, or null where the node has no such property. */
export type PropertyWriter = (node: NodeView, context: PropertyContext) => string | null;

export interface LiveProperty {
  readonly write: PropertyWriter;
  readonly needs?: NeedsOf;
  /** Whether `allprop` and an empty PROPFIND body include it. */
  readonly basic?: true;
}

const folderOnly =
  (write: PropertyWriter): PropertyWriter =>
  (node, context) =>
    node.kind === 'folder' ? write(node, context) : null;
const fileOnly =
  (write: PropertyWriter): PropertyWriter =>
  (node, context) =>
    node.kind === 'file' ? write(node, context) : null;
const seconds = (milliseconds: number): string => String(Math.floor(milliseconds / 1000));
const flag = (value: boolean): string => (value ? 'true' : 'false');
const ofLock =
  (write: (lock: LockView, context: PropertyContext) => string): PropertyWriter =>
  ({ lock }, context) =>
    lock === null ? '' : write(lock, context);

const reports = ['<d:sync-collection/>', '<oc:filter-files/>']
  .map((r) => `<d:supported-report><d:report>${r}</d:report></d:supported-report>`)
  .join('');

const dav: Record<string, LiveProperty> = {
  resourcetype: { basic: true, write: (node) => (node.kind === 'folder' ? '<d:collection/>' : '') },
  displayname: { basic: true, write: (node) => escapeText(node.name) },
  getlastmodified: { basic: true, write: (node) => httpDate(node.mtime) },
  creationdate: { basic: true, write: (node) => new Date(node.createdAt).toISOString() },
  getetag: { basic: true, write: (node) => `"${node.etag}"` },
  getcontentlength: { basic: true, write: fileOnly((node) => String(node.size)) },
  getcontenttype: { basic: true, write: fileOnly((node) => escapeText(node.mime)) },
  'quota-used-bytes': {
    basic: true,
    needs: 'quota',
    write: folderOnly((node, { quota }) => String(quota.get(node.spaceId)?.used ?? node.size)),
  },
  'quota-available-bytes': {
    basic: true,
    needs: 'quota',
    write: folderOnly((node, { quota }) => String(quota.get(node.spaceId)?.available ?? -3)),
  },
  supportedlock: { basic: true, write: () => supportedLock },
  lockdiscovery: {
    basic: true,
    needs: 'locks',
    write: (node, { locks, now }) => lockDiscovery(locks.get(node.id) ?? [], now),
  },
  'supported-report-set': { write: folderOnly(() => reports) },
  'sync-token': { write: folderOnly((node) => syncToken(node)) },
  'current-user-principal': {
    write: (_, { login }) =>
      login === '' ? '<d:unauthenticated/>' : `<d:href>/remote.php/dav/principals/users/${login}/</d:href>`,
  },
  owner: {
    write: (node) =>
      node.ownerLogin === '' ? null : `<d:href>/remote.php/dav/principals/users/${node.ownerLogin}/</d:href>`,
  },
};

const oc: Record<string, LiveProperty> = {
  id: { write: (node, context) => ocId(context, node.id) },
  fileid: { write: (node) => String(node.id) },
  permissions: { write: (node, { login }) => ocPermissions(node, login) },
  size: { write: (node) => String(node.size) },
  'owner-id': { write: (node) => escapeText(node.ownerLogin) },
  'owner-display-name': { write: (node) => escapeText(node.ownerName) },
  favorite: { write: (node) => (node.favourite ? '1' : '0') },
  checksums: {
    write: (node) => (node.checksums === '' ? null : `<oc:checksum>${escapeText(node.checksums)}</oc:checksum>`),
  },
  'share-types': {
    needs: 'share-types',
    write: (node, { shareTypes }) =>
      (shareTypes.get(node.id) ?? []).map((type) => `<oc:share-type>${type}</oc:share-type>`).join(''),
  },
  tags: { write: () => '' },
  'comments-unread': { needs: 'comments', write: (node, { comments }) => String(comments.get(node.id)?.unread ?? 0) },
  'comments-count': { needs: 'comments', write: (node, { comments }) => String(comments.get(node.id)?.total ?? 0) },
  'comments-href': { write: (node, { login }) => (login === '' ? null : commentsHref(node.id)) },
  'data-fingerprint': { write: (node) => (node.parentId === null && !isSharedRoot(node) ? '' : null) },
};

const nc: Record<string, LiveProperty> = {
  'has-preview': { write: (node, { hasPreview }) => flag(hasPreview(node)) },
  'mount-type': { write: (node) => (isSharedRoot(node) ? 'group' : isReceived(node) ? 'shared' : '') },
  'is-mount-root': { write: (node) => flag(isSharedRoot(node) || isReceived(node)) },
  'is-encrypted': { write: () => '0' },
  creation_time: { write: (node) => seconds(node.createdAt) },
  upload_time: { write: (node) => seconds(node.uploadedAt) },
  hidden: { write: () => 'false' },
  'contained-folder-count': { write: folderOnly((node) => String(node.folderCount)) },
  'contained-file-count': { write: folderOnly((node) => String(node.fileCount)) },
  sharees: { needs: 'sharees', write: (node, { sharees }) => (sharees.get(node.id) ?? []).map(shareeXml).join('') },
  'share-attributes': { write: () => '[]' },
  lock: { write: (node) => (node.lock === null ? '' : '1') },
  'lock-owner': { write: ofLock((lock) => escapeText(lock.personLogin)) },
  'lock-owner-displayname': { write: ofLock((lock) => escapeText(lock.personName)) },
  'lock-owner-type': { write: ofLock((lock) => (lock.kind === 'user' ? '0' : '2')) },
  'lock-owner-editor': { write: () => '' },
  'lock-time': { write: ofLock((lock) => seconds(lock.createdAt)) },
  'lock-timeout': { write: ofLock((lock, { now }) => seconds(Math.max(0, lock.expiresAt - now))) },
  'lock-token': { write: ofLock((lock) => escapeText(lock.token)) },
};

/** What stands in one's root by a share. */
function isReceived({ parentId, rootOf }: NodeView): boolean {
  return parentId === null && rootOf === null;
}

function shareeXml({ id, name, type }: Sharee): string {
  return `<nc:sharee><nc:id>${escapeText(id)}</nc:id><nc:display-name>${escapeText(name)}</nc:display-name><nc:type>${type}</nc:type></nc:sharee>`;
}

const tables: ReadonlyMap<string, Readonly<Record<string, LiveProperty>>> = new Map([
  [DAV, dav],
  [OWNCLOUD, oc],
  [NEXTCLOUD, nc],
  [
    'http://open-collaboration-services.org/ns',
    { 'share-permissions': { write: (node) => String(sharePermissions(node)) } },
  ],
  [
    'http://open-cloud-mesh.org/ns',
    { 'share-permissions': { write: (node) => escapeText(JSON.stringify(ocmPermissions(node))) } },
  ],
]);

export function liveProperty(namespace: string, name: string): LiveProperty | undefined {
  const table = tables.get(namespace);
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Properties of these namespaces are never dead: what is not live does not exist, and none can be made. */
export function isOwnNamespace(namespace: string): boolean {
  return tables.has(namespace);
}

export const basicNames = Object.keys(dav)
  .filter((name) => dav[name]?.basic)
  .map((name) => ({ namespace: DAV, name }));
export const allNames = [...tables].flatMap(([namespace, table]) =>
  Object.keys(table).map((name) => ({ namespace, name })),
);

/** RFC 6578: a URI that stands for the folder's state. */
export function syncToken(node: Pick<NodeView, 'spaceId' | 'change'>): string {
  return syncTokenOf(formatToken({ space: node.spaceId, change: node.change }));
}

const tokenPrefix = 'urn:landescloud:sync:';
export function syncTokenOf(token: string): string {
  return `${tokenPrefix}${token}`;
}
/** The token as the core knows it, or null where it is none of ours. */
export function parseSyncToken(token: string): string | null {
  return token.startsWith(tokenPrefix) ? token.slice(tokenPrefix.length) : null;
}

/** Of a space that several people have. */
function isSharedRoot({ rootOf }: NodeView): boolean {
  return rootOf === 'project' || rootOf === 'exchange';
}
