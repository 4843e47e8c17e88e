import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** Turns the text of one setting into its value; throws an Error whose message ends the line `KEY: …`. */
export type Parse<T> = (text: string) => T;

export const text: Parse<string> = (value) => {
  if (value.trim() === '') throw new Error('must not be empty');
  return value;
};

export function wholeNumber(min: number, max: number): Parse<number> {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max))
      throw new Error(`must be a whole number from ${min} to ${max}, not '${value}'`);
    return number;
  };
}

export function oneOf<const T extends string>(...choices: readonly T[]): Parse<T> {
  return (value) => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) throw new Error(`must be one of ${choices.join(', ')}, not '${value}'`);
    return choice;
  };
}

export const yesOrNo: Parse<boolean> = (value) =>
  oneOf('yes', 'no', 'true', 'false')(value) === 'yes' || value === 'true';

export const path: Parse<string> = (value) => resolve(text(value));

/** Secrets may stand in such an address, so the value itself is never shown. */
export function address(...protocols: readonly string[]): Parse<string> {
  return (value) => {
    const url = URL.parse(value);
    if (url === null || !protocols.includes(url.protocol)) {
      throw new Error(
        `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
      );
    }
    return value;
  };
}

/** A page that anybody may open. */
export const webPage: Parse<string> = (value) => {
  const url = new URL(address('http:', 'https:')(value));
  if (url.username !== '' || url.password !== '') throw new Error('must be without user and password');
  return url.href;
};

/** The origin, without a path: what lies below a path is not supported. */
export const publicUrl: Parse<string> = (value) => {
  const url = new URL(address('http:', 'https:')(value));
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new Error('must be an origin such as https://cloud.example.org, without a path');
  }
  return url.origin;
};

export const blobFolder: Parse<string | null> = (value) => {
  if (value.startsWith('s3:')) throw new Error('stores other than file: are not supported yet');
  if (!value.startsWith('file:')) throw new Error('must begin with file:');
  const folder = value.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
  return folder === '' ? null : resolve(folder);
};

export const addressList: Parse<readonly string[]> = (value) => {
  const list = value.split(',').map((entry) => entry.trim());
  for (const entry of list) {
    const [ip = '', bits, ...rest] = entry.split('/');
    const family = isIP(ip);
    const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
    if (family === 0 || !bitsFit || rest.length > 0)
      throw new Error(`must be addresses or networks (10.0.0.0/8), not '${entry}'`);
  }
  return list;
};

/** `noreply@example.org` or `Name <noreply@example.org>`, in one line. */
export const mailSender: Parse<{ readonly name: string; readonly address: string }> = (value) => {
  const bare = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,188}$/;
  const [, name = '', inner] = /^([^<>\u0000-\u001f\u007f]{0,100}?)\s*<([^<>]+)>$/.exec(value) ?? [];
  const address = inner ?? value;
  if (!bare.test(address)) throw new Error('must be a mail address or Name <address>');
  return { name: name.trim() || 'Landescloud', address };
};

export const plainMailAddress: Parse<string> = (value) => {
  if (!/^[A-Za-z0-9._-]{1,30}@[A-Za-z0-9][A-Za-z0-9.-]{0,188}$/.test(value))
    throw new Error('must be a mail address such as termine@example.org, without a plus');
  return value.toLowerCase();
};

/** `unix:/run/clamav/clamd.ctl` or `tcp://host:3310`. */
export const scanAddress: Parse<{ readonly path: string } | { readonly host: string; readonly port: number }> = (
  value,
) => {
  if (value.startsWith('unix:')) {
    const socket = value.slice('unix:'.length).replace(/^\/\/(?=\/)/, '');
    if (!socket.startsWith('/')) throw new Error('must name the socket by its whole path: unix:/run/clamav/clamd.ctl');
    return { path: socket };
  }
  const url = URL.parse(value);
  if (url?.protocol !== 'tcp:' || url.hostname === '' || url.pathname.length > 1) {
    throw new Error('must be unix:/path/of/the/socket or tcp://host:port');
  }
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? 3310 : Number(url.port) };
};

/** The state's guideline asks for 16 characters where someone administers. */
export const administratorPassword: Parse<string> = (value) => {
  if (Array.from(value).length < 16) throw new Error('must have at least 16 characters');
  return value;
};

/** One or several blocks of PEM; the value itself is never shown. */
export function pem(label: string): Parse<string> {
  return (value) => {
    if (!value.includes(`-----BEGIN `) || !value.includes(`${label}-----`)) {
      throw new Error(`must be PEM with a ${label.toLowerCase()}, best given as a file by …_FILE`);
    }
    return value;
  };
}
