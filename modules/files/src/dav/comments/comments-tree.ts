import { DomainError } from '@landescloud/kernel';
import {
  emptyElement,
  is,
  multistatus,
  OWNCLOUD,
  parsePropertyUpdate,
  parseXml,
  propstatResponse,
  child,
  childNames,
  textOf,
  DAV,
  type PropertyInstruction,
} from '@landescloud/webdav-xml';
import {
  type Answer,
  DavError,
  type PlainResource,
  badRequest,
  byMethod,
  collection,
  plainPropfind,
  readBody,
  readXml,
  writePlain,
  xmlAnswer,
} from '@landescloud/platform/dav';
import { type DavCall, type Handler } from '../dav-call.ts';
import type { DavComment, DavComments } from './comments-port.ts';
import { commentHref, commentProperties, commentsHref } from './comment-properties.ts';

const most = 200;
const longestBody = 64 * 1024;

/** `/remote.php/dav/comments/files/<node id>/<comment id>`: comments as Nextcloud's clients read and write them. */
export async function commentsTree(call: DavCall): Promise<Answer> {
  const [kind, node, comment, below] = call.path;
  if (kind !== 'files' || node === undefined || below !== undefined) throw notThere();
  return byMethod(comment === undefined ? many : one, call);
}

const many: Readonly<Record<string, Handler>> = {
  async PROPFIND(call) {
    const nodeId = idOf(call.path[1]);
    const { unread, items } = await port(call).list(call.actor, nodeId, { limit: most });
    const self = { href: commentsHref(nodeId), properties: { [`${DAV} resourcetype`]: collection } };
    return plainPropfind(call, self, () => Promise.resolve(resources(nodeId, items, unread)));
  },

  /** ownCloud's `oc:filter-comments`. */
  async REPORT(call) {
    const nodeId = idOf(call.path[1]);
    const root = parseXml(await readXml(call.body));
    if (!is(root, OWNCLOUD, 'filter-comments')) {
      throw new DavError(403, 'dav.report_unknown', 'This report is not known.', {
        condition: '<d:supported-report/>',
      });
    }
    const number = (name: string, usual: number): number => {
      const element = child(root, OWNCLOUD, name);
      const text = element === undefined ? String(usual) : textOf(element).trim();
      if (!/^\d{1,9}$/.test(text)) throw badRequest('dav.comment_invalid', `${name} must be a whole number.`);
      return Number(text);
    };
    const [limit, offset] = [number('limit', most), number('offset', 0)];
    const { unread, items } = await port(call).list(call.actor, nodeId, { limit: Math.min(offset + limit, most) });
    const shown = resources(nodeId, items, unread).slice(offset, offset + limit);
    const prop = child(root, DAV, 'prop');
    return xmlAnswer(207, await writePlain(shown, prop === undefined ? null : childNames(prop)));
  },

  async POST(call) {
    const nodeId = idOf(call.path[1]);
    const message = messageIn((await readBody(call.body, longestBody)).toString('utf8'));
    const added = await port(call).add(call.actor, nodeId, message);
    return { status: 201, headers: { 'content-location': commentHref(nodeId, added.id) } };
  },

  async PROPPATCH(call) {
    const nodeId = idOf(call.path[1]);
    const instructions = parsePropertyUpdate(await readXml(call.body));
    const answer = patched(commentsHref(nodeId), instructions, 'readMarker');
    if (answer.isDone) await port(call).markRead(call.actor, nodeId);
    else await port(call).list(call.actor, nodeId, { limit: 1 });
    return answer.answer;
  },
};

const one: Readonly<Record<string, Handler>> = {
  async PROPFIND(call) {
    const { nodeId, comment } = await find(call);
    const self = { href: commentHref(nodeId, comment.id), properties: commentProperties(nodeId, comment, false) };
    return plainPropfind(call, self, () => Promise.resolve([]));
  },

  async PROPPATCH(call) {
    const { nodeId, comment } = await find(call);
    const instructions = parsePropertyUpdate(await readXml(call.body));
    const message = instructions.findLast(({ namespace, name }) => namespace === OWNCLOUD && name === 'message');
    const { isDone, answer } = patched(commentHref(nodeId, comment.id), instructions, 'message');
    if (isDone) await port(call).edit(call.actor, comment.id, message?.text ?? '');
    return answer;
  },

  async DELETE(call) {
    const { comment } = await find(call);
    await port(call).remove(call.actor, comment.id);
    return { status: 204 };
  },
};

async function find(call: DavCall): Promise<{ nodeId: number; comment: DavComment }> {
  const nodeId = idOf(call.path[1]);
  const comment = await port(call).get(call.actor, idOf(call.path[2]));
  if (comment.nodeId !== nodeId) throw notThere();
  return { nodeId, comment };
}

function resources(nodeId: number, items: readonly DavComment[], unread: number): PlainResource[] {
  let left = unread;
  return items.map((comment) => {
    const isUnread = !comment.isOwn && left > 0;
    if (isUnread) left -= 1;
    return { href: commentHref(nodeId, comment.id), properties: commentProperties(nodeId, comment, isUnread) };
  });
}

/** One property can be set here; all or nothing. */
function patched(
  href: string,
  instructions: readonly PropertyInstruction[],
  settable: string,
): { isDone: boolean; answer: Answer } {
  const may = ({ namespace, name, value }: PropertyInstruction) =>
    namespace === OWNCLOUD && name === settable && (value !== null || name === 'readMarker');
  const isDone = instructions.every(may);
  const groups = isDone
    ? [{ status: 200, properties: instructions.map(emptyElement).join('') }]
    : [
        {
          status: 403,
          properties: instructions
            .filter((each) => !may(each))
            .map(emptyElement)
            .join(''),
        },
        { status: 424, properties: instructions.filter(may).map(emptyElement).join('') },
      ].filter(({ properties }) => properties !== '');
  return { isDone, answer: xmlAnswer(207, multistatus(propstatResponse(href, groups))) };
}

function messageIn(body: string): string {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    throw badRequest('dav.comment_invalid', 'The body must be JSON.');
  }
  const { message, verb = 'comment' } = (given ?? {}) as { message?: unknown; verb?: unknown };
  if (typeof message !== 'string' || verb !== 'comment')
    throw badRequest('dav.comment_invalid', 'A comment has a message.');
  return message;
}

function idOf(segment: string | undefined): number {
  if (segment === undefined || !/^\d{1,15}$/.test(segment)) throw notThere();
  return Number(segment);
}

function port({ deps }: DavCall): DavComments {
  if (deps.comments === undefined) throw notThere();
  return deps.comments;
}

function notThere(): DomainError {
  return new DomainError('NotFound', 'files.node_not_found', 'There is no such file or folder.');
}
