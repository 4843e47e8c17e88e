import type { Settings } from '@landescloud/platform/config';

/** Addresses of pages for mail: never made from a request, whose Host header says what its sender likes. */
export function linkTo({ publicUrl, host, port }: Settings): (path: string) => string {
  const anywhere = host === '0.0.0.0' || host === '::';
  const name = anywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const origin = publicUrl ?? `http://${name}:${port}`;
  return (path) => origin + path;
}
