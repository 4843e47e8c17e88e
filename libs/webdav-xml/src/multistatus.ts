import { escapeText, namespaceDeclarations } from './names.ts';

const statusTexts: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [204, 'No Content'],
  [400, 'Bad Request'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [409, 'Conflict'],
  [412, 'Precondition Failed'],
  [423, 'Locked'],
  [424, 'Failed Dependency'],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [503, 'Service Unavailable'],
  [507, 'Insufficient Storage'],
]);

export function statusLine(status: number): string {
  return `<d:status>HTTP/1.1 ${status} ${statusTexts.get(status) ?? 'Status'}</d:status>`;
}

export const multistatusStart = `<?xml version="1.0" encoding="utf-8"?>\n<d:multistatus ${namespaceDeclarations}>`;
export const multistatusEnd = '</d:multistatus>';

const ok = `</d:prop>${statusLine(200)}</d:propstat>`;
const missing = `</d:prop>${statusLine(404)}</d:propstat>`;

/**
 * One response of a PROPFIND or REPORT (RFC 4918 section 14.24). `href` is already encoded; `found` and `absent` are
 * property elements as text, with the prefixes of the multistatus.
 */
export function propertyResponse(href: string, found: string, absent: string): string {
  let text = `<d:response><d:href>${href}</d:href>`;
  if (found !== '' || absent === '') text += `<d:propstat><d:prop>${found}${ok}`;
  if (absent !== '') text += `<d:propstat><d:prop>${absent}${missing}`;
  return `${text}</d:response>`;
}

/** One response with property elements grouped by status: PROPPATCH. */
export function propstatResponse(
  href: string,
  groups: readonly { status: number; properties: string; error?: string }[],
): string {
  const propstats = groups.map(
    ({ status, properties, error }) =>
      `<d:propstat><d:prop>${properties}</d:prop>${statusLine(status)}${error === undefined ? '' : `<d:error>${error}</d:error>`}</d:propstat>`,
  );
  return `<d:response><d:href>${href}</d:href>${propstats.join('')}</d:response>`;
}

/** One response that is a status alone: a member that is gone, or where a command failed. */
export function statusResponse(href: string, status: number, error?: string): string {
  return `<d:response><d:href>${href}</d:href>${statusLine(status)}${error === undefined ? '' : `<d:error>${error}</d:error>`}</d:response>`;
}

export function multistatus(responses: readonly string[] | string, trailer = ''): string {
  return `${multistatusStart}${typeof responses === 'string' ? responses : responses.join('')}${trailer}${multistatusEnd}`;
}

/** A body with one `d:prop`: the answer of LOCK. */
export function propDocument(properties: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<d:prop ${namespaceDeclarations}>${properties}</d:prop>`;
}

/**
 * The error body that DAV clients read: `s:exception` names the class that they know, `condition` is a DAV condition
 * element, `code` a stable code of ours.
 */
export function errorDocument(exception: string, message: string, condition = '', code = ''): string {
  const ours = code === '' ? '' : `<code xmlns="urn:landescloud">${escapeText(code)}</code>`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<d:error ${namespaceDeclarations}><s:exception>${escapeText(exception)}</s:exception><s:message>${escapeText(message)}</s:message>${condition}${ours}</d:error>`;
}
