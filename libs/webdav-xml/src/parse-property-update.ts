import { DAV, type XmlName } from './names.ts';
import { parseXml, type XmlElement } from './parse-xml.ts';
import { childElements, is } from './xml-element.ts';
import { writeElement } from './write-xml.ts';
import { textOf } from './xml-element.ts';
import { XmlInvalid } from './xml-invalid.ts';

export interface PropertyInstruction extends XmlName {
  /** The element as it stands alone, or null to remove the property. */
  readonly value: string | null;
  /** All text below the element; '' when removing. */
  readonly text: string;
}

/** RFC 4918 section 14.19: instructions in document order. */
export function parsePropertyUpdate(text: string): PropertyInstruction[] {
  const root = parseXml(text);
  if (!is(root, DAV, 'propertyupdate'))
    throw new XmlInvalid('unexpected', 'The root element must be DAV: propertyupdate.');
  const instructions = propertyInstructions(root);
  if (instructions.length === 0) throw new XmlInvalid('unexpected', 'Nothing to set or to remove.');
  return instructions;
}

/** RFC 5689: the properties of an extended MKCOL, without the resource type's own element. */
export function parseExtendedMkcol(text: string): PropertyInstruction[] {
  const root = parseXml(text);
  if (!is(root, DAV, 'mkcol')) throw new XmlInvalid('unexpected', 'The root element must be DAV: mkcol.');
  return propertyInstructions(root);
}

/** What stands in `set` and `remove` of an update, of MKCOL or of MKCALENDAR, in document order. */
export function propertyInstructions(root: XmlElement): PropertyInstruction[] {
  const instructions: PropertyInstruction[] = [];
  for (const action of childElements(root)) {
    const set = is(action, DAV, 'set');
    if (!set && !is(action, DAV, 'remove')) continue;
    for (const prop of childElements(action)) {
      if (!is(prop, DAV, 'prop')) continue;
      const language = languageOf(prop) ?? languageOf(action) ?? languageOf(root);
      for (const element of childElements(prop)) instructions.push(instruction(element, set, language));
    }
  }
  return instructions;
}

function instruction(element: XmlElement, set: boolean, language: string | undefined): PropertyInstruction {
  const { namespace, name } = element;
  return set
    ? { namespace, name, value: writeElement(element, language), text: textOf(element) }
    : { namespace, name, value: null, text: '' };
}

/** RFC 4918 section 4.3: xml:lang in scope belongs to the property's value. */
function languageOf(element: XmlElement): string | undefined {
  return element.attributes.find((a) => a.prefix === 'xml' && a.name === 'lang')?.value;
}
