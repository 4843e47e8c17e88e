export type * from './files.ts';
export type * from './grants/grants-door.ts';
export type * from './queries/tracks.ts';
export type * from './holds/holds-door.ts';
export type * from './retention/retention-door.ts';
export type * from './spaces/spaces-door.ts';
export type * from './views.ts';
export { filesNotifications } from './notifications.ts';
export type { ReleaseRules } from './release/release-context.ts';
export { filesMigrations } from './migrations.ts';
export type { CheckReport } from './check.ts';
export { checkFiles } from './check.ts';
export type { FilesDependencies } from './create-files.ts';
export { createFiles } from './create-files.ts';
export type { Visitor } from './access.ts';
export {
  CHANGE,
  has,
  MANAGE,
  READ,
  requireChange,
  requireComment,
  requireManage,
  requireRead,
  rightsOf,
  roleOf,
} from './access.ts';
export type { DirectoryPerson, FilesDirectory } from './directory-port.ts';
export type { DavDependencies as FilesDavDependencies, FilesCall } from './dav/dav-call.ts';
export { fileMethods, options as davOptions } from './dav/methods/options.ts';
export { visitedTree } from './dav/trees/visited-tree.ts';
export type { SharesOfNodes } from './dav/dav-call.ts';
export { filesTrees } from './dav/trees/files-trees.ts';
export { contentDisposition } from './http/content-disposition.ts';
export { filesHttp } from './http/files-http.ts';
export { presentNode } from './http/present-node.ts';
export { Node as nodeSchema } from './http/schemas.ts';
export { announcedLength, requestBody } from './http/request-body.ts';
export { sendContent } from './http/send-content.ts';
export { shownInline } from './http/shown-inline.ts';
export type { TusDoor } from './http/tus-routes.ts';
export { tusRoutes } from './http/tus-routes.ts';
export type { ClientApiDependencies } from './ocs/client-api-routes.ts';
export { sharePermissions as ocsSharePermissions } from './dav/properties/permissions.ts';
export type { OcsData, OcsResult, OcsVersion } from './ocs/ocs-envelope.ts';
export { ocsOk } from './ocs/ocs-envelope.ts';
export { ocsPerson } from './ocs/ocs-person.ts';
export { sendOcs } from './ocs/ocs-routes.ts';
export { clientApiRoutes } from './ocs/client-api-routes.ts';
export type { ContentRead, NoteRead } from './contents/note-read.ts';
