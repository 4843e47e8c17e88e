/**
 * Who may import whom: the one table that `npm run verify`, the lint rules (oxlint.config.ts) and docs/architecture.md
 * go by. apps -> modules -> platform -> libs, never up, and sideways only as written here.
 */
export interface Package {
  readonly name: string;
  /** Workspace packages that its product code may import. */
  readonly mayImport: readonly string[];
  /** Tests may reach further: through doors, like everyone. */
  readonly testsMayImport?: readonly string[];
}

const libs = ['@landescloud/kernel', '@landescloud/webdav-xml'] as const;
const formats = ['@landescloud/icalendar', '@landescloud/vcard'] as const;
const below = [...libs, '@landescloud/platform'] as const;
const everything = [
  ...below,
  ...formats,
  '@landescloud/directory',
  '@landescloud/files',
  '@landescloud/sharing',
  '@landescloud/collaboration',
  '@landescloud/calendar',
  '@landescloud/contacts',
  '@landescloud/audit',
  '@landescloud/server',
] as const;

/** By folder. A workspace that is not listed fails the build. */
export const packages: Readonly<Record<string, Package>> = {
  'libs/kernel': { name: '@landescloud/kernel', mayImport: [] },
  'libs/webdav-xml': { name: '@landescloud/webdav-xml', mayImport: [] },
  'libs/icalendar': { name: '@landescloud/icalendar', mayImport: [] },
  'libs/vcard': { name: '@landescloud/vcard', mayImport: [] },
  platform: {
    name: '@landescloud/platform',
    mayImport: libs,
    testsMayImport: ['@landescloud/platform', '@landescloud/testing'],
  },
  'modules/directory': {
    name: '@landescloud/directory',
    mayImport: below,
    testsMayImport: ['@landescloud/directory', '@landescloud/testing'],
  },
  'modules/files': {
    name: '@landescloud/files',
    mayImport: [...below, '@landescloud/directory'],
    testsMayImport: ['@landescloud/files', '@landescloud/testing'],
  },
  'modules/sharing': {
    name: '@landescloud/sharing',
    mayImport: [...below, '@landescloud/directory', '@landescloud/files'],
    testsMayImport: ['@landescloud/sharing', '@landescloud/testing'],
  },
  'modules/collaboration': {
    name: '@landescloud/collaboration',
    mayImport: [...below, '@landescloud/directory', '@landescloud/files'],
    testsMayImport: ['@landescloud/collaboration', '@landescloud/testing'],
  },
  'modules/calendar': {
    name: '@landescloud/calendar',
    mayImport: [...below, '@landescloud/icalendar', '@landescloud/directory'],
    testsMayImport: ['@landescloud/calendar', '@landescloud/testing'],
  },
  'modules/contacts': {
    name: '@landescloud/contacts',
    mayImport: [...below, '@landescloud/vcard', '@landescloud/directory'],
    testsMayImport: ['@landescloud/contacts', '@landescloud/testing'],
  },
  'modules/audit': {
    name: '@landescloud/audit',
    mayImport: below,
    testsMayImport: ['@landescloud/audit', '@landescloud/testing'],
  },
  'apps/server': {
    name: '@landescloud/server',
    mayImport: everything.filter((name) => name !== '@landescloud/server'),
    testsMayImport: ['@landescloud/server', '@landescloud/testing'],
  },
  // The web app knows the server by its HTTP interface alone.
  'apps/web': { name: '@landescloud/web', mayImport: [] },
  testing: { name: '@landescloud/testing', mayImport: everything, testsMayImport: ['@landescloud/testing'] },
  tests: { name: '@landescloud/tests', mayImport: [...everything, '@landescloud/testing'] },
  bench: { name: '@landescloud/bench', mayImport: [...everything, '@landescloud/testing'] },
};

/** The rooms inside platform/src and which other rooms of it each may import, by the room's index.ts. */
export const platformRooms: Readonly<Record<string, readonly string[]>> = {
  config: [],
  database: [],
  blobs: [],
  events: ['database'],
  jobs: ['database'],
  http: ['config'],
  dav: ['auth', 'config', 'http'],
  mail: ['database', 'events', 'http', 'jobs'],
  notifications: ['database', 'events', 'http', 'jobs', 'mail'],
  scan: [],
  outgoing: [],
  auth: ['config', 'database', 'events', 'http', 'outgoing'],
};

export interface Confinement {
  /** What is confined, as one names it in a message. */
  readonly what: string;
  /** Import specifiers that it is about. */
  readonly imports: RegExp;
  /** Whether `import type` is free. */
  readonly typesAreFree: boolean;
  /** Files (relative to the repository) that may. */
  readonly allowed: RegExp;
  readonly why: string;
}

const outsideTheProduct = String.raw`^(testing|tests|bench|scripts)/|\.test\.ts$|/test/`;

/** Packages that only some rooms may touch. */
export const confinements: readonly Confinement[] = [
  {
    what: 'fastify',
    imports: /^(fastify|@fastify\/)/,
    typesAreFree: false,
    allowed: new RegExp(
      String.raw`${outsideTheProduct}|^platform/src/(http|dav|auth/http)/|^modules/[^/]+/src/(http|dav|ocs|push)/`,
    ),
    why: 'only http and dav rooms speak HTTP',
  },
  {
    what: 'kysely',
    imports: /^kysely(\/|$)/,
    typesAreFree: true,
    allowed: new RegExp(
      String.raw`${outsideTheProduct}|^platform/src/database/|-(reader|writer)\.ts$|^(platform|modules/[^/]+)/migrations/`,
    ),
    why: 'only readers, writers, migrations and platform/database build queries',
  },
  {
    what: 'pg',
    imports: /^pg(\/|$)/,
    typesAreFree: false,
    allowed: new RegExp(String.raw`${outsideTheProduct}|^platform/src/database/`),
    why: 'only platform/database talks to PostgreSQL',
  },
  {
    what: 'graphile-worker',
    imports: /^graphile-worker(\/|$)/,
    typesAreFree: false,
    allowed: new RegExp(String.raw`${outsideTheProduct}|^platform/src/jobs/`),
    why: 'only platform/jobs knows what runs the jobs',
  },
  {
    what: 'nodemailer',
    imports: /^nodemailer(\/|$)/,
    typesAreFree: false,
    allowed: new RegExp(String.raw`${outsideTheProduct}|^platform/src/mail/`),
    why: 'only platform/mail speaks SMTP',
  },
];

/** Files that may read `process.env`. */
export const environmentReaders = new RegExp(
  String.raw`${outsideTheProduct}|^platform/src/config/|^apps/web/vite\.config\.ts$`,
);

/** What libs may use of Node: nothing that reads or writes outside the process. */
export const pureBuiltins: ReadonlySet<string> = new Set([
  'node:assert/strict',
  'node:buffer',
  'node:crypto',
  'node:string_decoder',
  'node:url',
  'node:util',
]);
