export { shareRoutes } from './http/share-routes.ts';
export type { LinkHttpDeps } from './links/http/public-link-routes.ts';
export { linksHttp } from './links/http/public-link-routes.ts';
export type { LinksDeps } from './links/link-deps.ts';
export type { LinkInput } from './links/link-input.ts';
export type { LinkKind } from './links/link-record.ts';
export type { LinkRules } from './links/link-rules.ts';
export type { LinksOfNode, LinkView } from './links/link-view.ts';
export type { Links } from './links/links.ts';
export { createLinks } from './links/links.ts';
export { ocsShareRoutes } from './ocs/ocs-share-routes.ts';
export { sharingMigrations } from './migrations.ts';
export type { ShareRole } from './roles.ts';
export { shareRoles } from './roles.ts';
export type { ShareDeps, SharedFiles } from './shares/share-deps.ts';
export type { ShareInput } from './shares/share-node.ts';
export type * from './shares/share-views.ts';
export type { Sharing } from './shares/sharing.ts';
export { createSharing } from './shares/sharing.ts';
export type { HandoverDeps } from './handovers/handover-deps.ts';
export type * from './handovers/handover-view.ts';
export type {
  Handovers,
  HandoverWay,
  NewHandover,
  NewRecipient,
  Reader,
  RecordedHandover,
} from './handovers/handovers.ts';
export { createHandovers } from './handovers/handovers.ts';
export { openSeal, readCertificates } from './handovers/receipt/open-seal.ts';
export type { Receipt } from './handovers/receipt/receipt.ts';
export { verifyReceipt } from './handovers/receipt/verify-receipt.ts';
export { handoverRoutes } from './http/handover-routes.ts';
export { requestRoutes } from './http/request-routes.ts';
export type { NewRequest } from './requests/make-request.ts';
export type * from './requests/request-view.ts';
export type { Requests } from './requests/requests.ts';
export { createRequests } from './requests/requests.ts';
