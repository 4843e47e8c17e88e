import { paramValues, typesOf, withParam, type Card, type Property } from './card.ts';
import { VcardInvalid } from './vcard-invalid.ts';

const STRUCTURED = new Set(['N', 'ADR', 'ORG']);

/** vCard 2.1 in the form of 3.0: quoted-printable and its character set decoded, commas escaped, base64 by its new name. */
export function from21(properties: readonly Property[]): Card {
  return { version: '3.0', from21: true, properties: properties.map(modernise) };
}

function modernise(given: Property): Property {
  const encoding = (paramValues(given, 'ENCODING')[0] ?? '').toUpperCase();
  const charset = paramValues(given, 'CHARSET')[0] ?? 'utf-8';
  let property = withParam(withParam(given, 'ENCODING', []), 'CHARSET', []);
  const types = typesOf(property);
  property = withParam(
    property,
    'TYPE',
    types.length === 0 ? [] : [...new Set(types.map((each) => each.toUpperCase()))],
  );
  if (encoding === 'BASE64' || encoding === 'B') {
    return withParam({ ...property, value: property.value.replace(/\s+/g, '') }, 'ENCODING', ['b']);
  }
  const text = encoding === 'QUOTED-PRINTABLE' ? decodeQuotedPrintable(given.value, charset) : given.value;
  return { ...property, value: escape21(text, STRUCTURED.has(given.name)) };
}

/** In 2.1 a semicolon within a component has a backslash, a comma means itself, line breaks come by quoted-printable. */
function escape21(text: string, structured: boolean): string {
  const commas = text.replace(/(?<!\\),/g, String.raw`\,`);
  const whole = structured ? commas : commas.replace(/(?<!\\);/g, String.raw`\;`);
  return whole.replace(/\\(?![\\,;nN])/g, '\\\\').replace(/\r\n|\r|\n/g, String.raw`\n`);
}

function decodeQuotedPrintable(value: string, charset: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at += 1) {
    const code = /^=([0-9A-Fa-f]{2})/.exec(value.slice(at, at + 3));
    if (code !== null) {
      bytes.push(Number.parseInt(code[1] ?? '', 16));
      at += 2;
    } else {
      const point = value.codePointAt(at) ?? 0;
      bytes.push(...new TextEncoder().encode(String.fromCodePoint(point)));
      if (point > 0xff_ff) at += 1;
    }
  }
  return decodeAs(Uint8Array.from(bytes), charset);
}

function decodeAs(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: /^utf-?8$/i.test(charset) }).decode(bytes);
  } catch (error) {
    // a character set that nobody knows, or UTF-8 that is none
    if (error instanceof RangeError) throw new VcardInvalid('encoding');
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
