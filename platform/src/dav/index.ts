/** What every DAV tree needs of the protocol: headers and paths as pure functions, bodies with limits, errors as answers. */
export { DavError, badRequest } from './dav-error.ts';
export { davConditionOf, davErrorAnswer, davStatusOf } from './error-answer.ts';
export type { ErrorAnswer } from './error-answer.ts';
export { parseDepth, parseOverwrite, parseTimeout } from './depth.ts';
export type { Depth } from './depth.ts';
export { addressPath, destinationPath, requestPath } from './raw-path.ts';
export { parseEntityTags, strongTags } from './etag-header.ts';
export type { EntityTag } from './etag-header.ts';
export { evaluateIf, parseIf, tokensOf } from './if-header.ts';
export type { IfCondition, IfList, ResourceState } from './if-header.ts';
export { parseRange } from './byte-range.ts';
export type { ByteRange } from './byte-range.ts';
export { decideRead } from './conditional-read.ts';
export type { ReadDecision } from './conditional-read.ts';
export { readBody, readXml } from './read-body.ts';
