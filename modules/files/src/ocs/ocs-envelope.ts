import { escapeText } from '@landescloud/webdav-xml';

export type OcsData = string | number | boolean | null | readonly OcsData[] | { readonly [key: string]: OcsData };
export type OcsVersion = 'v1' | 'v2';

export interface OcsResult {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly data: OcsData;
}

export function ocsOk(version: OcsVersion, data: OcsData): OcsResult {
  return { status: 200, code: version === 'v1' ? 100 : 200, message: 'OK', data };
}

export const ocsNotSignedIn: OcsResult = { status: 401, code: 997, message: 'Current user is not logged in', data: [] };
export const ocsForbidden: OcsResult = {
  status: 403,
  code: 403,
  message: 'This app password is not for that',
  data: [],
};
export const ocsUnknown: OcsResult = {
  status: 404,
  code: 998,
  message: 'Invalid query, please check the syntax.',
  data: [],
};
export const ocsHeaderMissing: OcsResult = {
  status: 412,
  code: 412,
  message: 'The header OCS-APIRequest: true is missing',
  data: [],
};

/** The envelope of the Open Collaboration Services as JSON or XML. */
export function ocsBody({ code, message, data }: OcsResult, version: OcsVersion, json: boolean): string {
  const ok = code === 100 || code === 200;
  const meta = {
    status: ok ? 'ok' : 'failure',
    statuscode: code,
    message,
    ...(version === 'v1' ? { totalitems: '', itemsperpage: '' } : {}),
  };
  if (json) return JSON.stringify({ ocs: { meta, data } });
  return `<?xml version="1.0"?>\n<ocs><meta>${xmlOf(meta)}</meta><data>${xmlOf(data)}</data></ocs>\n`;
}

function xmlOf(data: OcsData): string {
  if (data === null || data === false) return '';
  if (data === true) return '1';
  if (typeof data !== 'object') return escapeText(String(data));
  if (Array.isArray(data)) return data.map((item) => `<element>${xmlOf(item)}</element>`).join('');
  return Object.entries(data)
    .map(([name, value]) => `<${name}>${xmlOf(value)}</${name}>`)
    .join('');
}
