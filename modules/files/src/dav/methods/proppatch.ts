import {
  DAV,
  NEXTCLOUD,
  OWNCLOUD,
  emptyElement,
  multistatus,
  parsePropertyUpdate,
  propstatResponse,
  type PropertyInstruction,
} from '@landescloud/webdav-xml';
import { type Answer, readXml, xmlAnswer } from '@landescloud/platform/dav';
import type { Conditions } from '../../files.ts';
import type { NodeView } from '../../views.ts';
import { type DavCall, type FilesCall } from '../dav-call.ts';
import { nodeHref } from '../node-href.ts';
import { isOwnNamespace } from '../properties/node-properties.ts';
import { requestConditions } from '../request-conditions.ts';

const settable = new Set([
  `${OWNCLOUD} favorite`,
  `${DAV} getlastmodified`,
  `${DAV} lastmodified`,
  `${DAV} creationdate`,
  `${NEXTCLOUD} creation_time`,
]);

/** Whether the property is kept by the server alone. */
export function isProtected({ namespace, name }: PropertyInstruction): boolean {
  return isOwnNamespace(namespace) && !settable.has(`${namespace} ${name}`);
}

/** RFC 4918 section 9.2: all or nothing, each property with its own status. */
export async function proppatch(call: DavCall): Promise<Answer> {
  const instructions = parsePropertyUpdate(await readXml(call.body));
  const conditions = await requestConditions(call);
  const node = await call.deps.files.nodes.get(call.actor, { path: call.path });
  const href = nodeHref(call.root, call.path, node.kind);
  const refused = instructions.filter((i) => isProtected(i) || invalidValue(i));
  if (refused.length > 0) return xmlAnswer(207, multistatus(refusedResponse(href, instructions, refused)));
  await applyInstructions(call, node, instructions, conditions);
  return xmlAnswer(207, multistatus(propstatResponse(href, [{ status: 200, properties: elements(instructions) }])));
}

function elements(instructions: readonly PropertyInstruction[]): string {
  return [...new Set(instructions.map(emptyElement))].join('');
}

function refusedResponse(
  href: string,
  instructions: readonly PropertyInstruction[],
  refused: readonly PropertyInstruction[],
): string {
  const guarded = refused.filter(isProtected);
  const bad = refused.filter((i) => !isProtected(i));
  const others = instructions.filter((i) => !refused.includes(i));
  const groups = [
    { status: 403, properties: elements(guarded), error: '<d:cannot-modify-protected-property/>' },
    { status: 409, properties: elements(bad) },
    { status: 424, properties: elements(others) },
  ];
  return propstatResponse(
    href,
    groups.filter((g) => g.properties !== ''),
  );
}

function invalidValue(instruction: PropertyInstruction): boolean {
  if (!isOwnNamespace(instruction.namespace)) return false;
  if (instruction.value === null) return instruction.name !== 'favorite';
  return instruction.name !== 'favorite' && timeOf(instruction) === null;
}

/** Sets what is a fact of the node by its command, and keeps the rest as dead properties. */
export async function applyInstructions(
  call: FilesCall,
  node: NodeView,
  instructions: readonly PropertyInstruction[],
  conditions: Conditions,
): Promise<void> {
  const { nodes } = call.deps.files;
  const target = { id: node.id };
  const dead = instructions.filter((i) => !isOwnNamespace(i.namespace));
  if (dead.length > 0) {
    await nodes.setProperties(
      call.actor,
      target,
      dead.map(({ namespace, name, value }) => ({ namespace, name, value })),
      conditions,
    );
  }
  const times = timesOf(instructions);
  if (times !== null) await nodes.setTimes(call.actor, target, times, conditions);
  const favourite = instructions.findLast((i) => i.namespace === OWNCLOUD && i.name === 'favorite');
  if (favourite !== undefined && call.actor.kind !== 'link')
    await nodes.setFavourite(call.actor, target, ['1', 'true'].includes(favourite.text.trim()));
}

const windows = 'urn:schemas-microsoft-com:';

/** Windows sets the times of a file as dead properties of its own; they are ours too. */
function timesOf(instructions: readonly PropertyInstruction[]): { mtime?: number; createdAt?: number } | null {
  const times: { mtime?: number; createdAt?: number } = {};
  for (const instruction of instructions) {
    const { namespace, name } = instruction;
    if (!settable.has(`${namespace} ${name}`) && namespace !== windows) continue;
    const time = timeOf(instruction);
    if (time === null) continue;
    if (['getlastmodified', 'lastmodified', 'Win32LastModifiedTime'].includes(name)) times.mtime = time;
    if (['creationdate', 'creation_time', 'Win32CreationTime'].includes(name)) times.createdAt = time;
  }
  return times.mtime === undefined && times.createdAt === undefined ? null : times;
}

/** Seconds since 1970, or a date in the form of HTTP or ISO 8601; null where it is neither. */
function timeOf({ text }: PropertyInstruction): number | null {
  const value = text.trim();
  const time = /^\d{1,12}$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(time) || time < 0 || time > Date.UTC(9999, 11, 31) ? null : time;
}
