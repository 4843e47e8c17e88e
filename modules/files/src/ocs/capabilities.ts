import { clientVersion, productName } from './client-version.ts';
import type { OcsData } from './ocs-envelope.ts';

/** `cloud/capabilities`: only what works is announced. Without sign-in the version and the look alone. */
export function capabilities(address: string, signedIn: boolean): OcsData {
  return { version, capabilities: signedIn ? everything(address) : { theming: theming(address) } };
}

const version = {
  major: clientVersion.major,
  minor: clientVersion.minor,
  micro: clientVersion.micro,
  string: clientVersion.text,
  edition: '',
  extendedSupport: false,
};

/** The colour of the KERN tokens' action. */
const colour = '#1450d8';

function theming(address: string): OcsData {
  return {
    name: productName,
    productName,
    url: address,
    slogan: '',
    color: colour,
    'color-text': '#ffffff',
    'color-element': colour,
    'color-element-bright': colour,
    'color-element-dark': colour,
    logo: `${address}/favicon.svg`,
    background: colour,
    'background-text': '#ffffff',
    'background-plain': true,
    'background-default': true,
  };
}

function everything(address: string): OcsData {
  return {
    core: {
      pollinterval: 60,
      'webdav-root': 'remote.php/webdav',
      'reference-api': false,
      'reference-regex': '',
      'mod-rewrite-working': true,
    },
    dav: { chunking: '1.0', bulkupload: '1.0' },
    files: {
      bigfilechunking: true,
      chunked_upload: { max_size: 104_857_600, max_parallel_count: 5 },
      forbidden_filenames: [],
      forbidden_filename_basenames: [],
      forbidden_filename_characters: ['/'],
      forbidden_filename_extensions: [],
      blacklisted_files: [],
      undelete: true,
      delete_from_trash: true,
      versioning: true,
      version_labeling: true,
      version_deletion: true,
      comments: true,
      locking: '1.0',
    },
    files_sharing: {
      api_enabled: true,
      public: {
        enabled: true,
        password: { enforced: false, askForOptionalPassword: false },
        expire_date: { enabled: false },
        multiple_links: true,
        expire_date_internal: { enabled: false },
        expire_date_remote: { enabled: false },
        send_mail: false,
        upload: true,
        upload_files_drop: true,
        custom_tokens: false,
      },
      resharing: true,
      user: { send_mail: false, expire_date: { enabled: true } },
      group_sharing: true,
      group: { enabled: true, expire_date: { enabled: true } },
      default_permissions: 31,
      federation: {
        outgoing: false,
        incoming: false,
        expire_date: { enabled: false },
        expire_date_supported: { enabled: false },
      },
      sharee: { minSearchStringLength: 1, query_lookup_default: false, always_show_unique: true },
    },
    activity: { apiv2: ['filters'] },
    notifications: { 'ocs-endpoints': ['list', 'get', 'delete', 'delete-all', 'icons', 'exists'], push: [] },
    notify_push: {
      type: ['files', 'notifications'],
      endpoints: { websocket: `${address.replace(/^http/, 'ws')}/push/ws` },
    },
    theming: theming(address),
  };
}
