import type { Ask } from './ask.ts';

/** Somebody's things, or such as nobody has: every way in which an address can name them. */
export interface Things {
  readonly login: string;
  readonly organisation: string;
  readonly group: string;
  readonly node: number;
  readonly folder: number;
  readonly version: number;
  readonly trash: number;
  /** As the trash bin's address names it. */
  readonly trashName: string;
  readonly space: number;
  /** An exchange space. */
  readonly exchange: number;
  readonly retentionClass: number;
  readonly hold: number;
  readonly deletion: number;
  readonly upload: string;
  readonly chunks: string;
  readonly appPassword: number;
  readonly session: number;
  readonly factor: number;
  readonly kind: 'totp';
  readonly source: number;
  readonly sourceRun: number;
  readonly sourceToken: number;
  readonly mail: number;
  readonly notification: number;
  readonly comment: number;
  readonly tag: number;
  readonly notificationKind: string;
  readonly share: number;
  readonly handover: number;
  /** In a visitor's confirmation. */
  readonly receipt: string;
  readonly link: number;
  readonly linkToken: string;
  /** A content that cannot be scanned and is held back. */
  readonly held: number;
  readonly guest: string;
  readonly invitation: string;
  readonly provider: string;
  readonly rule: string;
  readonly role: string;
  /** Encoded, from the person's root: of the node, and of the folder. */
  readonly path: string;
  readonly folderPath: string;
}

export interface Address extends Ask {
  /** 'GET /api/v1/nodes/:id' */
  readonly route: string;
}

/**
 * open: needs no sign-in and names nothing of anybody. own: only about oneself. theirs: can name what is somebody's.
 */
export type Audience = 'open' | 'own' | 'theirs';

interface Entry {
  readonly audience: Audience;
  readonly query?: (things: Things) => string;
  readonly headers?: (things: Things) => Record<string, string>;
  readonly body?: (things: Things) => string;
}

const json = (body: (things: Things) => unknown): Pick<Entry, 'headers' | 'body'> => ({
  headers: () => ({ 'content-type': 'application/json' }),
  body: (things) => JSON.stringify(body(things)),
});
const open: Entry = { audience: 'open' };
const own: Entry = { audience: 'own' };
const theirs: Entry = { audience: 'theirs' };
const tus = (more: Record<string, string> = {}): Pick<Entry, 'headers'> => ({
  headers: () => ({ 'tus-resumable': '1.0.0', ...more }),
});
export const base64 = (text: string | number): string => Buffer.from(String(text)).toString('base64');
const password = 'Ein-Passwort-von-Anderen-2027';
const publicKey = {
  id: 'x',
  rawId: 'x',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'x', attestationObject: 'x', authenticatorData: 'x', signature: 'x' },
};

