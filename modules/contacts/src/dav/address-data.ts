import { DavError } from '@landescloud/platform/dav';
import { childElements, type XmlElement } from '@landescloud/webdav-xml';
import { readCard, toVersion, writeCard, type Version } from '@landescloud/vcard';

const valueOf = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find((each) => each.name === name)?.value;

/**
 * A card as `address-data` asks for it (RFC 6352 section 10.4): of version 3.0 unless another is named, as a whole or some of its
 * properties. Byte for byte where it is of that version. DavError with `supported-address-data` for what nobody writes.
 */
export function writeAddressData(data: Buffer, asked: XmlElement): string {
  const type = valueOf(asked, 'content-type') ?? 'text/vcard';
  const version = valueOf(asked, 'version') ?? '3.0';
  if ((type !== 'text/vcard' && type !== 'text/x-vcard') || (version !== '3.0' && version !== '4.0'))
    throw unsupported();
  const names = childElements(asked).flatMap((each) => (each.name === 'prop' ? (valueOf(each, 'name') ?? []) : []));
  return inVersion(data, version, names);
}

export function inVersion(data: Buffer, version: Version, names: readonly string[] = []): string {
  const text = data.toString();
  const stored = /^VERSION:[ \t]*([0-9.]+)/im.exec(text)?.[1];
  if (names.length === 0 && stored === version) return text;
  const card = toVersion(readCard(data), version);
  if (names.length === 0) return writeCard(card);
  const wanted = new Set(names.map((each) => each.toUpperCase()));
  return writeCard({ ...card, properties: card.properties.filter(({ name }) => wanted.has(name)) });
}

/** What a GET accepts (RFC 6352 section 5.1.1); null: what is stored. */
export function acceptedVersion(accept: string | undefined): Version | null {
  const version = /text\/(?:x-)?vcard\s*;[^,]*version\s*=\s*"?([0-9.]+)/i.exec(accept ?? '')?.[1];
  return version === '3.0' || version === '4.0' ? version : null;
}

function unsupported(): DavError {
  return new DavError(403, 'contacts.address_data_unsupported', 'Cards come as text/vcard, version 3.0 or 4.0.', {
    condition: '<card:supported-address-data xmlns:card="urn:ietf:params:xml:ns:carddav"/>',
  });
}
