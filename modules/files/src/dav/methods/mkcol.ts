import { isDomainError } from '@landescloud/kernel';
import { XmlInvalid, decodeXml, parseExtendedMkcol, type PropertyInstruction } from '@landescloud/webdav-xml';
import { type Answer, DavError, readBody } from '@landescloud/platform/dav';
import { acceptedTimes, clientTimes } from '../client-times.ts';
import type { FilesCall } from '../dav-call.ts';
import { nodeHeaders } from '../file-headers.ts';
import { submittedTokens } from '../request-conditions.ts';
import { applyInstructions, isProtected } from './proppatch.ts';

/** RFC 4918 section 9.3, with the properties of RFC 5689. */
export async function mkcol(call: FilesCall): Promise<Answer> {
  const instructions = await instructionsOf(call);
  const times = clientTimes(call.headers);
  if (call.path.length === 0) throw exists();
  const lockTokens = await submittedTokens(call);
  try {
    const { mtime } = times;
    const folder = await call.deps.files.nodes.createFolder(
      call.actor,
      { path: call.path },
      { lockTokens, ...(mtime === undefined ? {} : { mtime }) },
    );
    if (instructions.length > 0) await applyInstructions(call, folder, instructions, { lockTokens });
    const { 'oc-fileid': id = '' } = nodeHeaders(call.deps, folder);
    return { status: 201, headers: { 'oc-fileid': id, ...acceptedTimes(mtime === undefined ? {} : { mtime }) } };
  } catch (error) {
    if (isDomainError(error) && error.code === 'files.name_taken') throw exists();
    throw error;
  }
}

function exists(): DavError {
  return new DavError(405, 'files.name_taken', 'The folder already holds something of this name.', {
    condition: '<d:resource-must-be-null/>',
  });
}

async function instructionsOf(call: FilesCall): Promise<PropertyInstruction[]> {
  const body = await readBody(call.body, 1024 * 1024);
  if (body.length === 0) return [];
  if (!/xml/i.test(call.headers['content-type'] ?? '')) throw unsupported();
  try {
    const instructions = parseExtendedMkcol(decodeXml(body)).filter(
      (i) => !(i.namespace === 'DAV:' && i.name === 'resourcetype'),
    );
    if (instructions.some(isProtected))
      throw new DavError(403, 'dav.property_protected', 'A property of the request cannot be set.');
    return instructions;
  } catch (error) {
    if (error instanceof XmlInvalid && error.problem === 'unexpected') throw unsupported();
    throw error;
  }
}

function unsupported(): DavError {
  return new DavError(415, 'dav.body_unsupported', 'MKCOL takes no body, or an extended one in XML.');
}