/** Who may ask each stands in expectations.ts. */
const api: Readonly<Record<string, Entry>> = {
  'GET /api/v1/openapi.json': open,
  'POST /api/v1/session': { ...open, ...json(({ login }) => ({ login, password })) },
  'GET /api/v1/session': own,
  'DELETE /api/v1/session': open,
  'GET /api/v1/me': own,
  'PATCH /api/v1/me': { ...own, ...json(() => ({ language: 'de' })) },
  'POST /api/v1/me/password': { ...own, ...json(() => ({ current: password, next: password })) },
  'POST /api/v1/session/second-factor': {
    ...open,
    ...json(() => ({ token: 'x'.repeat(32), method: 'totp', code: '000000' })),
  },
  'POST /api/v1/session/passkey/options': { ...open, ...json(() => ({})) },
  'POST /api/v1/session/passkey': { ...open, ...json(() => ({ response: publicKey })) },
  'POST /api/v1/session/step-up/options': own,
  'POST /api/v1/session/step-up': { ...own, ...json(() => ({ method: 'password', password })) },
  'POST /api/v1/sign-in/reset': { ...open, ...json(({ login }) => ({ login })) },
  'POST /api/v1/sign-in/reset/look': { ...open, ...json(() => ({ token: 'x'.repeat(43) })) },
  'POST /api/v1/sign-in/reset/confirm': { ...open, ...json(() => ({ token: 'x'.repeat(43), password })) },
  'POST /api/v1/sign-in/mail-code': { ...open, ...json(({ login }) => ({ login })) },
  'POST /api/v1/sign-in/mail-code/confirm': { ...open, ...json(() => ({ token: 'x'.repeat(43), code: '00000000' })) },
  'GET /api/v1/me/email': own,
  'POST /api/v1/me/email': { ...own, ...json(() => ({ email: 'x@example.org' })) },
  'POST /api/v1/me/email/confirm': { ...theirs, ...json(() => ({ token: 'x'.repeat(43) })) },
  'GET /api/v1/me/factors': own,
  'POST /api/v1/me/factors/totp': { ...own, ...json(() => ({})) },
  'POST /api/v1/me/factors/totp/:factor/confirm': { ...theirs, ...json(() => ({ code: '000000' })) },
  'POST /api/v1/me/factors/passkey/options': { ...own, ...json(() => ({})) },
  'POST /api/v1/me/factors/passkey': { ...own, ...json(() => ({ response: publicKey })) },
  'PATCH /api/v1/me/factors/:kind/:factor': { ...theirs, ...json(() => ({ name: 'x' })) },
  'DELETE /api/v1/me/factors/:kind/:factor': theirs,
  'POST /api/v1/me/factors/recovery-codes': own,
  'GET /api/v1/me/sessions': own,
  'DELETE /api/v1/me/sessions/:session': theirs,
  // An unknown value, else one would sign oneself out here.
  'DELETE /api/v1/me/sessions': { ...own, query: () => 'x=x' },
  'GET /api/v1/me/app-passwords': own,
  'POST /api/v1/me/app-passwords': { ...own, ...json(() => ({ label: 'x' })) },
  'DELETE /api/v1/me/app-passwords/:appPassword': theirs,
  'GET /api/v1/login-flow/:upload': open,
  'POST /api/v1/login-flow/:upload/grant': theirs,
  'POST /api/v1/sign-in/identify': { ...open, ...json(({ login }) => ({ login: `${login}@example.org` })) },
  'GET /api/v1/sign-in/oidc/:provider': open,
  'GET /api/v1/sign-in/oidc/:provider/callback': { ...open, query: () => 'state=x&code=x' },
  'POST /api/v1/sign-in/oidc/:provider/logout': {
    ...open,
    headers: () => ({ 'content-type': 'application/x-www-form-urlencoded' }),
    body: () => 'logout_token=x.y.z',
  },
  'GET /api/v1/organisations/:organisation/providers': own,
  'POST /api/v1/organisations/:organisation/providers': {
    ...own,
    ...json(() => ({ key: 'x', name: 'x', issuer: 'https://example.org', clientId: 'x' })),
  },
  'PATCH /api/v1/organisations/:organisation/providers/:provider': { ...theirs, ...json(() => ({ name: 'x' })) },
  'DELETE /api/v1/organisations/:organisation/providers/:provider': theirs,
  'POST /api/v1/organisations/:organisation/providers/:provider/test': { ...theirs, ...json(() => ({})) },
  'GET /api/v1/organisations': own,
  'POST /api/v1/organisations': { ...own, ...json(() => ({ key: 'x', name: 'x' })) },
  // Which organisations there are is known to everyone who is signed in.
  'GET /api/v1/organisations/:organisation': own,
  'PATCH /api/v1/organisations/:organisation': { ...own, ...json(() => ({ name: 'x' })) },
  'GET /api/v1/organisations/export': own,
  'DELETE /api/v1/organisations/:organisation': own,
  'PUT /api/v1/organisations/:organisation/logo': {
    ...own,
    headers: () => ({ 'content-type': 'image/png' }),
    body: () => 'x',
  },
  'GET /api/v1/organisations/:organisation/logo': own,
  'DELETE /api/v1/organisations/:organisation/logo': own,
  'GET /api/v1/organisations/:organisation/rules': own,
  'PUT /api/v1/organisations/:organisation/rules/:rule': { ...own, ...json(() => ({ value: 'nobody' })) },
  'GET /api/v1/organisations/:organisation/roles': own,
  'GET /api/v1/organisations/:organisation/storage': own,
  'GET /api/v1/organisations/:organisation/held-files': own,
  'POST /api/v1/organisations/:organisation/held-files/:held/release': own,
  'POST /api/v1/organisations/:organisation/held-files/:held/recheck': own,
  'PUT /api/v1/organisations/:organisation/roles/:role/:login': own,
  'DELETE /api/v1/organisations/:organisation/roles/:role/:login': own,
  'GET /api/v1/sources': own,
  'POST /api/v1/sources': {
    ...theirs,
    ...json(({ organisation }) => ({ organisationKey: organisation, kind: 'csv', name: 'x' })),
  },
  'GET /api/v1/sources/:source': theirs,
  'PATCH /api/v1/sources/:source': { ...theirs, ...json(() => ({ name: 'x' })) },
  'DELETE /api/v1/sources/:source': theirs,
  'POST /api/v1/sources/:source/test': { ...theirs, ...json(() => ({})) },
  'POST /api/v1/sources/:source/dry-run': { ...theirs, ...json(() => ({})) },
  'POST /api/v1/sources/:source/run': { ...theirs, ...json(() => ({})) },
  'GET /api/v1/sources/:source/runs': theirs,
  'GET /api/v1/sources/:source/runs/:sourceRun': theirs,
  'POST /api/v1/sources/:source/runs/:sourceRun/confirm': { ...theirs, ...json(() => ({ hash: '0'.repeat(64) })) },
  'POST /api/v1/sources/:source/runs/:sourceRun/discard': { ...theirs, ...json(() => ({ hash: '0'.repeat(64) })) },
  'GET /api/v1/sources/:source/tokens': theirs,
  'POST /api/v1/sources/:source/token': { ...theirs, ...json(() => ({ label: 'x' })) },
  'DELETE /api/v1/sources/:source/tokens/:sourceToken': theirs,
  'POST /api/v1/sources/:source/allow-leaving': { ...theirs, ...json(() => ({})) },
  'POST /api/v1/sources/:source/csv': { ...theirs, headers: () => ({ 'content-type': 'text/csv' }), body: () => 'x' },
  'GET /api/v1/guests': own,
  'POST /api/v1/guests': { ...own, ...json(() => ({ address: 'x@example.org', name: 'x', reason: 'x', endsAt: 1 })) },
  'GET /api/v1/guests/rules': own,
  'GET /api/v1/guests/export': own,
  'POST /api/v1/guests/bulk': { ...theirs, ...json(({ guest }) => ({ logins: [guest], action: 'end' })) },
  'PATCH /api/v1/guests/:guest': { ...theirs, ...json(() => ({ reason: 'x' })) },
  'POST /api/v1/guests/:guest/confirm': theirs,
  'POST /api/v1/guests/:guest/end': theirs,
  'POST /api/v1/guests/:guest/resend': theirs,
  'GET /api/v1/invitations/:invitation': open,
  'POST /api/v1/invitations/:invitation/accept': { ...open, ...json(() => ({})) },
  'GET /api/v1/handovers': own,
  'GET /api/v1/handovers/:handover': theirs,
  'POST /api/v1/handovers/:handover/withdraw': theirs,
  'GET /api/v1/handovers/:handover/receipt': theirs,
  'GET /api/v1/receipts/certificate': open,
  'GET /api/v1/receipts/:receipt': open,
  'GET /api/v1/receipts/:receipt/pdf': open,
  'GET /api/v1/mail': own,
  'GET /api/v1/mail/:mail': theirs,
  'POST /api/v1/mail/:mail/resend': theirs,
  'GET /api/v1/nodes/:node/comments': theirs,
  'POST /api/v1/nodes/:node/comments': { ...theirs, ...json(() => ({ text: 'x' })) },
  'POST /api/v1/nodes/:node/comments/read': theirs,
  'GET /api/v1/nodes/:node/mentionable': theirs,
  'PATCH /api/v1/comments/:comment': { ...theirs, ...json(() => ({ text: 'x' })) },
  'DELETE /api/v1/comments/:comment': theirs,
  'GET /api/v1/nodes/:node/tags': theirs,
  'POST /api/v1/nodes/:node/tags': { ...theirs, ...json(() => ({ name: 'x' })) },
  'DELETE /api/v1/nodes/:node/tags/:tag': theirs,
  'GET /api/v1/tags': { ...own, query: () => 'q=geheim' },
  'GET /api/v1/tags/nodes': { ...own, query: () => 'name=geheim' },
  'POST /api/v1/nodes/:folder/presence': theirs,
  'DELETE /api/v1/nodes/:folder/presence': theirs,
  'GET /api/v1/nodes/:node/subscription': theirs,
  'PUT /api/v1/nodes/:node/subscription': theirs,
  'DELETE /api/v1/nodes/:node/subscription': theirs,
  'GET /api/v1/me/notifications': own,
  'DELETE /api/v1/me/notifications': own,
  'POST /api/v1/me/notifications/read': { ...own, ...json(() => ({ upTo: 1 })) },
  'POST /api/v1/me/notifications/:notification/read': theirs,
  'DELETE /api/v1/me/notifications/:notification': theirs,
  'GET /api/v1/me/notifications/preferences': own,
  'PUT /api/v1/me/notifications/preferences/:notificationKind': { ...own, ...json(() => ({ mail: 'digest' })) },
  'GET /api/v1/health': own,
  'GET /api/v1/audit': own,
  'GET /api/v1/audit/export': { ...own, query: () => 'format=csv' },
  'POST /api/v1/audit/verify': own,
  'GET /api/v1/me/audit': own,
  'GET /api/v1/me/data': own,
  'GET /api/v1/people/export': own,
  'GET /api/v1/people/find': { ...theirs, query: ({ login }) => `q=${login}` },
  'POST /api/v1/people/bulk': { ...theirs, ...json(({ login }) => ({ logins: [login], action: 'disable' })) },
  'GET /api/v1/people/:login/belongings': theirs,
  'GET /api/v1/people/:login/access': theirs,
  'DELETE /api/v1/people/:login/access': theirs,
  'DELETE /api/v1/people/:login/factors': theirs,
  'DELETE /api/v1/people/:login/sessions/:session': theirs,
  'DELETE /api/v1/people/:login/app-passwords/:appPassword': theirs,
  'POST /api/v1/people/:login/move': { ...theirs, ...json(() => ({ organisationKey: 'tfm' })) },
  'POST /api/v1/people/:login/leave': { ...theirs, ...json(() => ({})) },
  'POST /api/v1/people/:login/erase': theirs,
  'GET /api/v1/groups/export': own,
  'GET /api/v1/groups/:group/members/export': theirs,
  'GET /api/v1/groups/:group': theirs,
  'PATCH /api/v1/groups/:group': { ...theirs, ...json(() => ({ name: 'x' })) },
  'DELETE /api/v1/groups/:group': theirs,
  'POST /api/v1/groups/:group/members': { ...theirs, ...json(({ login }) => ({ logins: [login] })) },
  'GET /api/v1/people': { ...theirs, query: ({ login }) => `q=${login}` },
  'POST /api/v1/people': { ...own, ...json(() => ({ login: 'x', name: 'x', organisationKey: 'tfm' })) },
  'GET /api/v1/people/:login': theirs,
  'PATCH /api/v1/people/:login': { ...theirs, ...json(() => ({ name: 'x' })) },
  'PUT /api/v1/people/:login/password': { ...theirs, ...json(() => ({ password })) },
  'GET /api/v1/groups': own,
  'POST /api/v1/groups': { ...own, ...json(() => ({ key: 'x', name: 'x' })) },
  'GET /api/v1/groups/:group/members': theirs,
  'PUT /api/v1/groups/:group/members/:login': theirs,
  'DELETE /api/v1/groups/:group/members/:login': theirs,
  'GET /api/v1/spaces': own,
  'POST /api/v1/spaces': { ...own, ...json(() => ({ name: 'x' })) },
  'GET /api/v1/spaces/all': own,
  'PATCH /api/v1/spaces/:space': { ...theirs, ...json(() => ({ name: 'x' })) },
  'GET /api/v1/spaces/rules': own,
  'GET /api/v1/nodes/:node/life': theirs,
  'PUT /api/v1/nodes/:folder/retention': { ...theirs, ...json(() => ({ classId: null })) },
  'GET /api/v1/organisations/:organisation/retention-classes': own,
  'POST /api/v1/organisations/:organisation/retention-classes': {
    ...own,
    ...json(() => ({ name: 'x', months: 1, action: 'tell', warnDays: 1 })),
  },
  'DELETE /api/v1/organisations/:organisation/retention-classes/:retentionClass': own,
  'GET /api/v1/organisations/:organisation/holds': own,
  'POST /api/v1/organisations/:organisation/holds': {
    ...own,
    ...json(({ exchange }) => ({ spaceId: exchange, reason: 'x' })),
  },
  'POST /api/v1/organisations/:organisation/holds/:hold/lift': { ...own, ...json(() => ({ reason: 'x' })) },
  'GET /api/v1/organisations/:organisation/deletions': own,
  'GET /api/v1/deletions/:deletion': theirs,
  'GET /api/v1/deletions/:deletion/export': theirs,
  'POST /api/v1/spaces/:exchange/close': theirs,
  'POST /api/v1/spaces/:space/hand-over': { ...theirs, ...json(({ login }) => ({ login })) },
  'GET /api/v1/spaces/:space/members': theirs,
  'PUT /api/v1/spaces/:space/members/:login': { ...theirs, ...json(() => ({ role: 'viewer' })) },
  'DELETE /api/v1/spaces/:space/members/:login': theirs,
  'GET /api/v1/nodes/root': own,
  'GET /api/v1/nodes/resolve': { ...theirs, query: ({ path }) => `path=${path}` },
  'GET /api/v1/nodes/:node': theirs,
  'PATCH /api/v1/nodes/:node': { ...theirs, ...json(() => ({ name: 'x' })) },
  'GET /api/v1/nodes/:folder/children': theirs,
  'GET /api/v1/nodes/:folder/children/ids': theirs,
  'POST /api/v1/nodes/:folder/folders': { ...theirs, ...json(() => ({ name: 'x' })) },
  'POST /api/v1/nodes/:folder/files': { ...theirs, ...json(() => ({ name: 'x' })) },
  'POST /api/v1/nodes/move': {
    ...theirs,
    ...json(({ node, folder }) => ({ ids: [node], parentId: folder, onConflict: 'rename' })),
  },
  'POST /api/v1/nodes/copy': {
    ...theirs,
    ...json(({ node, folder }) => ({ ids: [node], parentId: folder, onConflict: 'rename' })),
  },
  'POST /api/v1/nodes/delete': { ...theirs, ...json(({ node, folder }) => ({ ids: [node, folder] })) },
  'GET /api/v1/trash': { ...theirs, query: ({ space }) => `spaceId=${space}` },
  'POST /api/v1/trash/restore': { ...theirs, ...json(({ trash }) => ({ ids: [trash] })) },
  'POST /api/v1/trash/purge': { ...theirs, ...json(({ trash }) => ({ ids: [trash] })) },
  'GET /api/v1/nodes/:node/versions': theirs,
  'POST /api/v1/nodes/:node/versions/:version/restore': theirs,
  'PATCH /api/v1/nodes/:node/versions/:version': { ...theirs, ...json(() => ({ label: 'x' })) },
  'DELETE /api/v1/nodes/:node/versions/:version': theirs,
  'GET /api/v1/nodes/:node/shares': theirs,
  'POST /api/v1/nodes/:node/shares': {
    ...theirs,
    ...json(({ login }) => ({ recipients: [{ kind: 'person', key: login }], role: 'viewer' })),
  },
  'DELETE /api/v1/nodes/:folder/shares': theirs,
  'GET /api/v1/shares/:share': theirs,
  'PATCH /api/v1/shares/:share': { ...theirs, ...json(() => ({ message: 'Geheim' })) },
  'DELETE /api/v1/shares/:share': theirs,
  'GET /api/v1/me/shared-with-me': own,
  'GET /api/v1/me/shared-with-me/new': own,
  'POST /api/v1/me/shared-with-me/looked': own,
  'DELETE /api/v1/me/shared-with-me/:node': theirs,
  'GET /api/v1/me/shared-by-me': own,
  'GET /api/v1/me/shared-by-me/ids': own,
  'GET /api/v1/recipients': { ...theirs, query: () => 'q=geheim' },
  'GET /api/v1/nodes/:node/activity': theirs,
  'GET /api/v1/search': { ...theirs, query: ({ folder }) => `q=Geheim&within=${folder}` },
  'GET /api/v1/favourites': own,
  'GET /api/v1/recent': own,
  'GET /api/v1/nodes/:node/content': { ...theirs, query: ({ version }) => `version=${version}` },
  'GET /api/v1/nodes/:node/preview': theirs,
  'GET /api/v1/nodes/zip': { ...theirs, query: ({ node, folder }) => `ids=${node},${folder}` },
  'GET /api/v1/nodes/:node/links': theirs,
  'POST /api/v1/nodes/:node/links': { ...theirs, ...json(() => ({ kind: 'viewer' })) },
  'GET /api/v1/links': own,
  'PATCH /api/v1/links/:link': { ...theirs, ...json(() => ({ name: 'x' })) },
  'GET /api/v1/links/:link/use': theirs,
  // Whoever has the address of a link is as good as anybody else: tests of its own say what it opens.
  'POST /api/v1/public/links/:linkToken/visit': { ...open, ...json(() => ({})) },
  'POST /api/v1/public/links/:linkToken/codes': { ...open, ...json(() => ({ address: 'x@example.org' })) },
  'POST /api/v1/public/links/:linkToken/delivery': { ...open, ...json(() => ({ name: 'x' })) },
  'POST /api/v1/public/links/:linkToken/delivery/submit': open,
  'GET /api/v1/public/links/:linkToken/folder': open,
  'GET /api/v1/public/links/:linkToken/nodes/:node/content': open,
  'GET /api/v1/public/links/:linkToken/nodes/:node/preview': open,
  'GET /api/v1/public/links/:linkToken/zip': open,
  'POST /api/v1/public/links/:linkToken/folders': { ...open, ...json(() => ({ name: 'x' })) },
  'PATCH /api/v1/public/links/:linkToken/nodes/:node': { ...open, ...json(() => ({ name: 'x' })) },
  'DELETE /api/v1/public/links/:linkToken/nodes/:node': open,
  'OPTIONS /api/v1/public/links/:linkToken/uploads': { ...open, ...tus() },
  'POST /api/v1/public/links/:linkToken/uploads': {
    ...open,
    ...tus({ 'upload-length': '5', 'upload-metadata': `filename ${base64('x')}` }),
  },
  'OPTIONS /api/v1/public/links/:linkToken/uploads/:upload': { ...open, ...tus() },
  'HEAD /api/v1/public/links/:linkToken/uploads/:upload': { ...open, ...tus() },
  'PATCH /api/v1/public/links/:linkToken/uploads/:upload': {
    ...open,
    ...tus({ 'content-type': 'application/offset+octet-stream', 'upload-offset': '5' }),
    body: () => 'other',
  },
  'DELETE /api/v1/public/links/:linkToken/uploads/:upload': { ...open, ...tus() },
  'POST /api/v1/public/links/:linkToken/uploads/:upload': { ...open, ...tus({ 'x-http-method-override': 'DELETE' }) },
  'DELETE /api/v1/links/:link': theirs,
  'GET /api/v1/events': own,
  'OPTIONS /api/v1/uploads': { ...open, ...tus() },
  'POST /api/v1/uploads': {
    ...theirs,
    headers: ({ folder }) => ({
      'tus-resumable': '1.0.0',
      'upload-length': '5',
      'upload-metadata': `filename ${base64('x')},parentId ${base64(folder)}`,
    }),
  },
  'OPTIONS /api/v1/uploads/:upload': { ...open, ...tus() },
  'HEAD /api/v1/uploads/:upload': { ...theirs, ...tus() },
  'PATCH /api/v1/uploads/:upload': {
    ...theirs,
    ...tus({ 'content-type': 'application/offset+octet-stream', 'upload-offset': '5' }),
    body: () => 'other',
  },
  'DELETE /api/v1/uploads/:upload': { ...theirs, ...tus() },
  'POST /api/v1/uploads/:upload': { ...theirs, ...tus({ 'x-http-method-override': 'DELETE' }) },
};

