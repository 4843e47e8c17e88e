import { DomainError, type PersonActor } from '@landescloud/kernel';
import { byMethod, type Answer, type DavCall as PlatformCall, type DavTree } from '@landescloud/platform/dav';
import { avatarOf } from '../../ocs/avatar.ts';
import { bulk } from '../bulk/bulk.ts';
import { commentsTree } from '../comments/comments-tree.ts';
import { inFilesOf, type DavCall, type DavDependencies, type Handler } from '../dav-call.ts';
import { fileMethods, optionsOfFiles } from '../methods/options.ts';
import { search } from '../methods/search.ts';
import { filesTree } from './files-tree.ts';
import { trashbinTree } from './trashbin-tree.ts';
import { uploadsTree } from './uploads-tree.ts';
import { versionsTree } from './versions-tree.ts';

/** What files contribute under `/remote.php/dav/`, and `/remote.php/webdav`. */
export function filesTrees(deps: DavDependencies): DavTree[] {
  const within =
    (handler: Handler) =>
    (call: PlatformCall): Promise<Answer> =>
      handler({ ...call, deps, inFiles: inFilesOf(call.actor.login) });
  const shared = { scope: 'files', methods: fileMethods, ...optionsOfFiles } as const;
  const personal = { ...shared, owner: 'login', listed: true, above: { SEARCH: within(search) } } as const;
  const other = { ...shared, owner: 'none', listed: false } as const;
  return [
    { ...personal, name: 'files', alias: 'webdav', handle: within(filesTree) },
    { ...personal, name: 'uploads', handle: within(uploadsTree) },
    { ...personal, name: 'trashbin', handle: within(trashbinTree) },
    { ...personal, name: 'versions', handle: within(versionsTree) },
    { ...other, name: 'comments', handle: within(commentsTree) },
    { ...other, name: 'bulk', handle: within(bulkTree) },
    { ...other, name: 'avatars', handle: within(avatarsTree) },
  ];
}

async function bulkTree(call: DavCall): Promise<Answer> {
  if (call.path.length > 0) throw notThere();
  return byMethod({ POST: bulk }, call);
}

/** `/remote.php/dav/avatars/<login>/<size>.png`; one's own alone. */
async function avatarsTree(call: DavCall): Promise<Answer> {
  if (call.path.length !== 2) throw notThere();
  return byMethod({ GET: personAvatar, HEAD: personAvatar }, call);
}

async function personAvatar(call: DavCall): Promise<Answer> {
  const size = /^(\d{1,4})(?:\.png)?$/.exec(call.path[1] ?? '')?.[1];
  if (size === undefined || !isOwn(call.actor, call.path[0])) {
    throw new DomainError('NotFound', 'files.no_preview', 'There is no picture of it.');
  }
  const headers = { 'content-type': 'image/png', 'cache-control': 'private, max-age=86400' };
  return { status: 200, headers, body: await avatarOf(call.actor, Number(size)) };
}

function isOwn(actor: PersonActor, login: string | undefined): boolean {
  return login?.toLowerCase() === actor.login;
}

function notThere(): DomainError {
  return new DomainError('NotFound', 'files.node_not_found', 'There is no such file or folder.');
}
