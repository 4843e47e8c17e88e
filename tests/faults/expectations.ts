import type { ActorName } from './actors.ts';

type Refusal = 401 | 403 | 404;

/** What an actor is to be told: a refusal, or that they get through, whatever becomes of what they ask then. */
export type Outcome = Refusal | 'through';

const gone = { 'signed-out': 401, 'guest-expired': 401, 'guest-ended': 401, left: 401, disabled: 401 } as const;
type Present = Exclude<ActorName, keyof typeof gone>;
type Told = Readonly<Record<Present, Outcome>>;

const all = (outcome: Outcome): Told => ({
  guest: outcome,
  stranger: outcome,
  colleague: outcome,
  auditor: outcome,
  reporter: outcome,
  'access-manager': outcome,
  sibling: outcome,
  child: outcome,
  own: outcome,
  parent: outcome,
  platform: outcome,
  owner: outcome,
});
const administrators = { own: 'through', parent: 'through', platform: 'through' } as const;
const elsewhere = { sibling: 404, child: 404 } as const;

/** All the rights there are, by kind of address. */
const kinds = {
  /** Only about oneself, or about what everyone here knows; of several things at once, each for itself. */
  everyone: all('through'),
  /** Third parties not. */
  members: { ...all('through'), guest: 403 },
  /** Somebody's own: no administrator has it. */
  owners: { ...all(404), owner: 'through' },
  /** Spaces of several: their managers, and who administers their organisation, which opens nobody's files. */
  spaces: { ...all(404), owner: 'through', ...administrators },
  /** As owners, where a guest's quota, which is none, speaks first. */
  ownersWithRoom: { ...all(404), guest: 'through', owner: 'through' },
  organisation: { ...all(403), ...administrators },
  /** What an organisation is within the state. */
  above: { ...all(403), parent: 'through', platform: 'through' },
  /** Administrators elsewhere learn nothing of it; who administers nothing learns only that. */
  administered: { ...all(403), ...elsewhere, ...administrators },
  hidden: { ...all(404), ...administrators },
  /** A sponsor's guest, a member's group: administrators and the one whose it is. */
  shared: { ...all(404), ...administrators, owner: 'through' },
  /** As owners; third parties learn at once that it is not for them. */
  askers: { ...all(404), guest: 403, owner: 'through' },
  /** Administrators know of it, and leave it to who did it. */
  sender: { ...all(404), own: 403, parent: 403, platform: 403, owner: 'through' },
  anyAdministrator: { ...all(403), sibling: 'through', child: 'through', ...administrators },
  /** A person, whom colleagues find. */
  person: { ...all('through'), ...elsewhere, guest: 404, stranger: 404 },
  auditors: { ...all(403), auditor: 'through', platform: 'through' },
  platform: { ...all(403), platform: 'through' },
  /** By a link that asks for a password: whoever they are. */
  visitors: all(401),
} as const satisfies Record<string, Told>;

/** open: for everybody, signed in or not. */
export type Kind = keyof typeof kinds | 'open';

export function expected(kind: Kind, actor: ActorName): Outcome {
  if (kind === 'open') return 'through';
  return actor in gone ? 401 : kinds[kind][actor as Present];
}

