import { paramValues, property, typesOf, type Property, type Version } from './card.ts';
import { VcardInvalid } from './vcard-invalid.ts';

/** A picture, a sound or a key: what it is, and its bytes or where it lies. */
export type Media =
  | { readonly kind: 'data'; readonly type: string; readonly base64: string }
  | { readonly kind: 'uri'; readonly type: string | null; readonly uri: string };

const SUBTYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  basic: 'audio/basic',
  wav: 'audio/wav',
  wave: 'audio/wav',
  ogg: 'audio/ogg',
  x509: 'application/pkix-cert',
  pgp: 'application/pgp-keys',
};

/** A PHOTO, LOGO, SOUND or KEY of 3.0 or 4.0. Null where it holds words. */
export function readMedia(given: Property): Media | null {
  const encoding = paramValues(given, 'ENCODING')[0]?.toLowerCase();
  const declared = paramValues(given, 'MEDIATYPE')[0] ?? null;
  const known = typesOf(given).flatMap((each) => (each.includes('/') ? [each] : (SUBTYPES[each] ?? [])))[0] ?? null;
  if (encoding === 'b' || encoding === 'base64') {
    const base64 = given.value.replace(/\s+/g, '');
    return base64 === '' ? null : { kind: 'data', type: declared ?? known ?? sniff(base64), base64 };
  }
  // some write the backslashes of text before what needs none
  const value = given.value.trim().replace(/\\([,;:])/g, '$1');
  const data = /^data:([^;,]*)((?:;[^;,]*)*);base64,(.*)$/is.exec(value);
  if (data !== null) {
    const base64 = (data[3] ?? '').replace(/\s+/g, '');
    return base64 === '' ? null : { kind: 'data', type: (data[1] ?? '').toLowerCase() || sniff(base64), base64 };
  }
  if (paramValues(given, 'VALUE')[0]?.toLowerCase() === 'text' || value === '') return null;
  return /^[a-z][a-z0-9+.-]*:/i.test(value) ? { kind: 'uri', type: declared ?? known, uri: value } : null;
}

/** By the first bytes. */
function sniff(base64: string): string {
  if (base64.startsWith('/9j/')) return 'image/jpeg';
  if (base64.startsWith('iVBORw0KGgo')) return 'image/png';
  if (base64.startsWith('R0lGOD')) return 'image/gif';
  if (base64.startsWith('UklGR')) return 'image/webp';
  return 'application/octet-stream';
}

/** As the version writes it; other parameters of `like` stay. */
export function writeMedia(name: string, media: Media, version: Version, like?: Property): Property {
  const dropped = new Set(['ENCODING', 'MEDIATYPE', 'VALUE', 'TYPE', 'CHARSET']);
  const kept = like?.params.filter((each) => !dropped.has(each.name)) ?? [];
  const places = (like === undefined ? [] : typesOf(like)).filter((each) => ['home', 'work', 'pref'].includes(each));
  const written = write(name, media, version, places);
  return { ...written, group: like?.group ?? null, params: [...written.params, ...kept] };
}

function write(name: string, media: Media, version: Version, places: readonly string[]): Property {
  const typed = places.length > 0 ? { TYPE: places } : {};
  if (version === '4.0') {
    if (media.kind === 'data') return property(name, `data:${media.type};base64,${media.base64}`, typed);
    return property(name, media.uri, { ...(media.type === null ? {} : { MEDIATYPE: media.type }), ...typed });
  }
  const subtype = media.type === null ? [] : [shortType(media.type)];
  const types = [...subtype, ...places];
  if (media.kind === 'data') return property(name, media.base64, { ENCODING: 'b', TYPE: types });
  return property(name, media.uri, { VALUE: 'uri', ...(types.length > 0 ? { TYPE: types } : {}) });
}

function shortType(type: string): string {
  const short = Object.entries(SUBTYPES).find(([, whole]) => whole === type)?.[0] ?? type;
  return (short === 'jpg' ? 'jpeg' : short).toUpperCase();
}

/** Throws VcardInvalid 'encoding'. */
export function mediaBytes(base64: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(base64)) throw new VcardInvalid('encoding');
  const text = atob(base64.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

export function mediaText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
