/** The namespaces that the client APIs use, with the prefixes every answer declares once at its root. */
export const DAV = 'DAV:';
export const OWNCLOUD = 'http://owncloud.org/ns';
export const NEXTCLOUD = 'http://nextcloud.org/ns';
export const SABRE = 'http://sabredav.org/ns';

const prefixes: ReadonlyMap<string, string> = new Map([
  [DAV, 'd'],
  [OWNCLOUD, 'oc'],
  [NEXTCLOUD, 'nc'],
  [SABRE, 's'],
]);

export const namespaceDeclarations = [...prefixes]
  .map(([namespace, prefix]) => `xmlns:${prefix}="${namespace}"`)
  .join(' ');

/** An expanded XML name. */
export interface XmlName {
  readonly namespace: string;
  readonly name: string;
}

/** The tag of a name below a root that carries `namespaceDeclarations`; `declaration` is what else the tag needs. */
export function tagOf(name: XmlName): { tag: string; declaration: string } {
  const prefix = prefixes.get(name.namespace);
  if (prefix !== undefined) return { tag: `${prefix}:${name.name}`, declaration: '' };
  if (name.namespace === '') return { tag: name.name, declaration: '' };
  return { tag: `x:${name.name}`, declaration: ` xmlns:x="${escapeAttribute(name.namespace)}"` };
}

/** `<d:getetag/>`: the element without content. */
export function emptyElement(name: XmlName): string {
  const { tag, declaration } = tagOf(name);
  return `<${tag}${declaration}/>`;
}

const special = /[&<>\r]/;
// Characters that XML 1.0 cannot carry at all, not even as references (section 2.2).
const impossible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const suspicious = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

/** Text content; characters that XML cannot carry become U+FFFD. */
export function escapeText(text: string): string {
  const clean = suspicious.test(text) ? text.replace(impossible, '\ufffd') : text;
  if (!special.test(clean)) return clean;
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}