const pictures = ['', '/index.php'].flatMap((prefix) => [
  [`GET ${prefix}/avatar/:login/64`, theirs] as const,
  [`GET ${prefix}/avatar/:login/64/dark`, theirs] as const,
  ...['/core/preview', '/core/preview.png', '/apps/files_versions/preview', '/apps/files_trashbin/preview'].map(
    (path) => [`GET ${prefix}${path}`, { ...theirs, query: ({ node }: Things) => `fileId=${node}` }] as const,
  ),
]);

const clients: Readonly<Record<string, Entry>> = {
  ...Object.fromEntries(pictures),
  'GET /status.php': open,
  'GET /index.php/204': open,
  'GET /204': open,
  'GET /.well-known/caldav': open,
  'GET /.well-known/carddav': open,
  'GET /.well-known/webdav': open,
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /metrics': open,
  'POST /login/v2': open,
  'POST /login/v2/poll': { ...open, body: ({ upload }) => `token=${upload}` },
  'POST /index.php/login/v2': open,
  'POST /index.php/login/v2/poll': { ...open, body: ({ upload }) => `token=${upload}` },
  'DELETE /ocs/v1.php/core/apppassword': own,
  'DELETE /ocs/v2.php/core/apppassword': own,
  'GET /ocs/v1.php/cloud/capabilities': open,
  'GET /ocs/v2.php/cloud/capabilities': open,
  'GET /ocs/v2.php/cloud/user': own,
  'GET /ocs/v1.php/cloud/users/:login': theirs,
  'GET /ocs/v2.php/cloud/users/:login': theirs,
  ...Object.fromEntries(
    ['v1', 'v2'].flatMap((version) => {
      const all = `/ocs/${version}.php/apps/notifications/api/v2/notifications`;
      return [
        [`GET ${all}`, own],
        [`DELETE ${all}`, own],
        [`GET ${all}/:notification`, theirs],
        // what was dismissed already is dismissed: nobody learns whether there is one
        [`DELETE ${all}/:notification`, own],
        [`POST ${all}/exists`, { ...own, ...json(({ notification }) => ({ ids: [notification] })) }],
      ];
    }),
  ),
};

