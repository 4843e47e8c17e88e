import { DAV, escapeText, OWNCLOUD } from '@landescloud/webdav-xml';
import { httpDate } from '../properties/http-date.ts';
import type { DavComment } from './comments-port.ts';

export function commentsHref(nodeId: number): string {
  return `/remote.php/dav/comments/files/${nodeId}`;
}

export function commentHref(nodeId: number, id: number): string {
  return `${commentsHref(nodeId)}/${id}`;
}

/** As Nextcloud calls them; there are no answers to single comments here. */
export function commentProperties(nodeId: number, comment: DavComment, isUnread: boolean): Record<string, string> {
  const { id, person, text, mentions, createdAt } = comment;
  const when = httpDate(createdAt);
  const values: Record<string, string> = {
    id: String(id),
    parentId: '0',
    topmostParentId: '0',
    childrenCount: '0',
    message: escapeText(text),
    verb: 'comment',
    actorType: person === null ? 'deleted_users' : 'users',
    actorId: escapeText(person?.login ?? 'deleted_users'),
    actorDisplayName: escapeText(person?.name ?? ''),
    creationDateTime: when,
    latestChildDateTime: '',
    objectType: 'files',
    objectId: String(nodeId),
    referenceId: '',
    isUnread: isUnread ? 'true' : 'false',
    mentions: mentions.map(mention).join(''),
  };
  return {
    [`${DAV} resourcetype`]: '',
    [`${DAV} getlastmodified`]: when,
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`${OWNCLOUD} ${name}`, value])),
  };
}

function mention({ login, name }: { readonly login: string; readonly name: string }): string {
  return (
    `<oc:mention><oc:mentionType>user</oc:mentionType><oc:mentionId>${escapeText(login)}</oc:mentionId>` +
    `<oc:mentionDisplayName>${escapeText(name)}</oc:mentionDisplayName></oc:mention>`
  );
}
