import type { XmlName } from './names.ts';
import type { XmlElement } from './parse-xml.ts';

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

/** The expanded names of the child elements, each once. */
export function childNames(element: XmlElement): XmlName[] {
  const seen = new Map<string, XmlName>();
  for (const { namespace, name } of childElements(element)) seen.set(`${namespace} ${name}`, { namespace, name });
  return [...seen.values()];
}
