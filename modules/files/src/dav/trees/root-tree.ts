import { DomainError } from '@landescloud/kernel';
import { encodePath, encodeSegment } from '@landescloud/webdav-xml';
import { avatarOf } from '../../ocs/avatar.ts';
import type { Answer, DavCall, Handler } from '../dav-call.ts';
import { bulk } from '../bulk/bulk.ts';
import { byMethod } from '../method-table.ts';
import { report } from '../methods/report.ts';
import { search } from '../methods/search.ts';
import { collection, plainPropfind, text, type PlainResource } from '../plain-resource.ts';

/** What lies above the trees: `/remote.php/dav/`, each tree's folder of people, and principals (RFC 3744 section 4). */
export function rootTree(call: DavCall): Promise<Answer> {
  const [tree, second, login, below] = call.path;
  if (tree === undefined) return byMethod(root, call);
  if (tree === 'avatars' && login !== undefined && below === undefined)
    return byMethod({ GET: personAvatar, HEAD: personAvatar }, call);
  if (tree === 'bulk' && second === undefined) return byMethod({ POST: bulk }, call);
  if (treesOfPeople.includes(tree) && second === undefined)
    return byMethod({ PROPFIND: peopleOf, SEARCH: search }, call);
  if (tree === 'principals' && below === undefined && (second === undefined || second === 'users')) {
    if (login === undefined) return byMethod({ PROPFIND: peopleOf }, call);
    if (login.toLowerCase() === call.actor.login) return byMethod({ PROPFIND: principal, REPORT: report }, call);
  }
  throw new DomainError('NotFound', 'files.node_not_found', 'There is no such file or folder.');
}

/** `/remote.php/dav/avatars/<login>/<size>.png`; one's own alone. */
async function personAvatar(call: DavCall): Promise<Answer> {
  const size = /^(\d{1,4})(?:\.png)?$/.exec(call.path[2] ?? '')?.[1];
  if (size === undefined || call.path[1]?.toLowerCase() !== call.actor.login) {
    throw new DomainError('NotFound', 'files.no_preview', 'There is no picture of it.');
  }
  const headers = { 'content-type': 'image/png', 'cache-control': 'private, max-age=86400' };
  return { status: 200, headers, body: await avatarOf(call.actor, Number(size)) };
}

const treesOfPeople = ['files', 'uploads', 'trashbin', 'versions'];

const root: Readonly<Record<string, Handler>> = {
  PROPFIND: (call) =>
    plainPropfind(call, folder(call, []), async () =>
      [...treesOfPeople, 'principals'].map((name) => folder(call, [name])),
    ),
  SEARCH: search,
};

function folder(call: DavCall, path: readonly string[]): PlainResource {
  return {
    href: `${call.root}${encodePath(path)}/`,
    properties: { 'DAV: resourcetype': collection, ...aboutActor(call) },
  };
}

/** Nobody sees anyone but themselves. */
async function peopleOf(call: DavCall): Promise<Answer> {
  const isPrincipals = call.path[0] === 'principals';
  const next = isPrincipals && call.path.length === 1 ? 'users' : call.actor.login;
  const member = isPrincipals && call.path.length === 2 ? principalResource(call) : folder(call, [...call.path, next]);
  return plainPropfind(call, folder(call, call.path), async () => [member]);
}

async function principal(call: DavCall): Promise<Answer> {
  return plainPropfind(call, principalResource(call), async () => []);
}

function principalResource(call: DavCall): PlainResource {
  const href = principalHref(call);
  return {
    href,
    properties: {
      'DAV: resourcetype': '<d:collection/><d:principal/>',
      'DAV: displayname': text(call.actor.name),
      'DAV: principal-URL': `<d:href>${href}</d:href>`,
      'DAV: alternate-URI-set': '',
      'DAV: group-membership': '',
      ...aboutActor(call),
    },
  };
}

function aboutActor(call: DavCall): Record<string, string> {
  return {
    'DAV: current-user-principal': `<d:href>${principalHref(call)}</d:href>`,
    'DAV: principal-collection-set': `<d:href>${call.root}/principals/users/</d:href>`,
  };
}

function principalHref(call: DavCall): string {
  return `${call.root}/principals/users/${encodeSegment(call.actor.login)}/`;
}