/** Every address but WebDAV's, naming these things. */
export function addresses(t: Things): (Address & { readonly audience: Audience })[] {
  return Object.entries({ ...api, ...clients }).map(([route, { audience, query, headers, body }]) => {
    const [method = '', template = ''] = route.split(' ');
    const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(t[name as keyof Things])));
    return {
      route,
      audience,
      method,
      path: query === undefined ? path : `${path}?${query(t)}`,
      headers: headers?.(t) ?? {},
      ...(body === undefined ? {} : { body: body(t) }),
    };
  });
}

/** HEAD where there is GET: it must not tell more. */
export function heads(of: readonly Address[]): Address[] {
  const without = ['/zip', '/api/v1/events'];
  const known = of.filter(({ method, path }) => method === 'GET' && !without.some((one) => path.includes(one)));
  return known.map((address) => ({ ...address, method: 'HEAD' }));
}

/** 'METHOD /path' of every route, from the tree that Fastify prints; without the built web app's files. */
export function registeredRoutes(tree: string): string[] {
  const routes: string[] = [];
  const path: string[] = [];
  for (const line of tree.split('\n')) {
    const match = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (match === null) continue;
    const [, indent = '', part = '', methods = ''] = match;
    const depth = indent.length / 4;
    path.length = depth;
    path[depth] = part;
    const whole = path
      .join('')
      .replace(/^\/(?=\/)/, '')
      .replace(/^(?!\/)/, '/');
    for (const method of methods.split(', ').filter((name) => name !== '')) routes.push(`${method} ${whole}`);
  }
  return routes;
}
