import type { NodeView } from '@landescloud/files';
import type { LinkView } from '../links/link-view.ts';
import type { ShareView } from '../shares/share-views.ts';
import { expirationOf } from './expiration.ts';
import { ocsId } from './parameters.ts';
import { permissionsOf, permissionsOfLink } from './permissions.ts';

export interface Placed {
  readonly node: NodeView;
  /** Below the root of the person who asks. */
  readonly path: readonly string[];
  readonly rootId: number;
  readonly hasPreview: boolean;
  readonly itemPermissions: number;
}

const seconds = (ms: number): number => Math.floor(ms / 1000);
const folderType = 'httpd/unix-directory';

/** Organisations are shown to clients as groups; no key of a group has a colon. */
const organisationPrefix = 'organisation:';

export function shareWithOf({ kind, key }: { kind: string; key: string }): string {
  return kind === 'organisation' ? organisationPrefix + key : key;
}

export function shareTypeOf(kind: string): number {
  return kind === 'person' ? 0 : 1;
}

export function recipientOf(shareType: number, shareWith: string) {
  if (shareType === 0) return { kind: 'person', key: shareWith } as const;
  if (!shareWith.startsWith(organisationPrefix)) return { kind: 'group', key: shareWith } as const;
  return { kind: 'organisation', key: shareWith.slice(organisationPrefix.length) } as const;
}

function itemOf({ node, path, rootId, hasPreview, itemPermissions }: Placed, received: boolean) {
  return {
    path: `/${path.join('/')}`,
    item_type: node.kind,
    item_permissions: itemPermissions,
    'is-mount-root': received && node.parentId === null,
    'mount-type': received ? 'shared' : '',
    mimetype: node.kind === 'folder' ? folderType : node.mime,
    has_preview: hasPreview,
    storage_id: received ? `shared::/${path.join('/')}` : `home::${node.ownerLogin}`,
    storage: node.spaceId,
    item_source: node.id,
    file_source: node.id,
    file_parent: node.parentId ?? rootId,
    file_target: received ? `/${path.join('/')}` : `/${node.name}`,
    item_size: node.size,
    item_mtime: seconds(node.mtime),
  };
}

/** What clients ask for by `include_tags`: of the tags only whether it is a favourite of theirs. */
export function tagsOf({ node }: Placed) {
  return { tags: node.favourite ? ['_$!<Favorite>!$_'] : [] };
}

export function presentShare(share: ShareView, placed: Placed, received: boolean) {
  const { node } = placed;
  const { recipient } = share;
  return {
    id: ocsId.ofShare(share.id),
    share_type: shareTypeOf(recipient.kind),
    uid_owner: share.sharedBy?.login ?? '',
    displayname_owner: share.sharedBy?.name ?? '',
    permissions: permissionsOf(share, node.kind),
    can_edit: share.mine,
    can_delete: share.mine || received,
    stime: seconds(share.sharedAt),
    parent: null,
    expiration: expirationOf(share.endsAt),
    token: null,
    uid_file_owner: node.ownerLogin,
    note: share.message,
    label: null,
    displayname_file_owner: node.ownerName,
    ...itemOf(placed, received),
    share_with: shareWithOf(recipient),
    share_with_displayname: recipient.name,
    ...(recipient.kind === 'person' ? { share_with_displayname_unique: recipient.key, status: [] } : {}),
    mail_send: 0,
    hide_download: 0,
    attributes: null,
  };
}

export function presentLink(link: LinkView, placed: Placed) {
  const { node } = placed;
  const password = link.hasPassword ? '***' : null;
  return {
    id: ocsId.ofLink(link.id),
    share_type: 3,
    uid_owner: link.maker?.login ?? '',
    displayname_owner: link.maker?.name ?? '',
    permissions: permissionsOfLink(link.kind, node.kind),
    can_edit: true,
    can_delete: true,
    stime: seconds(link.madeAt),
    parent: null,
    expiration: expirationOf(link.endsAt),
    token: link.address.slice(link.address.lastIndexOf('/') + 1),
    uid_file_owner: node.ownerLogin,
    note: link.message,
    label: link.name,
    displayname_file_owner: node.ownerName,
    ...itemOf(placed, false),
    share_with: password,
    share_with_displayname: '(Shared link)',
    password,
    send_password_by_talk: false,
    url: link.address,
    mail_send: 0,
    hide_download: link.viewOnly ? 1 : 0,
    attributes: null,
  };
}
