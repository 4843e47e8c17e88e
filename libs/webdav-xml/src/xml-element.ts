import type { XmlName } from './names.ts';
import type { XmlElement } from './parse-xml.ts';
import { XmlInvalid } from './xml-invalid.ts';

export function isElement(child: XmlElement | string): child is XmlElement {
  return typeof child !== 'string';
}

export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter(isElement);
}

export function is(element: XmlElement, namespace: string, name: string): boolean {
  return element.name === name && element.namespace === namespace;
}

export function child(element: XmlElement, namespace: string, name: string): XmlElement | undefined {
  return element.children.find((c): c is XmlElement => isElement(c) && is(c, namespace, name));
}

/** All text below the element, joined. */
export function textOf(element: XmlElement): string {
  return element.children.map((c) => (isElement(c) ? textOf(c) : c)).join('');
}

// A listing repeats every name that is asked for once an entry: a short question must not make an endless answer.
const mostNames = 300;
const mostNameText = 16 * 1024;

/** The expanded names of the child elements, each once; 300 at most. */
export function childNames(element: XmlElement): XmlName[] {
  const seen = new Map<string, XmlName>();
  let length = 0;
  for (const { namespace, name } of childElements(element)) {
    const key = `${namespace} ${name}`;
    if (seen.has(key)) continue;
    seen.set(key, { namespace, name });
    length += key.length;
    if (seen.size > mostNames || length > mostNameText) throw new XmlInvalid('too-large', 'Too many properties.');
  }
  return [...seen.values()];
}
