import { escapeText, parseLockInfo, propDocument, type LockInfo } from '@landescloud/webdav-xml';
import { type DavCall } from '../dav-call.ts';
import { nodeHeaders } from '../file-headers.ts';
import { compileNames, writeResponse } from '../properties/property-query.ts';
import { lockDiscovery } from '../properties/lock-xml.ts';
import { locksWithRoots, propertyContext } from '../properties/property-context.ts';
import { ifLists, requestConditions, submittedTokens } from '../request-conditions.ts';
import { tokensOf } from '@landescloud/platform/dav';
import {
  type Answer,
  DavError,
  badRequest,
  parseDepth,
  parseTimeout,
  readXml,
  xmlAnswer,
} from '@landescloud/platform/dav';

const usualSeconds = 30 * 60;
const longestSeconds = 24 * 60 * 60;

/** RFC 4918 section 9.10: a new lock, or with an empty body one that goes on. */
export async function lock(call: DavCall): Promise<Answer> {
  const depth = parseDepth(call.headers.depth?.toString(), 'infinity');
  if (depth === '1') throw badRequest('dav.depth_invalid', 'A lock has Depth 0 or infinity.');
  if (isUserLock(call)) return lockForPerson(call);
  const seconds = parseTimeout(call.headers.timeout?.toString(), usualSeconds, longestSeconds);
  const body = await readXml(call.body);
  if (body.trim() === '') return refresh(call, seconds);
  const info: LockInfo = parseLockInfo(body);
  const lockTokens = await submittedTokens(call);
  const taken = await call.deps.files.locks.lock(call.actor, {
    place: { path: call.path },
    exclusive: info.exclusive,
    deep: depth === 'infinity',
    kind: 'token',
    owner: info.owner,
    seconds,
    lockTokens,
  });
  return discovery(call, taken.node.id, taken.created ? 201 : 200, { 'lock-token': `<${taken.lock.token}>` });
}

/** RFC 4918 section 9.10.2: exactly one token in If says which. */
async function refresh(call: DavCall, seconds: number): Promise<Answer> {
  const tokens = tokensOf(ifLists(call));
  const [token] = tokens;
  if (token === undefined || tokens.length !== 1)
    throw badRequest('dav.lock_token_missing', 'To go on with a lock, name its token in If.');
  await requestConditions(call);
  await call.deps.files.locks.refresh(call.actor, { path: call.path }, token, seconds);
  const node = await call.deps.files.nodes.get(call.actor, { path: call.path });
  return discovery(call, node.id, 200, {});
}

async function discovery(
  call: DavCall,
  nodeId: number,
  status: number,
  headers: Record<string, string>,
): Promise<Answer> {
  const locks = await locksWithRoots(call, nodeId);
  return xmlAnswer(
    status,
    propDocument(`<d:lockdiscovery>${lockDiscovery(locks, Date.now())}</d:lockdiscovery>`),
    headers,
  );
}

/** RFC 4918 section 9.11. */
export async function unlock(call: DavCall): Promise<Answer> {
  if (isUserLock(call)) return unlockForPerson(call);
  const token = /^\s*<([^<>\s]+)>\s*$/.exec(call.headers['lock-token']?.toString() ?? '')?.[1];
  if (token === undefined) throw badRequest('dav.lock_token_missing', 'The Lock-Token header is missing.');
  await call.deps.files.locks.unlock(call.actor, { path: call.path }, token);
  return { status: 204 };
}

/** Nextcloud's own form: a lock that belongs to a person and needs no token. */
function isUserLock(call: DavCall): boolean {
  return call.headers['x-user-lock'] === '1' || call.headers['x-user-lock'] === 'true';
}

const foreverSeconds = 24 * 60 * 60;

async function lockForPerson(call: DavCall): Promise<Answer> {
  const node = await call.deps.files.nodes.get(call.actor, { path: call.path });
  if (node.kind === 'folder') throw new DavError(403, 'dav.lock_files_only', 'Only files can be locked so.');
  await call.deps.files.locks.lock(call.actor, {
    place: { path: call.path },
    exclusive: true,
    deep: false,
    kind: 'user',
    owner: escapeText(call.actor.name),
    seconds: foreverSeconds,
  });
  return personLock(call);
}

async function unlockForPerson(call: DavCall): Promise<Answer> {
  const locks = await call.deps.files.locks.list(call.actor, { path: call.path });
  const held = locks.find((l) => l.kind === 'user');
  if (held === undefined) throw new DavError(412, 'files.lock_token_mismatch', 'There is no such lock on it.');
  await call.deps.files.locks.unlock(call.actor, { path: call.path }, held.token);
  return personLock(call);
}

const lockNames = [
  '',
  '-owner',
  '-owner-displayname',
  '-owner-type',
  '-owner-editor',
  '-time',
  '-timeout',
  '-token',
].map((suffix) => ({
  namespace: 'http://nextcloud.org/ns',
  name: `lock${suffix}`,
}));
const lockQuery = compileNames(lockNames, false);

async function personLock(call: DavCall): Promise<Answer> {
  const node = await call.deps.files.nodes.get(call.actor, { path: call.path });
  const context = await propertyContext(call, lockQuery, [node]);
  const response = writeResponse('', node, lockQuery, context, undefined);
  const properties = /<d:prop>(.*)<\/d:prop>/s.exec(response)?.[1] ?? '';
  return xmlAnswer(200, propDocument(properties), nodeHeaders(call.deps, node));
}
