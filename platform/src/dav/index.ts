/**
 * WebDAV: the routes, into which modules plug trees and principals, and what every tree needs of the protocol: headers and
 * paths as pure functions, bodies with limits, errors as answers, plain resources, collections of objects.
 */
export { xmlAnswer, xmlType } from './answer.ts';
export type { Answer, DavCall, Handler, TreeCall } from './answer.ts';
export { davHandler } from './dav-handler.ts';
export type { DavLog } from './dav-handler.ts';
export { davRoutes } from './dav-routes.ts';
export type { DavDependencies } from './dav-routes.ts';
export { byMethod } from './method-table.ts';
export { collection, elementOf, key, plainPropfind, plainResponse, text, writePlain } from './plain-resource.ts';
export type { PlainResource, PlainValue } from './plain-resource.ts';
export { davRoot } from './tree.ts';
export type { DavTree } from './tree.ts';
export { aboutActor, ownPrincipal, personHref, principalHref } from './principals/principal.ts';
export type { Principal, PrincipalFolder, PrincipalProperties } from './principals/principal.ts';
export type { PrincipalsDependencies } from './principals/principal-lookup.ts';
export { DavError, badRequest } from './dav-error.ts';
export { davConditionOf, davErrorAnswer, davStatusOf } from './error-answer.ts';
export type { ErrorAnswer } from './error-answer.ts';
export { parseDepth, propfindDepth, parseOverwrite, parseTimeout } from './depth.ts';
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
export { collectionTreeMethods, collectionsTree } from './collections/collections-tree.ts';
export { collectionHref } from './collections/collection-resource.ts';
export { sendObjects } from './collections/collection-methods.ts';
export { syncTokenInvalid } from './collections/sync-token.ts';
export type {
  Changes,
  Collection,
  CollectionRights,
  CollectionsPort,
  HomeChild,
  ObjectConditions,
  ObjectPlace,
  ObjectWriter,
  ShareChange,
  StoredObject,
  Written,
} from './collections/collection-port.ts';