/** Every address as in addresses.ts, by the kind that it goes by. */
const byKind: Readonly<Record<Kind, string>> = {
  open: `
    GET /api/v1/openapi.json
    POST /api/v1/session
    DELETE /api/v1/session
    POST /api/v1/session/second-factor
    POST /api/v1/session/passkey/options
    POST /api/v1/session/passkey
    GET /api/v1/login-flow/:upload
    POST /api/v1/sign-in/identify
    GET /api/v1/sign-in/oidc/:provider
    GET /api/v1/sign-in/oidc/:provider/callback
    POST /api/v1/sign-in/oidc/:provider/logout
    GET /api/v1/invitations/:invitation
    GET /api/v1/receipts/certificate
    GET /api/v1/public/requests/:askedToken
    POST /api/v1/public/requests/:askedToken/begin
    POST /api/v1/public/requests/:askedToken/submit
    POST /api/v1/public/requests/:askedToken/done
    DELETE /api/v1/public/requests/:askedToken/files/:node
    OPTIONS /api/v1/public/requests/:askedToken/uploads
    POST /api/v1/public/requests/:askedToken/uploads
    OPTIONS /api/v1/public/requests/:askedToken/uploads/:upload
    HEAD /api/v1/public/requests/:askedToken/uploads/:upload
    PATCH /api/v1/public/requests/:askedToken/uploads/:upload
    DELETE /api/v1/public/requests/:askedToken/uploads/:upload
    POST /api/v1/public/requests/:askedToken/uploads/:upload
    GET /api/v1/receipts/:receipt
    GET /api/v1/receipts/:receipt/pdf
    POST /api/v1/receipts/:receipt/pdf
    POST /api/v1/invitations/:invitation/accept
    OPTIONS /api/v1/uploads
    OPTIONS /api/v1/public/links/:linkToken/uploads
    OPTIONS /api/v1/public/links/:linkToken/uploads/:upload
    POST /api/v1/public/links/:linkToken/visit
    POST /api/v1/public/links/:linkToken/codes
    OPTIONS /api/v1/uploads/:upload
    POST /api/v1/sign-in/reset
    POST /api/v1/sign-in/reset/look
    POST /api/v1/sign-in/reset/confirm
    POST /api/v1/sign-in/mail-code
    POST /api/v1/sign-in/mail-code/confirm
    GET /status.php
    GET /index.php/204
    GET /204
    GET /.well-known/caldav
    PROPFIND /.well-known/caldav
    GET /.well-known/carddav
    PROPFIND /.well-known/carddav
    GET /.well-known/webdav
    PROPFIND /.well-known/webdav
    GET /healthz
    GET /readyz
    GET /metrics
    POST /login/v2
    POST /login/v2/poll
    POST /index.php/login/v2
    POST /index.php/login/v2/poll
    GET /ocs/v1.php/cloud/capabilities
    GET /ocs/v2.php/cloud/capabilities`,
  visitors: `
    POST /api/v1/public/links/:linkToken/delivery
    POST /api/v1/public/links/:linkToken/delivery/submit
    GET /api/v1/public/links/:linkToken/folder
    GET /api/v1/public/links/:linkToken/nodes/:node/content
    GET /api/v1/public/links/:linkToken/nodes/:node/preview
    GET /api/v1/public/links/:linkToken/zip
    POST /api/v1/public/links/:linkToken/folders
    PATCH /api/v1/public/links/:linkToken/nodes/:node
    DELETE /api/v1/public/links/:linkToken/nodes/:node
    POST /api/v1/public/links/:linkToken/uploads
    HEAD /api/v1/public/links/:linkToken/uploads/:upload
    PATCH /api/v1/public/links/:linkToken/uploads/:upload
    DELETE /api/v1/public/links/:linkToken/uploads/:upload
    POST /api/v1/public/links/:linkToken/uploads/:upload`,
  everyone: `
    GET /api/v1/address-books
    GET /api/v1/contact-categories
    GET /api/v1/contact-trash
    GET /api/v1/links
    POST /api/v1/me/factors/totp/:factor/confirm
    GET /api/v1/organisations/:organisation/logo
    POST /api/v1/login-flow/:upload/grant
    GET /api/v1/session
    GET /api/v1/me
    PATCH /api/v1/me
    POST /api/v1/me/password
    POST /api/v1/session/step-up/options
    POST /api/v1/session/step-up
    GET /api/v1/me/factors
    POST /api/v1/me/factors/totp
    POST /api/v1/me/factors/passkey/options
    POST /api/v1/me/factors/passkey
    POST /api/v1/me/factors/recovery-codes
    GET /api/v1/me/sessions
    DELETE /api/v1/me/sessions
    GET /api/v1/me/app-passwords
    POST /api/v1/me/app-passwords
    GET /api/v1/me/audit
    GET /api/v1/handovers
    GET /api/v1/requests
    GET /api/v1/tags
    GET /api/v1/tags/nodes
    GET /api/v1/me/notifications
    DELETE /api/v1/me/notifications
    POST /api/v1/me/notifications/read
    GET /api/v1/me/notifications/preferences
    PUT /api/v1/me/notifications/preferences/:notificationKind
    GET /api/v1/me/shared-with-me
    GET /api/v1/me/shared-with-me/new
    POST /api/v1/me/shared-with-me/looked
    GET /api/v1/me/shared-by-me
    GET /api/v1/me/shared-by-me/ids
    GET /api/v1/recipients
    GET /api/v1/me/email
    POST /api/v1/me/email
    POST /api/v1/me/email/confirm
    GET /api/v1/me/data
    GET /api/v1/organisations
    GET /api/v1/organisations/:organisation
    GET /api/v1/guests
    GET /api/v1/guests/rules
    GET /api/v1/guests/export
    POST /api/v1/guests/bulk
    GET /api/v1/people
    GET /api/v1/people/find
    GET /api/v1/groups
    GET /api/v1/spaces
    GET /api/v1/spaces/rules
    GET /api/v1/nodes/root
    POST /api/v1/nodes/move
    POST /api/v1/nodes/copy
    POST /api/v1/nodes/delete
    GET /api/v1/trash
    POST /api/v1/trash/restore
    POST /api/v1/trash/purge
    GET /api/v1/favourites
    GET /api/v1/recent
    GET /api/v1/events
    DELETE /ocs/v1.php/core/apppassword
    DELETE /ocs/v2.php/core/apppassword
    GET /ocs/v2.php/cloud/user
    GET /ocs/v1.php/apps/files_sharing/api/v1/shares/pending
    GET /ocs/v1.php/apps/files_sharing/api/v1/sharees
    GET /ocs/v1.php/apps/files_sharing/api/v1/sharees_recommended
    GET /ocs/v2.php/apps/files_sharing/api/v1/shares/pending
    GET /ocs/v2.php/apps/files_sharing/api/v1/sharees
    GET /ocs/v2.php/apps/files_sharing/api/v1/sharees_recommended
    GET /ocs/v1.php/apps/notifications/api/v2/notifications
    GET /ocs/v1.php/apps/activity/api/v2/activity
    GET /ocs/v2.php/apps/activity/api/v2/activity
    DELETE /ocs/v1.php/apps/notifications/api/v2/notifications
    DELETE /ocs/v1.php/apps/notifications/api/v2/notifications/:notification
    POST /ocs/v1.php/apps/notifications/api/v2/notifications/exists
    GET /ocs/v2.php/apps/notifications/api/v2/notifications
    DELETE /ocs/v2.php/apps/notifications/api/v2/notifications
    DELETE /ocs/v2.php/apps/notifications/api/v2/notifications/:notification
    POST /ocs/v2.php/apps/notifications/api/v2/notifications/exists`,
  members: `
    POST /api/v1/address-books
    POST /api/v1/guests`,
  askers: `
    POST /api/v1/requests`,
  owners: `
    PATCH /api/v1/address-books/:book
    DELETE /api/v1/address-books/:book
    POST /api/v1/address-book-trash/:bookTrash/restore
    GET /api/v1/address-books/:book/shares
    PUT /api/v1/address-books/:book/shares/:grantee/:login
    DELETE /api/v1/address-books/:book/shares/:grantee/:login
    GET /api/v1/contacts
    POST /api/v1/address-books/:book/contacts
    GET /api/v1/address-books/:book/contacts/:contact
    PATCH /api/v1/address-books/:book/contacts/:contact
    DELETE /api/v1/address-books/:book/contacts/:contact
    POST /api/v1/address-books/:book/contacts/:contact/move
    GET /api/v1/address-books/:book/contacts/:contact/photo
    PUT /api/v1/address-books/:book/contacts/:contact/photo
    DELETE /api/v1/address-books/:book/contacts/:contact/photo
    POST /api/v1/contact-trash/:contactTrash/restore
    DELETE /api/v1/contact-trash/:contactTrash
    GET /api/v1/address-books/:book/duplicates
    POST /api/v1/address-books/:book/merge-preview
    POST /api/v1/address-books/:book/merge
    POST /api/v1/address-books/:book/import
    GET /api/v1/address-books/:book/export
    GET /api/v1/nodes/:node/life
    PUT /api/v1/nodes/:folder/retention
    GET /api/v1/requests/:request
    POST /api/v1/requests/:request/close
    POST /api/v1/requests/:request/remind
    GET /api/v1/requests/for/:asked
    POST /api/v1/spaces/:space/hand-over
    GET /index.php/avatar/:login/64/dark
    GET /index.php/avatar/:login/64
    GET /avatar/:login/64/dark
    GET /avatar/:login/64
    GET /ocs/v2.php/cloud/users/:login
    GET /ocs/v1.php/apps/files_sharing/api/v1/shares
    POST /ocs/v1.php/apps/files_sharing/api/v1/shares
    GET /ocs/v1.php/apps/files_sharing/api/v1/shares/:ocsShare
    PUT /ocs/v1.php/apps/files_sharing/api/v1/shares/:ocsShare
    DELETE /ocs/v1.php/apps/files_sharing/api/v1/shares/:ocsShare
    GET /ocs/v2.php/apps/files_sharing/api/v1/shares
    POST /ocs/v2.php/apps/files_sharing/api/v1/shares
    GET /ocs/v2.php/apps/files_sharing/api/v1/shares/:ocsShare
    PUT /ocs/v2.php/apps/files_sharing/api/v1/shares/:ocsShare
    DELETE /ocs/v2.php/apps/files_sharing/api/v1/shares/:ocsShare
    GET /ocs/v1.php/cloud/users/:login
    GET /ocs/v1.php/apps/notifications/api/v2/notifications/:notification
    GET /ocs/v1.php/apps/activity/api/v2/activity/filter
    GET /ocs/v2.php/apps/activity/api/v2/activity/filter
    GET /ocs/v2.php/apps/notifications/api/v2/notifications/:notification
    PATCH /api/v1/me/factors/:kind/:factor
    DELETE /api/v1/me/factors/:kind/:factor
    DELETE /api/v1/me/sessions/:session
    POST /api/v1/me/notifications/:notification/read
    DELETE /api/v1/me/notifications/:notification
    DELETE /api/v1/me/app-passwords/:appPassword
    GET /api/v1/nodes/resolve
    GET /api/v1/nodes/:node
    PATCH /api/v1/nodes/:node
    GET /api/v1/nodes/:folder/children
    GET /api/v1/nodes/:folder/children/ids
    POST /api/v1/nodes/:folder/folders
    POST /api/v1/nodes/:folder/files
    GET /api/v1/nodes/:node/versions
    GET /api/v1/nodes/:node/links
    POST /api/v1/nodes/:node/links
    PATCH /api/v1/links/:link
    DELETE /api/v1/links/:link
    GET /api/v1/links/:link/use
    POST /api/v1/nodes/:node/versions/:version/restore
    PATCH /api/v1/nodes/:node/versions/:version
    DELETE /api/v1/nodes/:node/versions/:version
    GET /api/v1/nodes/:node/activity
    GET /api/v1/nodes/:node/comments
    POST /api/v1/nodes/:node/comments
    POST /api/v1/nodes/:node/comments/read
    GET /api/v1/nodes/:node/mentionable
    PATCH /api/v1/comments/:comment
    DELETE /api/v1/comments/:comment
    GET /api/v1/nodes/:node/tags
    POST /api/v1/nodes/:node/tags
    DELETE /api/v1/nodes/:node/tags/:tag
    POST /api/v1/nodes/:folder/presence
    DELETE /api/v1/nodes/:folder/presence
    GET /api/v1/nodes/:node/subscription
    PUT /api/v1/nodes/:node/subscription
    DELETE /api/v1/nodes/:node/subscription
    GET /api/v1/nodes/:node/shares
    POST /api/v1/nodes/:node/shares
    DELETE /api/v1/nodes/:folder/shares
    POST /api/v1/nodes/:node/owner
    GET /api/v1/shares/:share
    PATCH /api/v1/shares/:share
    DELETE /api/v1/shares/:share
    DELETE /api/v1/me/shared-with-me/:node
    GET /api/v1/search
    GET /api/v1/nodes/:node/content
    GET /api/v1/nodes/:node/preview
    GET /api/v1/nodes/zip
    HEAD /api/v1/uploads/:upload
    PATCH /api/v1/uploads/:upload
    DELETE /api/v1/uploads/:upload
    POST /api/v1/uploads/:upload
    GET /core/preview
    GET /core/preview.png
    GET /apps/files_versions/preview
    GET /apps/files_trashbin/preview
    GET /index.php/core/preview
    GET /index.php/core/preview.png
    GET /index.php/apps/files_versions/preview
    GET /index.php/apps/files_trashbin/preview`,
  spaces: `
    DELETE /api/v1/spaces/:space/members/:login
    PUT /api/v1/spaces/:space/members/:login
    GET /api/v1/spaces/:space/members
    POST /api/v1/spaces/:exchange/close
    PATCH /api/v1/spaces/:space`,
  ownersWithRoom: `
    POST /api/v1/uploads`,
  organisation: `
    GET /api/v1/organisations/:organisation/retention-classes
    POST /api/v1/organisations/:organisation/retention-classes
    DELETE /api/v1/organisations/:organisation/retention-classes/:retentionClass
    GET /api/v1/organisations/:organisation/holds
    POST /api/v1/organisations/:organisation/holds
    POST /api/v1/organisations/:organisation/holds/:hold/lift
    GET /api/v1/organisations/:organisation/deletions
    PATCH /api/v1/organisations/:organisation
    PUT /api/v1/organisations/:organisation/logo
    DELETE /api/v1/organisations/:organisation/logo
    GET /api/v1/organisations/:organisation/rules
    GET /api/v1/organisations/:organisation/storage
    GET /api/v1/organisations/:organisation/held-files
    POST /api/v1/organisations/:organisation/held-files/:held/release
    POST /api/v1/organisations/:organisation/held-files/:held/recheck
    PUT /api/v1/organisations/:organisation/rules/:rule
    GET /api/v1/organisations/:organisation/roles
    PUT /api/v1/organisations/:organisation/roles/:role/:login
    DELETE /api/v1/organisations/:organisation/roles/:role/:login
    GET /api/v1/organisations/:organisation/providers
    GET /api/v1/organisations/:organisation/storage
    POST /api/v1/organisations/:organisation/providers
    PATCH /api/v1/organisations/:organisation/providers/:provider
    DELETE /api/v1/organisations/:organisation/providers/:provider
    POST /api/v1/organisations/:organisation/providers/:provider/test
    POST /api/v1/sources
    POST /api/v1/people`,
  above: `
    DELETE /api/v1/organisations/:organisation`,
  administered: `
    GET /api/v1/mail/:mail
    POST /api/v1/mail/:mail/resend
    GET /api/v1/people/:login/belongings
    POST /api/v1/people/:login/move
    POST /api/v1/people/:login/leave
    POST /api/v1/people/:login/erase
    PATCH /api/v1/people/:login
    PUT /api/v1/people/:login/password
    GET /api/v1/people/:login/access
    DELETE /api/v1/people/:login/access
    DELETE /api/v1/people/:login/factors
    DELETE /api/v1/people/:login/sessions/:session
    DELETE /api/v1/people/:login/app-passwords/:appPassword
    GET /api/v1/groups/:group/members/export
    PATCH /api/v1/groups/:group
    DELETE /api/v1/groups/:group
    POST /api/v1/groups/:group/members
    PUT /api/v1/groups/:group/members/:login
    DELETE /api/v1/groups/:group/members/:login`,
  hidden: `
    GET /api/v1/sources/:source
    PATCH /api/v1/sources/:source
    DELETE /api/v1/sources/:source
    POST /api/v1/sources/:source/test
    POST /api/v1/sources/:source/dry-run
    POST /api/v1/sources/:source/run
    GET /api/v1/sources/:source/runs
    GET /api/v1/sources/:source/runs/:sourceRun
    POST /api/v1/sources/:source/runs/:sourceRun/confirm
    POST /api/v1/sources/:source/runs/:sourceRun/discard
    GET /api/v1/sources/:source/tokens
    POST /api/v1/sources/:source/token
    DELETE /api/v1/sources/:source/tokens/:sourceToken
    POST /api/v1/sources/:source/allow-leaving
    POST /api/v1/sources/:source/csv`,
  shared: `
    GET /api/v1/deletions/:deletion
    GET /api/v1/deletions/:deletion/export
    GET /api/v1/groups/:group
    GET /api/v1/groups/:group/members
    PATCH /api/v1/guests/:guest
    POST /api/v1/guests/:guest/confirm
    POST /api/v1/guests/:guest/end
    POST /api/v1/guests/:guest/resend
    GET /api/v1/handovers/:handover
    GET /api/v1/handovers/:handover/receipt
    POST /api/v1/handovers/:handover/receipt`,
  sender: `
    POST /api/v1/handovers/:handover/withdraw`,
  anyAdministrator: `
    POST /api/v1/spaces
    GET /api/v1/spaces/all
    GET /api/v1/sources
    GET /api/v1/mail
    GET /api/v1/people/export
    GET /api/v1/organisations/export
    GET /api/v1/groups/export
    POST /api/v1/people/bulk`,
  person: `
    GET /api/v1/people/:login`,
  auditors: `
    GET /api/v1/audit
    GET /api/v1/audit/export`,
  platform: `
    POST /api/v1/organisations
    POST /api/v1/groups
    GET /api/v1/health
    POST /api/v1/audit/verify`,
};

/** 'GET /api/v1/me' to its kind. */
export const kindOf: ReadonlyMap<string, Kind> = new Map(
  Object.entries(byKind).flatMap(([kind, lines]) =>
    lines
      .trim()
      .split(/\n\s*/)
      .map((route) => [route, kind as Kind]),
  ),
);
