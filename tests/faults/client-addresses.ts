import { type Entry, json, open, own, theirs, type Things } from './address-entry.ts';

const pictures = ['', '/index.php'].flatMap((prefix) => [
  [`GET ${prefix}/avatar/:login/64`, theirs] as const,
  [`GET ${prefix}/avatar/:login/64/dark`, theirs] as const,
  ...['/core/preview', '/core/preview.png', '/apps/files_versions/preview', '/apps/files_trashbin/preview'].map(
    (path) => [`GET ${prefix}${path}`, { ...theirs, query: ({ node }: Things) => `fileId=${node}` }] as const,
  ),
]);

/** What clients of Nextcloud ask for, beside WebDAV. */
export const clients: Readonly<Record<string, Entry>> = {
  ...Object.fromEntries(pictures),
  'GET /status.php': open,
  'GET /index.php/204': open,
  'GET /204': open,
  'GET /.well-known/caldav': open,
  'PROPFIND /.well-known/caldav': open,
  'GET /.well-known/carddav': open,
  'PROPFIND /.well-known/carddav': open,
  'GET /.well-known/webdav': open,
  'PROPFIND /.well-known/webdav': open,
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
      const all = `/ocs/${version}.php/apps/files_sharing/api/v1`;
      const wanted = ({ path, organisation }: Things) => ({
        path,
        shareType: 1,
        shareWith: `organisation:${organisation}`,
      });
      return [
        [`GET ${all}/shares`, { ...theirs, query: ({ path }) => `path=/${path}` }],
        [`POST ${all}/shares`, { ...theirs, ...json(wanted) }],
        [`GET ${all}/shares/pending`, own],
        [`GET ${all}/shares/:ocsShare`, theirs],
        [`PUT ${all}/shares/:ocsShare`, { ...theirs, ...json(() => ({ note: 'Geheim' })) }],
        [`DELETE ${all}/shares/:ocsShare`, theirs],
        [`GET ${all}/sharees`, { ...theirs, query: () => 'search=geheim&itemType=file' }],
        [`GET ${all}/sharees_recommended`, own],
      ] satisfies [string, Entry][];
    }),
  ),
  ...Object.fromEntries(
    ['v1', 'v2'].flatMap((version) => {
      const all = `/ocs/${version}.php/apps/notifications/api/v2/notifications`;
      return [
        [`GET ${all}`, own],
        [`DELETE ${all}`, own],
        [`GET ${all}/:notification`, theirs],
        [`GET /ocs/${version}.php/apps/activity/api/v2/activity`, own],
        [
          `GET /ocs/${version}.php/apps/activity/api/v2/activity/filter`,
          { ...theirs, query: ({ node }: Things) => `object_type=files&object_id=${node}` },
        ],
        // what was dismissed already is dismissed: nobody learns whether there is one
        [`DELETE ${all}/:notification`, own],
        [`POST ${all}/exists`, { ...own, ...json(({ notification }) => ({ ids: [notification] })) }],
      ];
    }),
  ),
};
